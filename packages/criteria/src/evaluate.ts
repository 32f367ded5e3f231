import { safeParse } from 'valibot';
import type { AnyCheck, Check } from './check.ts';
import { parseDuration } from './duration.ts';
import type { EvidenceSet } from './evidence.ts';
import { ConfigurationError } from './failure.ts';
import type { Finding } from './finding.ts';
import { formatDate, type Instant } from './instant.ts';
import { suggestion } from './nearest.ts';
import type { Asked, LevelChoice } from './policy.ts';
import { parsePercent } from './ratio.ts';
import { type Measurements, type Report, reportOutcome, type Subject } from './report.ts';
import type { Judgement, Verdict } from './verdict.ts';
import { type LongestWaiver, type Waiver, waiverState, whyRefused } from './waiver.ts';

/** Everything a report is made of. */
export interface Evaluation {
  readonly gate: string;
  readonly subject: Subject;
  readonly choice?: LevelChoice | undefined;
  readonly asked: readonly Asked[];
  /** What the level after this one asks. */
  readonly next?: { readonly level: string; readonly asked: readonly Asked[] } | undefined;
  readonly evidence: EvidenceSet;
  readonly waivers: readonly Waiver[];
  readonly checks: readonly AnyCheck[];
  readonly measurements: Measurements;
  readonly warnings?: readonly Finding[];
  readonly now: Instant;
}

/** Judges every criterion that is asked and sums up. Pure: the same evaluation gives the same report. */
export function evaluate(evaluation: Evaluation): Report {
  const { asked, waivers, now, choice, next, subject } = evaluation;
  const scoped = waivers.filter((waiver) => waiver.component === undefined || waiver.component === subject.component);
  const verdicts = asked.map((one) => verdictOf(one, evaluation, scoped));
  const outcome = reportOutcome(verdicts);
  return {
    schemaVersion: 1,
    gate: evaluation.gate,
    subject,
    model: choice?.model.id ?? '',
    level: choice?.level.id ?? '',
    asOf: now,
    passed: outcome === 'met',
    outcome,
    verdicts,
    warnings: [...loosened(asked), ...(evaluation.warnings ?? []), ...waiverWarnings(scoped, verdicts, now)],
    measurements: evaluation.measurements,
    ...(next ? { next: { level: next.level, missing: missingFor(next.asked, evaluation) } } : {}),
  };
}

/** What the next level asks and the evidence does not show yet. Waivers of today do not count there. */
function missingFor(asked: readonly Asked[], evaluation: Evaluation): Verdict[] {
  return asked
    .map((one) => verdictOf(one, evaluation, []))
    .filter(({ outcome }) => outcome === 'unmet' || outcome === 'unknown');
}

function verdictOf(asked: Asked, evaluation: Evaluation, waivers: readonly Waiver[]): Verdict {
  const { criterion } = asked;
  const { longestWaiver, ...judgement } = judge(asked, evaluation);
  const verdict: Verdict = {
    criterion: criterion.id,
    title: criterion.asks,
    level: asked.level,
    requirement: asked.requirement,
    ...(criterion.grade ? { grade: criterion.grade } : {}),
    ...(criterion.effort ? { effort: criterion.effort } : {}),
    findings: [],
    from: [],
    ...judgement,
    required: requiredBy(asked, judgement.required),
    why: judgement.why ?? '',
    fix: judgement.fix ?? criterion.fix,
  };
  return applyWaiver(verdict, waivers, longestWaiver, evaluation.now);
}

/** The requirement; where it is not the level's own, who changed it and what the level asks. */
function requiredBy(asked: Asked, required: string): string {
  const figure = FIGURES.find(({ name }) => asked.replaced?.[name] !== undefined);
  const own = figure && String(asked.replaced?.[figure.name]);
  if (!figure || own === String(asked.params[figure.name])) return required;
  return `${required} (${asked.origin}; ${asked.level} asks ${own}${figure.unit})`;
}

/** Parameters that say how much is asked, and whether `now` asks less than the level's `own`. */
const FIGURES: readonly {
  readonly name: string;
  readonly unit: string;
  readonly verb: string;
  isLooser(own: unknown, now: unknown): boolean;
}[] = [
  { name: 'min', unit: ' %', verb: 'lowers', isLooser: (own, now) => isLess(now, own) },
  { name: 'max', unit: '', verb: 'raises', isLooser: (own, now) => asCount(now) > asCount(own) },
  { name: 'within', unit: '', verb: 'lengthens', isLooser: (own, now) => asSpan(now) > asSpan(own) },
  { name: 'max-age', unit: '', verb: 'lengthens', isLooser: (own, now) => asSpan(now) > asSpan(own) },
  { name: 'epss', unit: ' %', verb: 'raises', isLooser: (own, now) => isLess(own, now) },
  {
    name: 'scans',
    unit: '',
    verb: 'shortens',
    isLooser: (own, now) => !asList(own).every((one) => asList(now).includes(one)),
  },
  { name: 'window', unit: '', verb: 'shortens the window of', isLooser: (own, now) => asSpan(now) < asSpan(own) },
  { name: 'for', unit: '', verb: 'shortens', isLooser: (own, now) => asSpan(now) < asSpan(own) },
  { name: 'waivable', unit: '', verb: 'lengthens waivers of', isLooser: (own, now) => asSpan(now) > asSpan(own) },
  {
    name: 'confidence',
    unit: '',
    verb: 'turns the confidence of',
    isLooser: (_own, now) => now === 'none',
  },
  // Another severity is another question.
  { name: 'severity', unit: '', verb: 'turns', isLooser: (own, now) => own !== now },
];

