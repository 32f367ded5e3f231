import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readScenario, runScenario, scenarioNames } from '../../../packages/tooling/src/runner-harness/index.ts';

const SCENARIOS = fileURLToPath(new URL('scenarios', import.meta.url));

/** The largest scenario writes 3,000 files; on a busy machine that takes its time. */
const TIMEOUT_MS = 60_000;

describe('the built coverage-gate, as the runner runs it', () => {
  test.concurrent.each(scenarioNames(SCENARIOS))(
    '%s',
    async (name) => {
      const folder = join(SCENARIOS, name);
      const scenario = readScenario(folder);
      const { observed, result, report } = await runScenario('coverage-gate', scenario, folder);
      expect(observed).toEqual(scenario.expect);
      // What is true of every run.
      expect(result.outputs).toMatchObject({ passed: String(report.passed), outcome: report.outcome });
      expect(result.exitCode).toBe(report.passed || scenario.inputs.mode === 'report' ? 0 : 1);
      expect(result.annotations.some(({ type }) => type === 'error')).toBe(!report.passed);
      expect(result.log).not.toContain('failed by a bug');
      expect(withoutCode(result.summary)).toMatch(/^## /);
      expect(withoutCode(result.summary)).not.toMatch(FOREIGN_MARKUP);
    },
    TIMEOUT_MS,
  );
});

/** A tag that the summary does not use itself, or a link: all else in it is text. */
const FOREIGN_MARKUP = /<(?!\/?(?:details|summary|sub|br|code)\b)|\]\(/;

/** Markdown without its code spans, in which nothing is markup. */
function withoutCode(markdown: string): string {
  return markdown.replace(/(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)/g, '');
}
