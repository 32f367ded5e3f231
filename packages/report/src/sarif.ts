import type { Report } from '@maturity-actions/criteria';
import { type SarifCandidate, sarifCandidates } from './sarif-findings.ts';
import { MOST_RESULTS, sarifInvocation } from './sarif-invocation.ts';
import { SarifRules, sarifResult } from './sarif-results.ts';
import { sarifText, sarifUri } from './sarif-text.ts';

/** How the SARIF file is drawn. */
export interface SarifOptions {
  /** Folder of the repository that paths in the report are relative to; empty for its root. */
  readonly prefix: string;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * The findings of all scanners, or the problems of all plans, as one SARIF 2.1.0 run for code scanning, one
 * rule or result per line: open ones first, worst first. GitHub refuses a file with more than 25,000 results,
 * or with one that has no location; what is left out for that is counted in notifications. A report that
 * measured nothing gives a run without results, which GitHub refuses too: an empty list would close every
 * alert. Sources: SARIF 2.1.0; GitHub, SARIF support for code scanning.
 */
export function renderSarif(report: Report, { prefix }: SarifOptions): string {
  const candidates = sarifCandidates(report);
  const placed = placedCandidates(candidates ?? [], prefix);
  const rules = new SarifRules();
  const results = placed
    .slice(0, MOST_RESULTS)
    .map(({ candidate, uri }) => sarifResult(candidate.describe(), uri, rules));
  const name = JSON.stringify(sarifText(`maturity-actions ${report.gate}`));
  const run = [
    `"tool": {"driver": {"name": ${name}, "rules": ${lines(rules.list)}}}`,
    '"columnKind": "utf16CodeUnits"',
    `"invocations": ${lines([sarifInvocation(report, placed.length, candidates?.length)])}`,
    ...(candidates ? [`"results": ${lines(results)}`] : []),
  ];
  const members = [`"$schema": "${SCHEMA}"`, '"version": "2.1.0"', `"runs": [{\n${run.join(',\n')}\n}]`];
  return `{\n${members.join(',\n')}\n}\n`;
}

function lines(values: readonly unknown[]): string {
  return values.length === 0 ? '[]' : `[\n${values.map((value) => JSON.stringify(value)).join(',\n')}\n]`;
}

/** Findings in files of the repository, with the URIs of these, in the order of their importance. */
function placedCandidates(
  candidates: readonly SarifCandidate[],
  prefix: string,
): readonly { readonly candidate: SarifCandidate; readonly uri: string }[] {
  const uriOf = cached((path) => sarifUri(path, prefix));
  const placed = candidates.flatMap((candidate) => {
    const uri = candidate.path === undefined ? undefined : uriOf(candidate.path);
    return uri === undefined ? [] : [{ candidate, uri }];
  });
  return placed.sort((a, b) => a.candidate.importance - b.candidate.importance);
}

/** Remembers what `make` gave: many findings are in few files. */
function cached<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key) as T;
  };
}