function isLess(a: unknown, b: unknown): boolean {
  const [left, right] = [parsePercent(String(a ?? '')), parsePercent(String(b ?? ''))];
  return left !== undefined && right !== undefined && left.num * right.den < right.num * left.den;
}

/** `waived-only` is stricter than any number but 0. */
const asCount = (value: unknown): number => (typeof value === 'number' ? value : 0);
/** `never` is no span at all. */
const asSpan = (value: unknown): number => parseDuration(String(value ?? '')) ?? 0;
const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** To ask less than the level is anybody's right, and everybody's to know. */
function loosened(asked: readonly Asked[]): Finding[] {
  return asked.flatMap(({ criterion, replaced, params, origin, level }) =>
    FIGURES.flatMap(({ name, unit, verb, isLooser }): Finding[] => {
      const own = replaced?.[name];
      if (own === undefined || !isLooser(own, params[name])) return [];
      return [
        {
          rule: 'level-loosened',
          severity: 'low',
          message: `${origin} ${verb} ${criterion.id} from the ${own}${unit} of ${level} to ${params[name]}${unit}`,
          fix: 'Ask for what the level asks again as soon as it can be met.',
          fingerprint: `level-loosened:${criterion.id}:${name}`,
        },
      ];
    }),
  );
}

function judge({ criterion, params, origin }: Asked, { checks, evidence, now }: Evaluation): Judgement {
  const check = checks.find(({ kind }) => kind === criterion.check) as Check<unknown> | undefined;
  if (!check) throw new Error(`no check of kind ${criterion.check} for criterion ${criterion.id}`);
  const parsed = safeParse(check.params, params);
  if (parsed.success) return check.judge(evidence, parsed.output, now);
  const known = Object.keys((check.params as { entries?: object }).entries ?? {});
  throw new ConfigurationError(
    ...parsed.issues.map((issue) => {
      const name = issue.path?.map(({ key }) => String(key)).join('.') ?? 'parameters';
      const isUnknown = issue.type === 'strict_object';
      return {
        code: isUnknown ? ('E_UNKNOWN_KEY' as const) : ('E_BAD_CONFIG' as const),
        where: origin,
        found: isUnknown
          ? `${criterion.id} has no parameter ${JSON.stringify(name)}`
          : `${name} of ${criterion.id} is ${issue.received}`,
        expected: isUnknown ? `one of ${known.join(', ')}` : (issue.expected ?? issue.message),
        fix: isUnknown ? suggestion(name, known, 'Remove it.') : 'Correct the parameter.',
      };
    }),
  );
}

/** A waiver turns unmet into waived, never unknown: what was not seen cannot be accepted. */
function applyWaiver(verdict: Verdict, waivers: readonly Waiver[], longest: LongestWaiver, now: Instant): Verdict {
  if (verdict.outcome !== 'unmet') return verdict;
  const about = waivers.filter((waiver) => waiver.criterion === verdict.criterion);
  const valid = about.find((waiver) => whyRefused(waiver, longest, now) === undefined);
  if (valid) return { ...verdict, outcome: 'waived', waiver: valid };
  const [refused] = about;
  if (!refused) return verdict;
  const why = longest === 0 ? 'the level lets none be waived' : `it ${whyRefused(refused, longest, now)}`;
  return {
    ...verdict,
    why: `${verdict.why} The waiver of ${refused.owner} (${refused.where}) does not count: ${why}.`.trim(),
  };
}

function waiverWarnings(waivers: readonly Waiver[], verdicts: readonly Verdict[], now: Instant): Finding[] {
  const used = new Set(verdicts.map((verdict) => verdict.waiver));
  return waivers.flatMap((waiver): Finding[] => {
    if (used.has(waiver)) {
      const isExpiring = waiverState(waiver, now) === 'expiring';
      return isExpiring
        ? [
            waiverFinding(
              'waiver-expiring',
              waiver,
              `ends on ${formatDate(waiver.expires)}`,
              'Meet the criterion, or renew the waiver in time.',
            ),
          ]
        : [];
    }
    const judged = verdicts.filter(({ criterion }) => criterion === waiver.criterion);
    if (judged.length === 0) return [];
    if (waiverState(waiver, now) === 'expired')
      return [waiverFinding('waiver-expired', waiver, `expired on ${formatDate(waiver.expires)}`, 'Remove it.')];
    // What could not be judged may well need its waiver.
    if (judged.some(({ outcome }) => outcome !== 'met' && outcome !== 'not-applicable')) return [];
    return [waiverFinding('waiver-unused', waiver, 'is not needed: the criterion is met', 'Remove it.')];
  });
}

function waiverFinding(rule: string, waiver: Waiver, what: string, fix: string): Finding {
  const place = /^(.+):(\d+)$/.exec(waiver.where);
  return {
    rule,
    severity: 'low',
    message: `waiver of ${waiver.criterion ?? waiver.finding} by ${waiver.owner} ${what}`,
    fix,
    ...(place ? { at: { path: place[1] as string, line: Number(place[2]) } } : {}),
    fingerprint: `${rule}:${waiver.where}`,
  };
}
