import { parseDuration } from './duration.ts';
import type { Asked } from './policy.ts';
import { SEVERITIES, type Severity } from './severity.ts';

/** What a list of criteria says about single findings, for the figures and lists of a report. */
export interface SecurityPolicy {
  /** Time to fix by severity, in milliseconds; a severity that is absent has no deadline. */
  readonly deadlines: ReadonlyMap<Severity, number>;
  /** Longest waiver by severity, in milliseconds, 0 for never; absent sets no limit. */
  readonly waivable: ReadonlyMap<Severity, number>;
}

/** The policy that the criteria asked for amount to; a criterion that is no must has none. */
export function securityPolicy(asked: readonly Asked[]): SecurityPolicy {
  const deadlines = new Map<Severity, number>();
  const waivable = new Map<Severity, number>();
  for (const { criterion, params } of asked) {
    const own = SEVERITIES.find((severity) => severity === params.severity);
    if (!own) continue;
    if (criterion.check === 'patching-deadline') keepLeast(deadlines, own, parseDuration(String(params.within)));
    if (criterion.check !== 'finding-limit' || params.waivable === undefined) continue;
    const longest = params.waivable === 'never' ? 0 : parseDuration(String(params.waivable));
    for (const severity of [own, ...alsoOf(params.also)]) keepLeast(waivable, severity, longest);
  }
  return { deadlines, waivable };
}

function keepLeast(spans: Map<Severity, number>, severity: Severity, span: number | undefined): void {
  if (span !== undefined) spans.set(severity, Math.min(span, spans.get(severity) ?? span));
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
  const limited = new Set(asked.filter(isLimit).map(({ params }) => params.severity));
  const free = ['critical', 'high', 'medium', 'low'].filter((severity) => !limited.has(severity)) as Severity[];
  let pending: readonly Severity[] = free;
  const also = new Map<unknown, readonly Severity[]>();
  for (const severity of ['critical', 'high', 'medium', 'low'] as const) {
    if (!limited.has(severity)) continue;
    const worse = pending.filter((one) => SEVERITIES.indexOf(one) < SEVERITIES.indexOf(severity));
    also.set(severity, worse);
    pending = pending.filter((one) => !worse.includes(one));
  }
  return asked.map((one) => {
    const more = isLimit(one) ? also.get(one.params.severity) : undefined;
    return more && more.length > 0 ? { ...one, params: { ...one.params, also: more } } : one;
  });
}
