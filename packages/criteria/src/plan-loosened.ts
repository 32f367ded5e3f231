import { DAY_MS } from './duration.ts';
import type { Finding } from './finding.ts';
import type { PlanRuleSettings, PlanSeverity } from './plan.ts';
import { type ActiveRule, activeRule, type RuleRequest } from './plan-lint.ts';
import type { Asked } from './policy.ts';

/**
 * Rules about plans of which less is asked than the level does, whether an override of the criterion,
 * maturity.yml or an input says so. Throws ConfigurationError as `activeRule` does.
 */
export function loosenedRules(asked: readonly Asked[], settings: PlanRuleSettings): Finding[] {
  const ofLevels = asked.filter(({ criterion, level }) => criterion.check === 'plan-rules' && level !== '');
  return ofLevels.flatMap((one) => loosenedIn(one, settings));
}

function loosenedIn({ criterion, level, origin, params, replaced }: Asked, settings: PlanRuleSettings): Finding[] {
  const now = rulesOf(params.rules);
  return Object.entries(rulesOf(replaced?.rules ?? params.rules)).flatMap(([id, request]) => {
    const own = activeRule(id, request, {});
    const kept = Object.hasOwn(now, id) ? activeRule(id, now[id], settings) : undefined;
    const what = own && loosening(own, kept, level);
    if (what === undefined) return [];
    const by = (Object.hasOwn(settings, id) ? settings[id]?.where : undefined) ?? origin;
    return [
      {
        rule: 'level-loosened',
        severity: 'low' as const,
        message: `${by} ${what}`,
        fix: 'Ask for what the level asks again as soon as it can be met.',
        fingerprint: `level-loosened:${criterion.id}:${id}`,
      },
    ];
  });
}

/** A parameter `rules` as it stands in a model or an override; anything else is refused by the check itself. */
function rulesOf(rules: unknown): Readonly<Record<string, RuleRequest>> {
  return typeof rules === 'object' && rules !== null ? (rules as Record<string, RuleRequest>) : {};
}

const RANK: Readonly<Record<PlanSeverity, number>> = { error: 0, warning: 1, info: 2 };
const NAMES: Readonly<Record<PlanSeverity, string>> = { error: 'an error', warning: 'a warning', info: 'a remark' };

/** What became laxer, for a sentence; undefined when nothing did. */
function loosening(own: ActiveRule, kept: ActiveRule | undefined, level: string): string | undefined {
  const { id } = own.rule;
  if (!kept) return `switches ${id} off, ${NAMES[own.severity]} at ${level}`;
  if (RANK[kept.severity] > RANK[own.severity])
    return `turns ${id} from ${NAMES[own.severity]}, as ${level} asks, to ${NAMES[kept.severity]}`;
  const [before, after] = [spanOf(own.options), spanOf(kept.options)];
  if (after > before) return `lengthens ${id} from ${spanText(before)}, as ${level} asks, to ${spanText(after)}`;
  const changed = otherOptions(own.options).filter(
    ([name, value]) => !isKept(value, (kept.options as Options | undefined)?.[name]),
  );
  return changed.length === 0 ? undefined : `changes ${changed.map(([name]) => name).join(', ')} of ${id}`;
}

type Options = Readonly<Record<string, unknown>>;

/** Options that say how long something may take or be ago, in milliseconds: more is laxer. */
const SPANS: Readonly<Record<string, number>> = { limit: 0, within: 0, below: 1 };

/** The longest that the options allow, in whole milliseconds: what has to stay below a span is one less. */
function spanOf(options: unknown): number {
  const spans = Object.entries(SPANS).flatMap(([name, less]) => {
    const span = (options as Options | undefined)?.[name];
    return typeof span === 'number' ? [span - less] : [];
  });
  return Math.min(...spans);
}

function spanText(span: number): string {
  if (span === Number.POSITIVE_INFINITY) return 'no limit';
  const whole = span % 1000 === 0 ? span : span + 1;
  const text = whole % DAY_MS === 0 ? `${whole / DAY_MS}d` : `${whole / 60_000}m`;
  return whole === span ? text : `less than ${text}`;
}

const otherOptions = (options: unknown): [string, unknown][] =>
  Object.entries((options ?? {}) as Options).filter(([name]) => !Object.hasOwn(SPANS, name));

/** Of a list all of what was asked is still there; anything else is the same. */
function isKept(own: unknown, now: unknown): boolean {
  if (!Array.isArray(own)) return JSON.stringify(own) === JSON.stringify(now);
  const kept = new Set((Array.isArray(now) ? now : []).map((one) => JSON.stringify(one)));
  return own.every((one) => kept.has(JSON.stringify(one)));
}
