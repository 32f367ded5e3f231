import { join } from 'node:path';
import { runScenario } from './run-scenario.ts';
import { readScenario, scenarioNames } from './scenario.ts';

/** The largest scenarios write thousands of files or findings; on a busy machine that takes its time. */
const TIMEOUT_MS = 60_000;

/** Defines a test for each scenario of a folder: what it expects, and what is true of every run of a gate. */
export function testScenarios(action: string, scenarios: string): void {
  describe(`the built ${action}, as the runner runs it`, () => {
    test.concurrent.each(scenarioNames(scenarios))(
      '%s',
      (name) => testScenario(action, join(scenarios, name)),
      TIMEOUT_MS,
    );
  });
}

async function testScenario(action: string, folder: string): Promise<void> {
  const scenario = readScenario(folder);
  const { observed, result, report } = await runScenario(action, scenario, folder);
  expect(observed).toEqual(scenario.expect);
  // What is true of every run.
  expect(result.outputs).toMatchObject({ passed: String(report.passed), outcome: report.outcome });
  expect(result.exitCode).toBe(report.passed || scenario.inputs.mode === 'report' ? 0 : 1);
  expect(result.annotations.some(({ type }) => type === 'error')).toBe(!report.passed);
  expect(result.log).not.toContain('failed by a bug');
  expect(withoutCode(result.summary)).toMatch(/^## /);
  expect(withoutCode(result.summary)).not.toMatch(FOREIGN_MARKUP);
}

/** A tag that the summary does not use itself, a link, or a mention: all else in it is text. */
const FOREIGN_MARKUP = /<(?!\/?(?:details|summary|sub|br|code|pre)\b)|\]\(|@\w/;

/** Markdown without its blocks and spans of code, in which nothing is markup. */
function withoutCode(markdown: string): string {
  return markdown.replace(/^(`{3,})\w*\n(?:(?!\1).*\n)*\1$/gm, '').replace(/(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)/g, '');
}
