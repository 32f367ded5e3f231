import { EvidenceError, type FailureCode, isCve, type SecurityFinding } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { decodeHead } from '../text/encoding.ts';
import { asArray, asObject, isObject, readJson } from '../text/json.ts';
import { jsonHead } from '../text/json-head.ts';
import { type ErrorAt, eachLine } from '../text/lines.ts';
import { checkStatedCount } from './stated-count.ts';

/** The first line of a table. */
const HEADING = /^cve[ _-]?(?:id)?$/i;

function errorsOf(input: ByteSource, what: string): ErrorAt {
  return (code: FailureCode, found: string, expected: string) =>
    new EvidenceError({ code, where: input.path, found, expected, fix: `Download the ${what} again.` });
}

/**
 * The CVE ids of a list of exploited vulnerabilities: the catalogue of CISA as JSON
 * (`vulnerabilities[].cveID`) or CSV (first column `cveID`), or one id a line. Upper case.
 * Throws E_MALFORMED for anything else, E_EMPTY when it names none: an empty list would excuse all.
 */
export async function readExploited(input: ByteSource): Promise<ReadonlySet<string>> {
  const error = errorsOf(input, 'list of exploited vulnerabilities');
  const ids = new Set<string>();
  if (jsonHead(decodeHead(await input.head()))) {
    const document = asObject(await readJson(input, error), 'the document', error);
    const list = asArray(document.vulnerabilities, 'vulnerabilities', error);
    checkStatedCount(document.count, list.length, 'count', error);
    for (const entry of list) {
      const id = asObject(entry, 'an entry of vulnerabilities', error).cveID;
      if (typeof id !== 'string' || !isCve(id)) throw error('E_MALFORMED', 'an entry without a CVE id', 'cveID');
      ids.add(id.toUpperCase());
    }
  } else {
    await eachLine(input, error, (line, number) => {
      const [cell = ''] = line.split(',');
      const id = cell.trim().replace(/^"|"$/g, '');
      if (isCve(id)) ids.add(id.toUpperCase());
      else if (line.trim() !== '' && !id.startsWith('#') && !(number === 1 && HEADING.test(id)))
        throw error('E_MALFORMED', `${JSON.stringify(id.slice(0, 40))} in line ${number}`, 'a CVE id');
    });
  }
  if (ids.size === 0) throw error('E_EMPTY', 'a list without a single CVE', 'at least one');
  return ids;
}

/**
 * EPSS probabilities from 0 to 1 by CVE id, of `wanted` only: the daily CSV of FIRST (`cve,epss,percentile`
 * below a comment line), or the JSON of its API (`data[].cve`, `.epss`). Throws E_MALFORMED, E_EMPTY.
 */
export async function readEpss(input: ByteSource, wanted: ReadonlySet<string>): Promise<ReadonlyMap<string, number>> {
  const error = errorsOf(input, 'EPSS scores');
  const scores = new Map<string, number>();
  let rows = 0;
  const add = (id: string, text: unknown): void => {
    const score = typeof text === 'string' && text.trim() !== '' ? Number(text) : text;
    const isScore = typeof score === 'number' && score >= 0 && score <= 1;
    if (!isScore) throw error('E_MALFORMED', `a score for ${id.slice(0, 40)} that is none`, 'a number from 0 to 1');
    rows++;
    const key = id.toUpperCase();
    // Of scores of several days the worst counts.
    if (wanted.has(key)) scores.set(key, Math.max(score, scores.get(key) ?? 0));
  };
  if (jsonHead(decodeHead(await input.head()))) {
    const document = asObject(await readJson(input, error), 'the document', error);
    const list = asArray(document.data, 'data', error);
    // The API answers in pages: one of them is not all scores.
    checkStatedCount(document.total, list.length, 'total', error);
    for (const entry of list) {
      if (isObject(entry) && typeof entry.cve === 'string' && isCve(entry.cve)) add(entry.cve, entry.epss);
      else throw error('E_MALFORMED', 'an entry without a CVE id', 'cve and epss');
    }
  } else {
    await eachLine(input, error, (line, number) => {
      if (line.trim() === '' || line.startsWith('#') || /^cve,epss\b/i.test(line)) return;
      const [id = '', score] = line.split(',');
      if (!isCve(id.trim())) throw error('E_MALFORMED', `line ${number} without a CVE id`, 'cve,epss,percentile');
      add(id.trim(), score);
    });
  }
  if (rows === 0) throw error('E_EMPTY', 'no score', 'at least one');
  return scores;
}

/** Findings with what the lists say of their CVEs; what a scanner itself says of them stays. */
export function withThreats(
  findings: readonly SecurityFinding[],
  exploited: ReadonlySet<string> | undefined,
  epss: ReadonlyMap<string, number> | undefined,
): SecurityFinding[] {
  if (!exploited && !epss) return [...findings];
  return findings.map((finding) => {
    const ids = finding.ids.map((id) => id.toUpperCase());
    const scores = ids.flatMap((id) => epss?.get(id) ?? []);
    return {
      ...finding,
      ...(ids.some((id) => exploited?.has(id)) ? { isExploited: true } : {}),
      ...(scores.length > 0 ? { epss: Math.max(...scores, finding.epss ?? 0) } : {}),
    };
  });
}
