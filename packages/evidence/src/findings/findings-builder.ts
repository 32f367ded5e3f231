import {
  cutText,
  EvidenceError,
  type Failure,
  type FailureCode,
  type Instant,
  type ScannerKind,
  type Severity,
} from '@maturity-actions/criteria';
import { remembered } from '../text/remembered.ts';
import {
  cleaned,
  cleanPackage,
  cleanSuppression,
  idsOf,
  LONGEST_NAME,
  LONGEST_PATH,
  LONGEST_TITLE,
  ruleName,
} from './cleaned-text.ts';
import type { FindingsReport, RawFinding, ReportedFinding, ReportedRun, VexStatement } from './findings-report.ts';
import { kindsOf } from './scanner-catalog.ts';
import { withoutSecrets } from './secret-text.ts';
import { severityOfScore } from './severity-words.ts';

const LONGEST_ERROR = 300;
/** Errors and remarks that are kept in words; the rest is counted. */
const MOST_ERRORS = 50;
/** More findings than this in one report are refused, never cut off. */
const MOST_FINDINGS = 2_000_000;

/** Folders that the paths of one report may be relative to. */
const MOST_ROOTS = 1000;

/** A run while it is being read. */
export interface OpenRun {
  /** What the tool says went wrong; its findings may be incomplete. Cut and cleaned. */
  error(text: string): void;
  /** It says that it looked at nothing: an error, and no proof of any kind of scan. */
  nothing(text: string): void;
  finding(finding: RawFinding): void;
  /** A finding that has room for what is added to it: it is changed and kept, and there is no copy. */
  keep(finding: FindingDraft): void;
}

/** A reported finding while its texts are what the reader states. */
export type FindingDraft = { -readonly [K in keyof ReportedFinding]: ReportedFinding[K] };

interface RunEntry {
  run: ReportedRun;
  readonly errors: string[];
  hiddenErrors: number;
}

/**
 * Builds a FindingsReport. Call `run` for each tool that the report shows, also when it found nothing,
 * then `finding` on what it returns. `build` rates what is still unknown by its CVSS vectors.
 */
export class FindingsBuilder {
  readonly facts: { producedAt?: Instant; commit?: string } = {};
  readonly #path: string;
  readonly #format: string;
  readonly #runs: RunEntry[] = [];
  readonly #findings: ReportedFinding[] = [];
  /** CVSS vectors of those findings that have some, by position. */
  readonly #vectors = new Map<number, readonly string[]>();
  readonly #rule = remembered(ruleName);
  readonly #cleanPath = remembered((path) => cleaned(path, LONGEST_PATH));
  readonly #statements: VexStatement[] = [];
  readonly #roots: string[] = [];
  readonly #remarks: Failure[] = [];

  constructor(path: string, format: string) {
    this.#path = path;
    this.#format = format;
  }

