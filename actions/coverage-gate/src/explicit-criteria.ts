import type { Asked, CoverageMetric, Params, Percent, Requirement } from '@maturity-actions/criteria';
import { formatThreshold } from '@maturity-actions/criteria';
import { askedByInput, type Inputs } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';

type Given = Inputs<typeof inputs>;

/** Ids of all criteria that inputs can state. */
export const EXPLICIT_IDS = [
  'line-coverage',
  'branch-coverage',
  'function-coverage',
  'statement-coverage',
  'per-file-coverage',
  'diff-coverage',
  'changed-files-measured',
  'no-drop',
] as const;

/** Criteria that the workflow states by its inputs. */
export function explicitCriteria(given: Given): Asked[] {
  const metrics: readonly CoverageMetric[] = ['line', 'branch', 'function', 'statement'];
  const floors = metrics.flatMap((metric) => floor(metric, given[metric]));
  return [
    ...floors,
    ...(given['per-file']
      ? [
          ask(
            'per-file-coverage',
            'Is every file covered enough?',
            'coverage-per-file',
            { min: text(given['per-file']) },
            'input per-file',
          ),
        ]
      : []),
    ...(given.diff ? changeCriteria(given.diff) : []),
    ...(given['base-report']
      ? [ask('no-drop', 'Is coverage no lower than at the base?', 'coverage-no-drop', {}, 'input base-report')]
      : []),
  ];
}

function floor(metric: CoverageMetric, min: Percent | undefined): Asked[] {
  if (!min) return [];
  const plural = metric === 'branch' ? 'branches' : `${metric}s`;
  return [
    ask(
      `${metric}-coverage`,
      `Do the tests execute enough of the ${plural}?`,
      'coverage-floor',
      { metric, min: text(min) },
      `input ${metric}`,
    ),
  ];
}

function changeCriteria(min: Percent): Asked[] {
  return [
    ask('diff-coverage', 'Are the changed lines covered?', 'coverage-diff', { min: text(min) }, 'input diff'),
    ask('changed-files-measured', 'Is every changed source file measured?', 'coverage-changed-files', {}, 'input diff'),
  ];
}

/** Criteria that every run is asked: without them no figure means anything. */
export function standingCriteria(given: Given, isGit: boolean): Asked[] {
  const expected = given['expect-reports'];
  const max = given['max-unmatched'] ?? (isGit ? { files: 0 } : undefined);
  const stale: Requirement = given['on-stale'] === 'fail' ? 'must' : 'should';
  return [
    ask(
      'reports-complete',
      'Are all coverage reports there and whole?',
      'coverage-reports',
      expected === undefined ? {} : { expected },
      'input expect-reports',
    ),
    ask(
      'paths-matched',
      'Do the reports speak of files of this repository?',
      'coverage-paths',
      max ? { max } : {},
      'input max-unmatched',
    ),
    ask('reports-fresh', 'Are the reports of this commit?', 'coverage-freshness', {}, 'input on-stale', stale),
  ];
}

const text = (percent: Percent): string => formatThreshold(percent);

function ask(
  id: string,
  asks: string,
  check: string,
  params: Params,
  origin?: string,
  requirement?: Requirement,
): Asked {
  return askedByInput({ id, asks, area: 'tests', check }, params, origin, requirement);
}
