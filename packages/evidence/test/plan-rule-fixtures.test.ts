import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import {
  activeRule,
  lint,
  PLAN_RULES,
  type PlanEvidence,
  type PlanRepository,
  parseInstant,
  UNKNOWN_REPOSITORY,
} from '@maturity-actions/criteria';
import { readPlans } from '../src/plan/read-plan.ts';

/**
 * Fixtures of rules: `packages/criteria/fixtures/plan-rules/<rule>/<case>.md`. ` {rule-id}` at the end of a line
 * says that the rule speaks there; where no line has it, it must be silent. `bad.md` and `good.md` are
 * the examples of the rule's page. The first line may be a comment with JSON: `now`, `options`,
 * `repository` (maps as objects, sets as lists), `path`, `kind`, and `notApplicable: true` where the rule does not apply.
 */
const FOLDER = new URL('../../criteria/fixtures/plan-rules/', import.meta.url);

interface Setup {
  readonly now?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly repository?: Readonly<Record<string, unknown>>;
  readonly path?: string;
  readonly kind?: 'rollback' | 'deployment';
  readonly notApplicable?: boolean;
}

const rules = readdirSync(FOLDER, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe.each(PLAN_RULES.map(({ id }) => id))('%s', (id) => {
  const cases = rules.some(({ name }) => name === id) ? readdirSync(new URL(`${id}/`, FOLDER)).sort() : [];

  test('has an example that meets it and one that does not', () => {
    expect(cases).toEqual(expect.arrayContaining(['bad.md', 'good.md']));
  });

  test.each(cases)('%s', async (name) => {
    const { text, setup, expected } = readFixture(readFileSync(new URL(`${id}/${name}`, FOLDER), 'utf8'), id);
    if (name === 'bad.md') expect(expected).not.toEqual([]);
    if (name === 'good.md') expect(expected).toEqual([]);
    const { kind = 'rollback', path = 'docs/ROLLBACK.md', now = '2026-11-20T12:00:00Z' } = setup;
    const plans = await readPlans({ path, isFile: true, text }, { kind, part: 'file' });
    const evidence: PlanEvidence = {
      plans,
      failures: [],
      remarks: [],
      lookedAt: [],
      repository: repositoryOf(setup.repository),
      settings: {},
    };
    const rule = activeRule(id, { severity: 'error', ...setup.options }, {});
    if (!rule) throw new Error('the rule is off');
    const results = plans.map((plan) => lint(rule, plan, evidence, parseInstant(now) as number));
    expect(results.some(({ notApplicable }) => notApplicable !== undefined)).toBe(setup.notApplicable ?? false);
    const found = results.flatMap(({ problems }) => problems.map(({ line }) => line));
    expect([...new Set(found)].sort((a, b) => a - b)).toEqual(expected);
  });
});

test('every folder is one of a rule', () => {
  expect(rules.map(({ name }) => name).filter((name) => !PLAN_RULES.some(({ id }) => id === name))).toEqual([]);
});

function readFixture(raw: string, id: string): { text: string; setup: Setup; expected: number[] } {
  const marker = ` {${id}}`;
  const [first = '', ...others] = raw.split('\n');
  const setupText = /^<!--\s*(\{.*\})\s*-->$/.exec(first)?.[1];
  const setup: Setup = setupText === undefined ? {} : JSON.parse(setupText);
  // Lines keep their numbers.
  const lines = [setupText === undefined ? first : '', ...others];
  const expected = lines.flatMap((line, index) => (line.endsWith(marker) ? [index + 1] : []));
  const text = lines.map((line) => (line.endsWith(marker) ? line.slice(0, -marker.length) : line)).join('\n');
  return { text, setup, expected };
}

/** Sets and maps from what JSON can hold. */
function repositoryOf(given: Setup['repository']): PlanRepository {
  if (!given) return UNKNOWN_REPOSITORY;
  const set = (value: unknown): ReadonlySet<string> => new Set(value as string[]);
  const map = <T>(value: unknown, read: (one: unknown) => T): ReadonlyMap<string, T> =>
    new Map(Object.entries(value as object).map(([key, one]) => [key, read(one)]));
  const days = (value: unknown) =>
    new Map(
      Object.entries(value as object).map(([line, day]) => [Number(line), parseInstant(day as string) as number]),
    );
  const readers: Readonly<Record<string, (value: unknown) => unknown>> = {
    files: set,
    folders: set,
    knownFlags: set,
    makeTargets: (value) => map(value, set),
    packageScripts: (value) => map(value, set),
    anchors: (value) => map(value, set),
    owners: (value) => map(value, (one) => one),
    changedAt: (value) => map(value, days),
  };
  const stated = Object.entries(given).map(([key, value]) => [key, readers[key]?.(value) ?? value]);
  return { ...UNKNOWN_REPOSITORY, isKnown: true, ...Object.fromEntries(stated) };
}
