import { parseDuration } from './duration.ts';
import type { Asked } from './policy.ts';
import type { FindingCategory } from './security.ts';
import { SEVERITIES, type Severity } from './severity.ts';
import type { LongestWaiver } from './waiver.ts';

/** What a list of criteria says about single findings, for the figures and lists of a report. */
export interface SecurityPolicy {
  /** Time to fix by severity, in milliseconds; a severity that is absent has no deadline. */
  readonly deadlines: ReadonlyMap<Severity, number>;
  /** Longest waiver by severity, and of secrets of any severity, in milliseconds, 0 for never; absent sets no limit. */
  readonly waivable: ReadonlyMap<Severity | 'secret', number>;
}

/** The policy that the criteria asked for amount to. A waiver is as long as each criterion lets it be that is about the finding. */
export function securityPolicy(asked: readonly Asked[]): SecurityPolicy {
  const deadlines = new Map<Severity, number>();
  const waivable = new Map<Severity | 'secret', number>();
  for (const { criterion, params } of asked) {
    const own = KEYS.find((key) => key === params.severity);
    if (!own || !CHECKS.has(criterion.check)) continue;
    if (criterion.check === 'patching-deadline' && own !== 'secret')
      keepLeast(deadlines, own, parseDuration(String(params.within)));
    if (params.waivable === undefined) continue;
    const longest = params.waivable === 'never' ? 0 : parseDuration(String(params.waivable));
    for (const key of [own, ...alsoOf(params.also)]) keepLeast(waivable, key, longest);
  }
  return { deadlines, waivable };
}

const KEYS = [...SEVERITIES, 'secret'] as const;
const CHECKS: ReadonlySet<string> = new Set(['finding-limit', 'patching-deadline']);

function keepLeast<K>(spans: Map<K, number>, key: K, span: number | undefined): void {
  if (span !== undefined) spans.set(key, Math.min(span, spans.get(key) ?? span));
}

/** Longest waiver of a finding that counts as `severity`; absent sets no limit. */
export function longestWaiver(
  { waivable }: SecurityPolicy,
  severity: Severity,
  category: FindingCategory,
): LongestWaiver {
  const own = waivable.get(severity);
  const ofSecrets = category === 'secret' ? waivable.get('secret') : undefined;
  return own === undefined || ofSecrets === undefined ? (own ?? ofSecrets) : Math.min(own, ofSecrets);
}

function alsoOf(value: unknown): readonly Severity[] {
  return Array.isArray(value) ? SEVERITIES.filter((severity) => value.includes(severity)) : [];
}

/**
 * Limits of severities, each extended to the worse severities that have no limit of their own: whoever
 * allows no high finding means no critical one either.
 */
export function withWorseSeverities(asked: readonly Asked[]): Asked[] {
  const isLimit = ({ criterion }: Asked): boolean => criterion.check === 'finding-limit';
  const limits = asked.filter(isLimit);
  const ofMusts = worseWithout(limits.filter(({ requirement }) => requirement === 'must'));
  const ofAll = worseWithout(limits);
  return asked.map((one) => {
    // A limit that is only advice takes nothing from one that has to be kept.
    const also = one.requirement === 'must' ? ofMusts : ofAll;
    const more = isLimit(one) ? also.get(one.params.severity) : undefined;
    return more && more.length > 0 ? { ...one, params: { ...one.params, also: more } } : one;
  });
}

/** By severity with a limit, the worse ones that have none and count there. */
function worseWithout(limits: readonly Asked[]): ReadonlyMap<unknown, readonly Severity[]> {
  const limited = new Set(limits.map(({ params }) => params.severity));
  let free: readonly Severity[] = [];
  const also = new Map<unknown, readonly Severity[]>();
  for (const severity of ['critical', 'high', 'medium', 'low'] as const) {
    if (limited.has(severity)) also.set(severity, free);
    free = limited.has(severity) ? [] : [...free, severity];
  }
  return also;
}
