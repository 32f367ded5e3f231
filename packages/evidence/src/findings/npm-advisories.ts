import { asArray, asNumber, asObject, asString, type JsonObject } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import type { ErrorAt } from '../text/lines.ts';
import { objectOrEmpty, optionalText, texts } from './fields.ts';
import type { FindingsBuilder, OpenRun } from './findings-builder.ts';
import type { RawFinding } from './findings-report.ts';
import { severityOf } from './severity-words.ts';

/** Who writes the document that npm's registry once answered with. */
export type AdvisoryTool = 'npm-audit' | 'pnpm-audit' | 'yarn-audit';

/** Paths of pnpm begin with the workspace folder; those of npm and yarn with a package. */
const PNPM_PATH = /"paths?"\s*:\s*(?:\[\s*)?"\.>/;

/**
 * The tool that wrote a document of `advisories` and `metadata`; undefined for any other document.
 * npm 6, pnpm and yarn 2 and 3 pass on the same answer of the registry. What each adds tells them
 * apart; an answer without findings has nothing added, so then the name of the file says it.
 */
export function advisoryTool(head: string, path: string): AdvisoryTool | undefined {
  const shape = jsonHead(head);
  if (shape?.root !== 'object' || !isAnswer(head)) return undefined;
  // Since it asks for advisories in bulk, pnpm makes the document itself, without these.
  if (!shape.has('actions') || PNPM_PATH.test(head)) return 'pnpm-audit';
  if (shape.has('runId')) return 'npm-audit';
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (/pnpm|yarn|npm/.test(name))
    return name.includes('pnpm') ? 'pnpm-audit' : name.includes('yarn') ? 'yarn-audit' : 'npm-audit';
  // Yarn writes one line, npm and pnpm indent.
  return /^\s*\{"/.test(head) ? 'yarn-audit' : 'npm-audit';
}

function isAnswer(head: string): boolean {
  const shape = jsonHead(head);
  if (shape?.has('actions[].module', 'actions[].resolves')) return true;
  if (!shape?.has('advisories')) return false;
  return shape.has('actions', 'muted') || shape.has('metadata.vulnerabilities') || shape.matches(ADVISORY);
}

/** An advisory by its number: composer lists them by package instead. */
const ADVISORY = /^advisories\.\d+\.(?:findings|module_name|github_advisory_id)$/;

/**
 * Reads such a document: one finding for each advisory. The counts in its metadata are paths or
 * advisories, depending on the version, so that only "none" is the same as an empty list. pnpm leaves
 * what `audit-level` and its ignore list hide out of the list, but not out of the counts.
 */
export function readAdvisories(document: JsonObject, run: OpenRun, builder: FindingsBuilder): void {
  const { error } = builder;
  const advisories = Object.values(asObject(document.advisories, 'advisories', error));
  const stated = statedTotal(document.metadata, error);
  if (stated === 0 && advisories.length > 0)
    throw error('E_CONTRADICTION', `${advisories.length} advisories and a count of 0`, 'counts of what is listed');
  if (stated > 0 && advisories.length === 0)
    throw error('E_CONTRADICTION', `a count of ${stated} and no advisory`, 'advisories of every level, none ignored');
  for (const value of advisories) run.finding(advisoryFinding(asObject(value, 'an advisory', error), error));
}

/** The sum of `vulnerabilities` in the metadata of a report. */
export function statedTotal(metadata: unknown, error: ErrorAt): number {
  const counts = asObject(asObject(metadata, 'metadata', error).vulnerabilities, 'the counts of metadata', error);
  let total = 0;
  for (const [word, count] of Object.entries(counts))
    if (word !== 'total') total += asNumber(count, `the count of ${word.slice(0, 40)}`, error);
  return total;
}

/** One advisory of the registry. Its number changes when it is imported anew, so the GHSA id comes first. */
export function advisoryFinding(advisory: JsonObject, error: ErrorAt): RawFinding {
  const number = advisoryNumber(advisory.id, error);
  const url = optionalText(advisory.url);
  const ghsa = optionalText(advisory.github_advisory_id) ?? ghsaIn(url);
  const [rule = number, ...ids] = [ghsa, ...texts(advisory.cves)].filter((id) => id !== undefined);
  const cvss = objectOrEmpty(advisory.cvss);
  return {
    rule,
    ids,
    category: 'dependency',
    severity: severityOf(advisory.severity),
    vectors: texts([cvss.vectorString]),
    title: optionalText(advisory.title) ?? '',
    package: {
      ecosystem: 'npm',
      name: asString(advisory.module_name, 'module_name', error),
      ...onlyVersion(asArray(advisory.findings, 'the findings of an advisory', error)),
    },
    ...fixOf(advisory.patched_versions),
    ...(url ? { url } : {}),
  };
}

/** The number of an advisory as text, or E_MALFORMED. */
export function advisoryNumber(id: unknown, error: ErrorAt): string {
  return typeof id === 'number' ? String(id) : asString(id, 'the id of an advisory', error);
}

/** The GHSA id in the address of an advisory. */
export function ghsaIn(url: string | undefined): string | undefined {
  return /\/(GHSA(?:-[0-9a-z]{4}){3})\b/i.exec(url ?? '')?.[1];
}

/** The installed version, when there is only one. */
function onlyVersion(findings: readonly unknown[]): { readonly version?: string } {
  const versions = new Set(texts(findings.map((finding) => objectOrEmpty(finding).version)));
  const [version] = versions;
  return version !== undefined && versions.size === 1 ? { version } : {};
}

/** `>=1.2.6` is fixed in 1.2.6; npm writes `<0.0.0` when no version is safe. */
function fixOf(patched: unknown): Pick<RawFinding, 'fixedIn' | 'isFixable'> {
  const range = optionalText(patched);
  if (range === undefined) return {};
  if (/^<\s*0\.0\.0$/.test(range.trim())) return { isFixable: false };
  const fixed = [...range.matchAll(/>=\s*([0-9][\w.+-]*)/g)].map(([, version]) => version as string);
  return fixed.length > 0 ? { fixedIn: fixed.join(' or ') } : { isFixable: true };
}