  /** The error of this report for readers to throw: `throw error('E_MALFORMED', found, expected)`. */
  readonly error = (code: FailureCode, found: string, expected: string): EvidenceError =>
    new EvidenceError({ code, where: this.#path, found, expected, fix: fixFor(code) });

  /** A run of a tool, by its id of the catalog; `kinds` where the report itself tells what was looked at. */
  run(tool: string, facts: { version?: string | undefined; kinds?: readonly ScannerKind[] } = {}): OpenRun {
    const errors: string[] = [];
    const version = facts.version === undefined ? undefined : cleaned(facts.version, LONGEST_NAME);
    const entry: RunEntry = {
      run: { tool, ...(version ? { version } : {}), kinds: facts.kinds ?? kindsOf(tool), errors },
      errors,
      hiddenErrors: 0,
    };
    this.#runs.push(entry);
    const error = (text: string): void => {
      if (errors.length < MOST_ERRORS) errors.push(cleaned(text, LONGEST_ERROR) || 'an error without a text');
      else entry.hiddenErrors++;
    };
    return {
      error,
      nothing: (text) => {
        entry.run = { ...entry.run, kinds: [] };
        error(text);
      },
      finding: (raw) => {
        if (raw.vectors?.length) this.#vectors.set(this.#findings.length, raw.vectors);
        const isRated = raw.severity !== 'unknown' || raw.score === undefined;
        const severity = isRated ? raw.severity : severityOfScore(raw.score as number);
        this.#keep({ ...withoutRating(raw), tool, severity, ids: raw.ids ?? [] });
      },
      keep: (finding) => {
        finding.tool = tool;
        this.#keep(finding);
      },
    };
  }

  /** What a VEX document says about one vulnerability in one product. */
  statement(statement: VexStatement): void {
    this.#statements.push({ ...statement, reason: cleaned(statement.reason, LONGEST_TITLE) });
  }

  /** A folder that the report says its paths are relative to. */
  root(path: string): void {
    if (path === '' || this.#roots.includes(path)) return;
    // Each path of the report may be tried below each of them.
    if (this.#roots.length >= MOST_ROOTS)
      throw this.error('E_TOO_LARGE', `more than ${MOST_ROOTS} base folders`, 'a report of fewer folders');
    this.#roots.push(path);
  }

  /** Something odd that does not make the report unusable. */
  remark(code: FailureCode, found: string, expected: string): void {
    if (this.#remarks.length < MOST_ERRORS) this.#remarks.push(...this.error(code, found, expected).failures);
  }

  /** Changed in place: a large report has many, and a copy for each text costs more than all the rest. */
  #keep(finding: FindingDraft): void {
    if (this.#findings.length >= MOST_FINDINGS)
      throw this.error('E_TOO_LARGE', `more than ${MOST_FINDINGS} findings`, 'a report of fewer findings');
    const { rule, ids, isAboutSecrets } = this.#rule(finding.rule);
    const title = withoutSecrets(
      cleaned(finding.title, LONGEST_TITLE),
      isAboutSecrets || finding.category === 'secret',
    );
    finding.rule = rule;
    finding.ids = finding.ids.length > 0 ? idsOf(rule, finding.ids) : ids;
    finding.title = cutText(title, LONGEST_TITLE) || rule;
    if (finding.path !== undefined) finding.path = this.#cleanPath(finding.path);
    if (finding.alsoAt) finding.alsoAt = finding.alsoAt.map((at) => ({ ...at, path: this.#cleanPath(at.path) }));
    if (finding.place !== undefined) finding.place = cleaned(finding.place, LONGEST_PATH);
    if (finding.fixedIn !== undefined) finding.fixedIn = cleaned(finding.fixedIn, LONGEST_NAME);
    if (finding.package !== undefined) finding.package = cleanPackage(finding.package);
    if (finding.url !== undefined) finding.url = cleaned(finding.url, LONGEST_PATH);
    if (finding.suppression) finding.suppression = cleanSuppression(finding.suppression);
    this.#findings.push(finding);
  }

  /** The report; findings that nobody rated get the severity of their highest valid CVSS vector. */
  async build(): Promise<FindingsReport> {
    const { producedAt, commit } = this.facts;
    return {
      path: this.#path,
      format: this.#format,
      runs: this.#runs.map(({ run, errors, hiddenErrors }) =>
        hiddenErrors > 0 ? { ...run, errors: [...errors, `and ${hiddenErrors} more errors`] } : run,
      ),
      findings: await this.#ratedFindings(),
      statements: this.#statements,
      roots: this.#roots,
      ...(producedAt === undefined ? {} : { producedAt }),
      ...(commit === undefined || commit === '' ? {} : { commit }),
      remarks: this.#remarks,
    };
  }

  async #ratedFindings(): Promise<ReportedFinding[]> {
    const isUnrated = [...this.#vectors.keys()].some((index) => this.#findings[index]?.severity === 'unknown');
    if (!isUnrated) return this.#findings;
    // The calculator of all CVSS versions is large: loaded only when a vector has to be rated.
    const { severityOfVectors } = await import('./cvss.ts');
    const known = new Map<string, Severity>();
    return this.#findings.map((finding, index) => {
      const vectors = this.#vectors.get(index);
      if (finding.severity !== 'unknown' || vectors === undefined) return finding;
      const key = vectors.join(' ');
      const severity = known.get(key) ?? severityOfVectors(vectors);
      known.set(key, severity);
      return { ...finding, severity };
    });
  }
}

/** Leaving keys out of a copy is slow, and few tools give vectors or a score. */
function withoutRating(raw: RawFinding): Omit<RawFinding, 'vectors' | 'score'> {
  if (raw.vectors === undefined && raw.score === undefined) return raw;
  const { vectors: _, score: __, ...rest } = raw;
  return rest;
}

function fixFor(code: FailureCode): string {
  if (code === 'E_TRUNCATED' || code === 'E_EMPTY')
    return 'Look whether the scanner ran to its end, and let it write the report again.';
  if (code === 'E_SCAN_FAILED') return 'Look at the log of the scanner, and run it again.';
  return 'Let the scanner write its report again; if it does so each time, this is a problem of the tool or of this reader.';
}
