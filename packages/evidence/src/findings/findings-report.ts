import type {
  Failure,
  FindingCategory,
  FirstSeen,
  Instant,
  Location,
  PackageName,
  ScannerKind,
  Severity,
  Suppression,
} from '@maturity-actions/criteria';

/** One finding as a reader states it; only `builder.finding` makes a `ReportedFinding` of it. */
export interface RawFinding {
  /** Rule or advisory id as the tool writes it: `B303`, `CVE-2024-1`, `CKV_AWS_20`. */
  readonly rule: string;
  /** Other ids of the same advisory or rule (CVE, GHSA, PYSEC, RUSTSEC, GO, SNYK); `rule` need not be repeated. */
  readonly ids?: readonly string[];
  readonly category: FindingCategory;
  /** What the tool's own rating means on our scale (`severityOf`); `unknown` when it gives none. */
  readonly severity: Severity;
  /** CVSS vectors; asked only when `severity` is unknown, the highest valid one counts. */
  readonly vectors?: readonly string[];
  /** CVSS base score from 0 to 10 that the tool states; asked only when `severity` is unknown. */
  readonly score?: number;
  /** What is wrong, in the tool's words. Cut and cleaned by the builder. For secrets: the kind of secret, never its value. */
  readonly title: string;
  readonly package?: PackageName;
  readonly fixedIn?: string;
  /** `false` when the tool says that there is no fix; absent when it says nothing. `fixedIn` implies true. */
  readonly isFixable?: boolean;
  /** As the report spells it; a manifest or lock file for dependencies, when the tool names one. */
  readonly path?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly column?: number;
  /** Further places of the same problem, as the report spells them. */
  readonly alsoAt?: readonly { readonly path: string; readonly line?: number }[];
  /** Place that is no file: a URL, an image, a resource. */
  readonly place?: string;
  readonly firstSeen?: { readonly at: Instant; readonly from: Extract<FirstSeen['from'], 'alert' | 'scanner'> };
  readonly publishedAt?: Instant;
  /** What the tool itself says of a comparison with its baseline. */
  readonly isNew?: boolean;
  readonly isExploited?: boolean;
  readonly epss?: number;
  readonly url?: string;
  /** The tool's own stable fingerprint of the place, free of line numbers and of secrets. */
  readonly placeId?: string;
  readonly suppression?: Suppression;
}

/** One finding of one report, cleaned: texts are one short line, the severity is final. */
export interface ReportedFinding extends Omit<RawFinding, 'vectors' | 'score' | 'ids'> {
  readonly tool: string;
  /** All ids, `rule` first, each once. */
  readonly ids: readonly string[];
}

/** One reported finding with its place in the repository; `isPlaced` when it is a file of it. */
export interface PlacedFinding {
  readonly finding: ReportedFinding;
  readonly report: string;
  readonly at: Location | undefined;
  readonly isPlaced: boolean;
  /** Its further places: files of the repository, and others as the report spells them. */
  readonly also?: readonly Location[];
  readonly alsoElsewhere?: readonly string[];
}

/** Findings of one report in one place. They get their places only when they are looked at, because there may be 100,000. */
export interface FindingsOfPlace {
  /** A file of the repository, else as the report spells it; empty when it names none. */
  readonly place: string;
  readonly findings: readonly ReportedFinding[];
  placed(finding: ReportedFinding): PlacedFinding;
}

/** One run of a tool as a report shows it. */
export interface ReportedRun {
  readonly tool: string;
  readonly version?: string;
  readonly kinds: readonly ScannerKind[];
  readonly errors: readonly string[];
}

/** What a VEX document says about one vulnerability in one product. */
export interface VexStatement {
  readonly ids: readonly string[];
  /** Absent when the statement names no package: it then closes nothing. */
  readonly package?: PackageName;
  /** `closed`: not affected (with a justification) or fixed. */
  readonly status: 'closed' | 'open';
  readonly reason: string;
  readonly at?: Instant;
}

/** One scan report as read. Paths are spelled as the report spells them. */
export interface FindingsReport {
  readonly path: string;
  readonly format: string;
  readonly runs: readonly ReportedRun[];
  /** Suppressed ones included. */
  readonly findings: readonly ReportedFinding[];
  readonly statements: readonly VexStatement[];
  /** Folders that the report says its paths are relative to. */
  readonly roots: readonly string[];
  readonly producedAt?: Instant;
  /** Commit that the report says was scanned. */
  readonly commit?: string;
  readonly remarks: readonly Failure[];
}
