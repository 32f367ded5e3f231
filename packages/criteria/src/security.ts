import type { Failure } from './failure.ts';
import type { Instant } from './instant.ts';
import type { Location } from './location.ts';
import type { Severity, SeverityCounts } from './severity.ts';
import type { Provenance } from './verdict.ts';

/** What a scanner looks at. One run may do several. */
export type ScannerKind = 'sast' | 'dependencies' | 'secrets' | 'containers' | 'infrastructure' | 'dast';

export const SCANNER_KINDS: readonly ScannerKind[] = [
  'sast',
  'dependencies',
  'secrets',
  'containers',
  'infrastructure',
  'dast',
];

/** What is wrong: a known flaw of a package, own code, a leaked secret, a setting, a licence, a running site. */
export type FindingCategory = 'dependency' | 'code' | 'secret' | 'misconfiguration' | 'license' | 'web';

/** The package that a finding is about. */
export interface PackageName {
  /** As in package URLs, lower case: `npm`, `pypi`, `maven`, `golang`, `cargo`, `deb`; absent when the tool does not say. */
  readonly ecosystem?: string;
  readonly name: string;
  /** Installed version; absent when the tool does not say. */
  readonly version?: string;
}

/** Since when a finding is known, and who says so; the sources come in the order in which they are believed. */
export interface FirstSeen {
  readonly at: Instant;
  readonly from: 'alert' | 'earlier report' | 'scanner' | 'git blame' | 'this run';
}

/** One problem, however many tools report it. All texts may hold untrusted text; none holds a secret. */
export interface SecurityFinding {
  /** Name that stays the same from run to run: `dependency:lodash:CVE-2021-23337`, `code:src/a.py:B303:1f2e3d`. */
  readonly fingerprint: string;
  /** Rule or advisory id to show: the CVE where there is one. */
  readonly rule: string;
  /** All ids of the rule or advisory, `rule` included, as written. */
  readonly ids: readonly string[];
  readonly category: FindingCategory;
  /** The worst that any of its tools says. */
  readonly severity: Severity;
  readonly title: string;
  readonly package?: PackageName;
  /** Version that fixes it: `2.0.1`, `1.9.8 or 2.0.1`. */
  readonly fixedIn?: string;
  /** Whether a fix exists; absent when nobody says. */
  readonly isFixable?: boolean;
  /** Where it is shown to be: `src/a.py:12`, `package-lock.json`, as the report spells it. */
  readonly where: string;
  /** Places that are files of the repository; the first one is annotated. */
  readonly places: readonly Location[];
  /** Whether all of its places were found in the repository; the others may belong to any component. */
  readonly isPlaced: boolean;
  /** The other places, as the reports spell them: paths without lines, images, sites; `` for a report that names none. */
  readonly elsewhere?: readonly string[];
  /** Ids of the tools that report it, sorted. */
  readonly tools: readonly string[];
  /** Reports that hold it, sorted. */
  readonly reports: readonly string[];
  readonly firstSeen?: FirstSeen;
  /** When the advisory was published: before the project could know, so never the start of a clock. */
  readonly publishedAt?: Instant;
  /** Whether this change brings it; absent when nothing was compared. */
  readonly isNew?: boolean;
  /** Whether it is on the list of exploited vulnerabilities. */
  readonly isExploited?: boolean;
  /** Probability from 0 to 1 that it is exploited in the next 30 days (EPSS). */
  readonly epss?: number;
  readonly url?: string;
  /** Set when it is suppressed; it is then in no count but `suppressed`. */
  readonly suppression?: Suppression;
}

/** Why a finding does not count. */
export interface Suppression {
  /** In the scanned source itself, or in a place outside of it (a baseline, a dismissal, a VEX statement). */
  readonly kind: 'in-source' | 'external';
  readonly reason: string;
}

/** One tool as the reports show it. */
export interface ScannerRun {
  /** Kebab-case: `bandit`, `npm-audit`, `codeql`. */
  readonly id: string;
  readonly version?: string;
  readonly kinds: readonly ScannerKind[];
  /** Endings of the only files that it can read; absent when it reads many languages. */
  readonly endings?: readonly string[];
  /** Number of reports that hold a run of it. */
  readonly reports: number;
  /** What it says went wrong: files it could not parse, dependencies it skipped. Its findings may be incomplete. */
  readonly errors: readonly string[];
}

/** One report that was read. */
export interface SecuritySource extends Provenance {
  readonly format: string;
  /** Ids of the tools whose runs it holds. */
  readonly tools: readonly string[];
  /** Findings before those of several reports were united, without suppressed ones. */
  readonly bySeverity: SeverityCounts;
  /** Whether it only states what is no risk (VEX): it is no scan, and may be old. */
  readonly isStatement?: boolean;
  /** Whether the report itself is committed. */
  readonly isTracked?: boolean;
  /** How `observedAt` is known: the report says it, or it is the time of the file. */
  readonly timeFrom?: 'report' | 'file';
}

