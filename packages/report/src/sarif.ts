import type { Report } from '@maturity-actions/criteria';
import { JsonRows } from './json-row.ts';
import { joinPieces, type WritePiece } from './json-writer.ts';
import {
  described,
  importanceOf,
  pathOf,
  ruleIdOf,
  ruleOf,
  type SarifCandidate,
  sarifCandidates,
} from './sarif-findings.ts';
import { MOST_RESULTS, sarifInvocation } from './sarif-invocation.ts';
import { SarifRules, writeResult } from './sarif-results.ts';
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
  const { placed, shown } = placedCandidates(candidates ?? [], uriOf);
  const invocation = sarifInvocation(report, placed, candidates?.length);
  const rules = new SarifRules();
  // Rules stand before results, which are described one by one later: all at once are a large part of the memory.
  shown.forEach((one) => {
    if (!rules.has(ruleIdOf(one))) rules.add(ruleOf(one));
  });
  const name = JSON.stringify(sarifText(`maturity-actions ${report.gate}`));
  return (write) => {
    write(`{\n"$schema": "${SCHEMA}",\n"version": "2.1.0",\n"runs": [{\n`);
    write(`"tool": {"driver": {"name": ${name}, "rules": `);
    writeLines(rules.list, write);
    write('}},\n"columnKind": "utf16CodeUnits",\n"invocations": ');
    writeLines([invocation], write);
    if (candidates) {
      write(',\n"results": ');
      writeResults(shown, uriOf, rules, write);
    }
    write('\n}]\n}\n');
  };
}

/** A list with each value on a line of its own. */
function writeLines(values: readonly object[], write: WritePiece): void {
  values.forEach((value, index) => {
    write(index === 0 ? '[\n' : ',\n');
    write(JSON.stringify(value));
  });
  write(values.length === 0 ? '[]' : '\n]');
}

function writeResults(
  shown: readonly SarifCandidate[],
  uriOf: (path: string) => string | undefined,
  rules: SarifRules,
  write: WritePiece,
): void {
  const rows = new JsonRows(write);
  shown.forEach((one, index) => {
    rows.put(index === 0 ? '[\n' : ',\n');
    writeResult(described(one), rules.get(ruleIdOf(one)), uriOf(pathOf(one) as string) as string, rows);
  });
  rows.put(shown.length === 0 ? '[]' : '\n]');
  rows.end();
}

/** How many findings are in files of the repository, and those that become results, in the order of their importance. */
function placedCandidates(
  candidates: readonly SarifCandidate[],
  uriOf: (path: string) => string | undefined,
): { readonly placed: number; readonly shown: readonly SarifCandidate[] } {
  const byImportance: SarifCandidate[][] = [];
  let placed = 0;
  candidates.forEach((one) => {
    const path = pathOf(one);
    if (path === undefined || uriOf(path) === undefined) return;
    placed++;
    const importance = importanceOf(one);
    byImportance[importance] ??= [];
    if (byImportance[importance].length < MOST_RESULTS) byImportance[importance].push(one);
  });
  return { placed, shown: byImportance.flat().slice(0, MOST_RESULTS) };
}

/** Remembers what `make` gave: many findings are in few files. */
function cached<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key) as T;
  };
}
