import type { Report } from '@maturity-actions/criteria';
import { joinPieces, type WritePiece } from './json-writer.ts';
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
export function renderSarif(report: Report, options: SarifOptions): string {
  return joinPieces(sarifPieces(report, options));
}

/** `renderSarif` in pieces of a line or less. */
export function sarifPieces(report: Report, { prefix }: SarifOptions): (write: WritePiece) => void {
  const candidates = sarifCandidates(report);
  const uriOf = cached((path) => sarifUri(path, prefix));
  const placed = placedCandidates(candidates ?? [], uriOf);
  const invocation = sarifInvocation(report, placed.length, candidates?.length);
  const shown = placed.slice(0, MOST_RESULTS);
  const rules = new SarifRules();
  // Described twice, because rules stand before results, and all results at once are a large part of the memory.
  for (const candidate of shown) rules.find(candidate.describe());
  const name = JSON.stringify(sarifText(`maturity-actions ${report.gate}`));
  return (write) => {
    write(`{\n"$schema": "${SCHEMA}",\n"version": "2.1.0",\n"runs": [{\n`);
    write(`"tool": {"driver": {"name": ${name}, "rules": `);
    writeLines(rules.list, (rule) => rule, write);
    write('}},\n"columnKind": "utf16CodeUnits",\n"invocations": ');
    writeLines([invocation], (one) => one, write);
    if (candidates) {
      write(',\n"results": ');
      writeLines(shown, (one) => sarifResult(one.describe(), uriOf(one.path as string) as string, rules), write);
    }
    write('\n}]\n}\n');
  };
}

/** A list with a value of each on a line of its own. */
function writeLines<T>(values: readonly T[], lineOf: (one: T) => unknown, write: WritePiece): void {
  values.forEach((value, index) => {
    write(index === 0 ? '[\n' : ',\n');
    write(JSON.stringify(lineOf(value)));
  });
  write(values.length === 0 ? '[]' : '\n]');
}

/** Findings in files of the repository, in the order of their importance. */
function placedCandidates(
  candidates: readonly SarifCandidate[],
  uriOf: (path: string) => string | undefined,
): readonly SarifCandidate[] {
  const placed = candidates.filter(({ path }) => path !== undefined && uriOf(path) !== undefined);
  return placed.sort((a, b) => a.importance - b.importance);
}

/** Remembers what `make` gave: many findings are in few files. */
function cached<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key) as T;
  };
}
