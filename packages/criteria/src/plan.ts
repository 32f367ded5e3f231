import type { Failure } from './failure.ts';
import type { Instant } from './instant.ts';
import type { PlanRepository } from './plan-repository.ts';

/** What a document is a plan of. */
export type PlanKind = 'rollback' | 'deployment';

export type PlanBlockKind = 'heading' | 'paragraph' | 'item' | 'code' | 'row' | 'html';

/** One block of a plan's Markdown, in reading order. Lines are those of the file, 1-based, both ends included. */
export interface PlanBlock {
  readonly kind: PlanBlockKind;
  readonly line: number;
  readonly endLine: number;
  /** Of a heading 1 to 6, of an item its nesting from 1; else 0. */
  readonly level: number;
  /** Visible text on one line: markup is gone, code spans stay as text. Of code and HTML their source. */
  readonly text: string;
  readonly spans: readonly PlanSpan[];
  readonly isQuoted: boolean;
  /** Position in `blocks` of the list item that holds this block; -1 outside of lists. An item is not inside itself. */
  readonly parent: number;
  /** Position in `sections` of the section it stands in. */
  readonly section: number;
  readonly item?: PlanItem;
  readonly code?: PlanCode;
  /** Cells of a table row; `isHead` for the first one. */
  readonly row?: { readonly cells: readonly string[]; readonly isHead: boolean; readonly table: number };
}

/** A piece of a block's text that is marked up. */
export interface PlanSpan {
  readonly kind: 'code' | 'link' | 'image' | 'strong' | 'html';
  readonly text: string;
  /** Where a link or image leads, as written. */
  readonly href?: string;
}

export interface PlanItem {
  readonly isOrdered: boolean;
  /** As written; 0 for a bullet. */
  readonly number: number;
  /** Of a task list item, whether its box is checked. */
  readonly isChecked?: boolean;
  /** Position of its list among the lists of the file: items of one list share it. */
  readonly list: number;
}

export interface PlanCode {
  /** First word after the fence, lower case; empty when there is none, and for indented code. */
  readonly language: string;
  /** Line of the file on which `lines[0]` stands. */
  readonly firstLine: number;
  readonly lines: readonly string[];
  readonly isFenced: boolean;
  /** Whether the fence is closed before the end of the file. */
  readonly isClosed: boolean;
}

/** What a part of a plan is about. `background`: reasons, risks, context, lessons; `other`: nothing that is known. */
export type PlanTopic =
  | 'trigger'
  | 'steps'
  | 'database'
  | 'flags'
  | 'time'
  | 'verification'
  | 'testing'
  | 'ownership'
  | 'communication'
  | 'post-mortem'
  | 'preparation'
  | 'background'
  | 'other';

/** A heading, or a bold line that stands for one, with what follows up to the next one of its rank. */
export interface PlanSection {
  /** Position of its heading in `blocks`; -1 for what stands before the first one. */
  readonly heading: number;
  readonly title: string;
  /** Of a heading 1 to 6, of a bold label 7, before the first heading 0. */
  readonly level: number;
  /** Its own topic, or that of the section around it. */
  readonly topic: PlanTopic;
  /** Position of the section around it; -1 for none. */
  readonly parent: number;
  readonly line: number;
  readonly endLine: number;
}

/** The forms in which people write the steps of a procedure. */
export type StepForm =
  | 'ordered-list'
  | 'task-list'
  | 'numbered-heading'
  | 'bold-label'
  | 'code-comment'
  | 'bullet-list'
  | 'table';

/** One step of a procedure, with all that stands below it up to the next one. */
export interface PlanStep {
  /** As written; 0 where there is none. */
  readonly number: number;
  readonly text: string;
  readonly line: number;
  readonly endLine: number;
  /** Positions in `blocks` of the step itself and of what belongs to it; empty for a comment in a fence. */
  readonly blocks: readonly number[];
  /** Positions in `commands` of what it says to run. */
  readonly commands: readonly number[];
}

/** One way back: its steps in order. */
export interface PlanProcedure {
  readonly section: number;
  readonly form: StepForm;
  /** Whether its steps are numbered or can be ticked off, so that people can say how far they are. */
  readonly isNumbered: boolean;
  readonly steps: readonly PlanStep[];
  readonly line: number;
  readonly endLine: number;
}

/** One command line, continuation lines joined, without prompt. */
export interface PlanCommand {
  readonly text: string;
  readonly line: number;
  /** Position of its block in `blocks`. */
  readonly block: number;
  readonly section: number;
  /** Language of its fence; `inline` for a code span. */
  readonly language: string;
}

/** A piece of a plan that says one thing: a trigger, a check, who answers for it. */
export interface PlanStatement {
  readonly text: string;
  readonly line: number;
  readonly endLine: number;
  /** Position of its block in `blocks`. */
  readonly block: number;
  readonly section: number;
}

