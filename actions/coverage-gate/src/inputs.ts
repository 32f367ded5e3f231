import { COMMON_INPUTS, COMMON_OUTPUTS, defineInputs } from '@maturity-actions/runner';

/** Every input of coverage-gate: names, types, defaults and texts; action.yml and README are generated from it. */
export const inputs = defineInputs({
  reports: {
    type: 'lines',
    description:
      'Globs of the coverage reports, one a line; `!` takes files away. Default: `evidence.coverage` of maturity.yml, else the well-known names of the coverage tools.',
    example: '**/coverage.xml',
  },
  format: {
    type: 'text',
    description: 'Id of the format of the reports, to settle a doubt; `auto` finds it by content, for each report.',
    default: 'auto',
    example: 'lcov',
  },
  ...COMMON_INPUTS,
  line: {
    type: 'percent',
    description: 'Least share of lines covered, in percent. Beats the figure of the level.',
    example: '80',
  },
  branch: {
    type: 'percent',
    description: 'Least share of branches covered, in percent.',
    example: '70',
  },
  function: {
    type: 'percent',
    description: 'Least share of functions covered, in percent.',
    example: '80',
  },
  statement: {
    type: 'percent',
    description:
      'Least share of statements covered, in percent: Go statements, JaCoCo instructions, Istanbul statements.',
    example: '80',
  },
  'per-file': {
    type: 'percent',
    description: 'Least share of lines covered in every single file, in percent.',
    example: '50',
  },
  diff: {
    type: 'percent',
    description:
      'Least share of the changed executable lines covered, in percent. Also asks that every changed source file is measured. Needs `base` or a pull request, and a checkout with `fetch-depth: 0`.',
    example: '90',
  },
  base: {
    type: 'text',
    description:
      'Commit, branch or tag the change is compared with. Default: the base of the pull request, merge group or push.',
    example: 'origin/main',
  },
  'base-report': {
    type: 'lines',
    description:
      'Coverage reports of the base, or the report JSON of an earlier run: line coverage must not fall below it.',
    example: 'base/coverage.xml',
  },
  exclude: {
    type: 'lines',
    description:
      'Globs of repository files that do not count, one a line, besides `exclude` of maturity.yml and files marked `linguist-generated`.',
    example: '**/migrations/**',
  },
  partial: {
    type: 'choice',
    description: 'How a line counts that ran but not through all its branches: `hit`, `half` or `miss`.',
    choices: ['hit', 'half', 'miss'],
    default: 'hit',
    example: 'miss',
  },
  'expect-reports': {
    type: 'integer',
    description: 'Least number of report files; fewer mean that a shard is missing.',
    example: '4',
  },
  'max-unmatched': {
    type: 'tolerance',
    description:
      'How many report paths may match no file of the repository: a number, or a share such as `2%`. Default: 0 in a Git checkout, no limit elsewhere.',
    example: '2%',
  },
  'allow-empty': {
    type: 'boolean',
    description: '`true` accepts reports without a single coverable line.',
    default: 'false',
    example: 'true',
  },
  'on-mismatch': {
    type: 'choice',
    description: 'What stated totals that contradict the lines of a report do: `fail` or `warn`.',
    choices: ['fail', 'warn'],
    default: 'fail',
    example: 'warn',
  },
  'on-stale': {
    type: 'choice',
    description: 'What a report older than the commit does: `warn` or `fail`.',
    choices: ['warn', 'fail'],
    default: 'warn',
    example: 'fail',
  },
});

/** Every output of coverage-gate. */
export const outputs = {
  ...COMMON_OUTPUTS,
  'line-coverage': 'Line coverage in percent, rounded down to two decimals; empty when nothing was measured.',
  'branch-coverage': 'Branch coverage in percent, rounded down to two decimals; empty when nothing was measured.',
  'function-coverage': 'Function coverage in percent, rounded down to two decimals; empty when nothing was measured.',
  'statement-coverage': 'Statement coverage in percent, rounded down to two decimals; empty when nothing was measured.',
  'diff-coverage': 'Coverage of the changed lines in percent, rounded down to two decimals; empty without a change.',
  'missing-lines':
    'How many more lines have to be covered for the line floors in total; 0 when they are reached, empty when it is unknown.',
} as const;
