import { type MeasuredFinding, type Report, SEVERITY_RANK } from '@maturity-actions/criteria';
import { MOST_RESULTS, sarifInvocation } from './sarif-invocation.ts';
import { type PlacedFinding, SarifRules, sarifResult } from './sarif-results.ts';
import { sarifUri } from './sarif-text.ts';
import { FINDING_STATES } from './security-wording.ts';

/** How the SARIF file is drawn. */
export interface SarifOptions {
  /** Folder of the repository that paths in the report are relative to; empty for its root. */
  readonly prefix: string;
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/**
 * The findings of all scanners as one SARIF 2.1.0 run for code scanning, one rule or result per line:
 * open ones first, worst first. GitHub refuses a file with more than 25,000 results, or with one that
 * has no location; what is left out for that is counted in notifications. A report that measured no
 * findings gives a run without results, which GitHub refuses too: an empty list would close every
 * alert. Sources: SARIF 2.1.0; GitHub, SARIF support for code scanning.
 */
export function renderSarif(report: Report, { prefix }: SarifOptions): string {
  const findings = report.measurements.security?.findings;
  const placed = placedFindings(findings ?? [], prefix);
  const shown = placed.slice(0, MOST_RESULTS);
  const rules = new SarifRules();
  const results = shown.map((one) => sarifResult(one, rules));
  const run = [
    `"tool": {"driver": {"name": "maturity-actions security-gate", "rules": ${lines(rules.list)}}}`,
    '"columnKind": "utf16CodeUnits"',
    `"invocations": ${lines([sarifInvocation(report, placed.length)])}`,
    ...(findings ? [`"results": ${lines(results)}`] : []),
  ];
  const members = [`"$schema": "${SCHEMA}"`, '"version": "2.1.0"', `"runs": [{\n${run.join(',\n')}\n}]`];
  return `{\n${members.join(',\n')}\n}\n`;
}

function lines(values: readonly unknown[]): string {
  return values.length === 0 ? '[]' : `[\n${values.map((value) => JSON.stringify(value)).join(',\n')}\n]`;
}

/** Findings in files of the repository in the order of their importance. */
function placedFindings(findings: readonly MeasuredFinding[], prefix: string): readonly PlacedFinding[] {
  const uriOf = cached((path) => sarifUri(path, prefix));
  const placed = findings.flatMap((finding) => {
    const uri = finding.path === undefined ? undefined : uriOf(finding.path);
    return uri === undefined ? [] : [{ finding, uri }];
  });
  return placed.sort((a, b) => importance(a.finding) - importance(b.finding));
}

/** 0 is shown first. What nobody accepts comes before what somebody does, whatever its severity. */
function importance({ state, severity }: MeasuredFinding): number {
  return FINDING_STATES.indexOf(state) * 10 + SEVERITY_RANK[severity];
}

/** Remembers what `make` gave: many findings are in few files. */
function cached<T>(make: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key) as T;
  };
}
