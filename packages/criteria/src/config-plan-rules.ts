import { ConfigurationError } from './failure.ts';
import { activeRule, planRule } from './plan-lint.ts';
import type { Problem, YamlFile } from './yaml-file.ts';
import { isPlainMap } from './yaml-schema.ts';

const SEVERITIES: readonly unknown[] = ['error', 'warning', 'info', 'off'];

/** Rules about plans that nobody knows, options that they do not have, severities that are none. */
export function planRuleProblems(file: YamlFile, rules: unknown): Problem[] {
  return Object.entries(isPlainMap(rules) ? rules : {}).flatMap(([id, setting]) => {
    const where = file.where(['plan-rules', id]);
    const unknown = problemsOf(() => planRule(id, where));
    if (unknown.length > 0) return unknown;
    const { severity = 'error', ...options } = isPlainMap(setting) ? setting : {};
    // The rule reads its options itself, also when it is off; here only the place is known better.
    const bad = problemsOf(() => activeRule(id, { severity: 'error', ...options }, {}));
    return [
      ...bad.map((problem) => ({ ...problem, where, found: `${problem.where}: ${problem.found}` })),
      ...(SEVERITIES.includes(severity) ? [] : [severityProblem(file, id, severity)]),
    ];
  });
}

function problemsOf(reading: () => unknown): Problem[] {
  try {
    reading();
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.failures.map(({ kind: _, ...problem }) => problem);
  }
}

function severityProblem(file: YamlFile, id: string, severity: unknown): Problem {
  return {
    code: 'E_BAD_CONFIG',
    where: file.where(['plan-rules', id, 'severity']),
    found: `the severity of ${id} is ${JSON.stringify(severity)}`,
    expected: 'error, warning, info or off',
    fix: 'Correct it, or leave it out to keep that of the level.',
  };
}
