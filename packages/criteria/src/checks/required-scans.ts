import * as v from 'valibot';
import { defineCheck } from '../check.ts';
import { suggestion } from '../nearest.ts';
import { SCANNER_KINDS, type ScannerKind, type SecurityEvidence } from '../security.ts';
import { securityProvenance, usableSecurity } from '../security-scope.ts';

const params = v.strictObject({
  /** Kinds of scan (`sast`, `dependencies`, `secrets`, ...) or ids of tools; `bandit or semgrep` takes either. */
  scans: v.pipe(v.array(v.pipe(v.string(), v.trim(), v.nonEmpty())), v.minLength(1)),
});

/** Tools that people name for a kind of scan when they know no other. */
const EXAMPLES: Readonly<Record<ScannerKind, string>> = {
  sast: 'bandit, semgrep, CodeQL, gosec',
  dependencies: 'safety, pip-audit, npm audit, osv-scanner, trivy',
  secrets: 'detect-secrets, gitleaks, trufflehog',
  containers: 'trivy image, grype, hadolint',
  infrastructure: 'checkov, tfsec, trivy config, KICS',
  dast: 'ZAP, nuclei',
};

/** Each kind of scan that the level asks for was made, by any tool that can, or by the tool that is named. */
export const requiredScans = defineCheck<v.InferOutput<typeof params>>({
  kind: 'required-scans',
  needs: ['security'],
  params,
  judge({ security }, { scans }) {
    const required = scans.join(', ');
    const evidence = usableSecurity(security, required);
    if ('outcome' in evidence) return evidence;
    const from = securityProvenance(evidence);
    const missing = scans.filter((scan) => madeBy(scan, evidence).length === 0);
    const made = scans.filter((scan) => !missing.includes(scan));
    const observed = made.map((scan) => `${scan} (${madeBy(scan, evidence).join(', ')})`).join(', ') || 'none of them';
    if (missing.length === 0) return { outcome: 'met', observed, required, from };
    return {
      outcome: 'unmet',
      observed,
      required,
      missing: missing.join(', '),
      why: `No report of a scan of ${missing.join(', ')}.${idleScanners(evidence)}`,
      fix: missing.map((scan) => fixFor(scan, evidence)).join(' '),
      from,
    };
  },
});

function madeBy(scan: string, { tools }: SecurityEvidence): string[] {
  const names = scan
    .toLowerCase()
    .split(/\s+or\s+|\|/)
    .map((name) => toolName(name));
  return tools
    .filter(({ id, kinds }) => names.some((name) => (isKind(name) ? kinds.some((kind) => kind === name) : id === name)))
    .map(({ id }) => id);
}

/** A tool that calls itself `sast` proves nothing by its name. */
const isKind = (name: string): boolean => SCANNER_KINDS.some((kind) => kind === name);

function fixFor(scan: string, { tools }: SecurityEvidence): string {
  const kind = SCANNER_KINDS.find((one) => one === scan.toLowerCase());
  if (kind) return `For ${kind}, run one of ${EXAMPLES[kind]} and add its report to \`reports\`.`;
  const known = [...SCANNER_KINDS, ...tools.map(({ id }) => id)];
  const seen = tools.map(({ id }) => id).join(', ');
  return `Add the report of ${scan} to \`reports\`; there are reports of ${seen || 'nothing'}. ${suggestion(scan, known, '')}`.trim();
}

/** A tool as people write it, in the form of its id: `My Scanner` is my-scanner. */
function toolName(name: string): string {
  return name
    .trim()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** Scanners that ran and can read none of the component's files. */
function idleScanners({ component, tools }: SecurityEvidence): string {
  const idle = tools.filter(({ endings, kinds }) => endings !== undefined && !kinds.includes('sast'));
  if (component === undefined || idle.length === 0) return '';
  return ` ${idle.map(({ id }) => id).join(', ')} ran, but ${component} has no file that ${idle.length === 1 ? 'it reads' : 'they read'}.`;
}