/** What a span of time in a plan stands for. Only `estimate` and `step` say how long the way back takes. */
export type DurationRole = 'estimate' | 'step' | 'trigger' | 'timeout' | 'watch' | 'other';

export interface PlanDuration {
  /** As written, numbers in words as figures: `5-10 minutes`. */
  readonly text: string;
  /** The longer end of a range, in minutes; may be a fraction. */
  readonly minutes: number;
  readonly role: DurationRole;
  readonly line: number;
  readonly block: number;
  readonly section: number;
}

export type TriggerMetric =
  | 'error-rate'
  | 'response-time'
  | 'health-check'
  | 'availability'
  | 'data'
  | 'resource'
  | 'feature'
  | 'other';

/** A condition under which to roll back. */
export interface PlanTrigger extends PlanStatement {
  readonly metrics: readonly TriggerMetric[];
  /** Figure it names: percent (`10 %`), factor of the baseline (`2x`), or a span in milliseconds (`> 500 ms`). */
  readonly threshold?: { readonly value: number; readonly unit: '%' | 'x' | 'ms' };
  /** For how long it holds or within which span it is measured, in minutes. */
  readonly withinMinutes?: number;
  /** Whether it names something that can be seen: a metric, a figure, a symptom. */
  readonly isConcrete: boolean;
  /** Whether it starts the rollback by itself. */
  readonly isAutomatic: boolean;
}

/** What the plan says of a test of itself. */
export interface PlanTest extends PlanStatement {
  /** Start of the day (UTC) it names; absent when it names none that can be read. */
  readonly at?: Instant;
  /** Whether it says that it was done; a box that is not checked, a schedule or `never` does not. */
  readonly isDone: boolean;
}

/** A `<!-- rollback-plan-lint-disable rule: reason -->`. */
export interface PlanDisable {
  /** Rule as written. */
  readonly rule: string;
  /** Empty when none is given: it then disables nothing. */
  readonly reason: string;
  readonly line: number;
  /** Lines it is about: its section with all inside it, or the whole plan when it stands before the first heading below the title. */
  readonly from: number;
  readonly to: number;
}

/** One plan, read. All texts are untrusted. Lists are in reading order. */
export interface Plan {
  /** Relative to the repository; `input text` for a text that is no file. */
  readonly path: string;
  readonly isFile: boolean;
  readonly kind: PlanKind;
  readonly title: string;
  /** Heading of the part of the file that is the plan; absent when the whole file is. */
  readonly sectionTitle?: string;
  /** Line of its heading, else 1; the last line. */
  readonly line: number;
  readonly endLine: number;
  /** Lines of the whole file, without line breaks. `lines[line - 1]` is the raw text of a block's first line. */
  readonly lines: readonly string[];
  /** Blocks of the plan only, heading included. */
  readonly blocks: readonly PlanBlock[];
  readonly sections: readonly PlanSection[];
  readonly procedures: readonly PlanProcedure[];
  readonly commands: readonly PlanCommand[];
  readonly durations: readonly PlanDuration[];
  readonly triggers: readonly PlanTrigger[];
  readonly verifications: readonly PlanStatement[];
  /** What it says of taking the database back: a command, a restore, or that none is needed. */
  readonly database: readonly PlanStatement[];
  readonly flags: readonly PlanStatement[];
  readonly tests: readonly PlanTest[];
  /** Who decides, acts or is on call. */
  readonly owners: readonly PlanStatement[];
  /** How to reach somebody when it goes wrong: a channel, a number, a pager. */
  readonly contacts: readonly PlanStatement[];
  /** Whom to tell and where. */
  readonly notices: readonly PlanStatement[];
  readonly postMortems: readonly PlanStatement[];
  readonly disables: readonly PlanDisable[];
}

/** Everything the checks of plans may look at. */
export interface PlanEvidence {
  readonly plans: readonly Plan[];
  /** Plans that could not be read: while there is one, nothing is met. */
  readonly failures: readonly Failure[];
  readonly remarks: readonly Failure[];
  /** Where was looked, for the message that there is none. */
  readonly lookedAt: readonly string[];
  readonly repository: PlanRepository;
  /** Settings of rules from maturity.yml, by rule id. */
  readonly settings: PlanRuleSettings;
}

/** How bad a problem of a plan is; `off` leaves the rule out. */
export type PlanSeverity = 'error' | 'warning' | 'info';

/** Settings of rules: the severity, and the options that the rule has. */
export type PlanRuleSettings = Readonly<
  Record<
    string,
    {
      readonly severity?: PlanSeverity | 'off';
      readonly options?: Readonly<Record<string, unknown>>;
      /** Who sets it, for messages: `.github/maturity.yml:9`, `input max-minutes`. */
      readonly where?: string;
    }
  >
>;