/** Everything the security checks may look at. */
export interface SecurityEvidence {
  /** Open findings, worst first. */
  readonly findings: readonly SecurityFinding[];
  readonly suppressed: readonly SecurityFinding[];
  readonly tools: readonly ScannerRun[];
  readonly sources: readonly SecuritySource[];
  /** Number of report files that were read. */
  readonly reports: number;
  /** Reports that could not be used. When there is one, no limit can be judged. */
  readonly failures: readonly Failure[];
  /** Oddities that do not change a verdict. */
  readonly remarks: readonly Failure[];
  /** What a finding that nobody rated counts as; absent when it has a limit of its own. */
  readonly unknownAs?: Severity;
  /** Component that is judged; risks that are accepted for another one do not count. */
  readonly component?: string;
  /** Only new findings are judged; what they are compared with, for people. */
  readonly newAgainst?: string;
  /** Only findings with a fix are judged. */
  readonly isFixableOnly: boolean;
  /** Risks that owners accept, from maturity.yml and the register. */
  readonly accepted: readonly AcceptedRisk[];
  readonly commit?: { readonly sha: string; readonly committedAt: Instant };
}

/** A waiver of findings: by id, within a scope, until a day. */
export interface AcceptedRisk {
  /** Rule, advisory id or fingerprint. */
  readonly id: string;
  /** Package, path glob, or `*`; absent only beside a fingerprint. */
  readonly scope?: string;
  readonly component?: string;
  readonly owner: string;
  readonly approver?: string;
  readonly reason: string;
  readonly control?: string;
  readonly acceptedOn: Instant;
  /** Start of the last day on which it still counts. */
  readonly expires: Instant;
  /** `SECURITY_FINDINGS_ACCEPTED_RISKS.md:7`. */
  readonly where: string;
}

/** Exact figures of a security run, as published in the report JSON; counted after united, without suppressed ones. */
export interface SecurityMeasurements extends SeverityCounts {
  /** Whether every report could be used: if not, the counts are of the others only. */
  readonly isComplete: boolean;
  readonly total: number;
  readonly suppressed: number;
  /** Of `total`, those that a valid waiver accepts. */
  readonly waived: number;
  /** Of `total`, those of category secret. */
  readonly secrets: number;
  /** Of `total`, those past the deadline of the level; null when no deadline is asked. */
  readonly overdue: number | null;
  readonly tools: readonly {
    readonly id: string;
    readonly version: string | null;
    readonly kinds: readonly ScannerKind[];
    readonly reports: number;
    readonly errors: number;
  }[];
  /** Each report before its findings were united with those of others. */
  readonly perReport: readonly {
    readonly source: string;
    readonly format: string;
    readonly total: number;
    readonly bySeverity: SeverityCounts;
  }[];
  /** Every finding, worst first, suppressed ones last. */
  readonly findings: readonly MeasuredFinding[];
  readonly waivers: readonly MeasuredWaiver[];
  /** Rows of the register with which findings that block are accepted where they may be, to be filled in; worst first. */
  readonly registerRows?: readonly string[];
}

/** One finding in the report JSON: for SARIF, for people who search, and for a later run to compare with. */
export interface MeasuredFinding {
  readonly fingerprint: string;
  readonly rule: string;
  readonly ids: readonly string[];
  readonly severity: Severity;
  readonly category: FindingCategory;
  readonly state: 'open' | 'waived' | 'suppressed';
  readonly title: string;
  readonly where: string;
  readonly path?: string;
  readonly line?: number;
  readonly package?: PackageName;
  readonly fixedIn?: string;
  readonly tools: readonly string[];
  readonly firstSeen?: Instant;
  readonly firstSeenFrom?: FirstSeen['from'];
  /** When it has to be fixed, where the level sets a deadline. */
  readonly due?: Instant;
  readonly isNew?: boolean;
  readonly isExploited?: boolean;
  /** Probability from 0 to 1 that it is exploited within 30 days. */
  readonly epss?: number;
  readonly url?: string;
  /** Why it is suppressed or waived, and by whom. */
  readonly because?: string;
}

/** What became of one accepted risk in this run. */
export interface MeasuredWaiver {
  readonly id: string;
  readonly scope: string;
  readonly owner: string;
  readonly approver: string;
  readonly reason: string;
  readonly expires: Instant;
  readonly where: string;
  /** `used`: it excuses findings; `refused`: the level does not let it; `unused`: it matches nothing. */
  readonly state: 'used' | 'expiring' | 'refused' | 'unused' | 'expired' | 'not-yet';
  /** Findings that it matches. */
  readonly findings: number;
  /** Why it is refused. */
  readonly why?: string;
}
