import { readFileSync } from 'node:fs';
import { ROOT } from '../repository-root.ts';

/** Folder of the fixtures of rules about plans, one folder each. */
export const PLAN_RULE_FIXTURES = 'packages/criteria/fixtures/plan-rules';

/** A fixture of a rule as a reader of its page sees it. The tests of the rules run the same file. */
export interface PlanRuleExample {
  readonly text: string;
  /** 1-based lines of `text` at which the rule speaks. */
  readonly lines: readonly number[];
  /** What the file says about the repository, the time and the options, as JSON; absent when it says nothing. */
  readonly given?: string;
}

/** Reads `bad` or `good` of a rule. Throws when it is not there. */
export function planRuleExample(rule: string, name: 'bad' | 'good'): PlanRuleExample {
  return exampleOf(rule, readFileSync(`${ROOT}${PLAN_RULE_FIXTURES}/${rule}/${name}.md`, 'utf8'));
}

/** Takes the markers and the comment about what is given out of a fixture. */
export function exampleOf(rule: string, raw: string): PlanRuleExample {
  const marker = ` {${rule}}`;
  const all = raw.trimEnd().split('\n');
  const given = /^<!--\s*(\{.*\})\s*-->$/.exec(all[0] ?? '')?.[1];
  const shown = given === undefined ? all : all.slice(1);
  const own = shown.slice(shown.findIndex((line) => line.trim() !== ''));
  return {
    text: own.map((line) => (line.endsWith(marker) ? line.slice(0, -marker.length) : line)).join('\n'),
    lines: own.flatMap((line, index) => (line.endsWith(marker) ? [index + 1] : [])),
    ...(given === undefined ? {} : { given }),
  };
}
