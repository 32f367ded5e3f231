import { defineInputs, type InputField } from './input-spec.ts';

/** Inputs that every gate has. */
export const COMMON_INPUTS = defineInputs({
  model: {
    type: 'text',
    description:
      'Maturity model: `ai-app`, `infrastructure`, `devops`, `component`, or the path of a model file of your own. Needed only when the level is not unique among the models.',
    example: 'component',
  },
  level: {
    type: 'text',
    description:
      'Level to judge by: its id, number or alias. Default: the level of the component or of the project in maturity.yml.',
    example: 'staging',
  },
  component: {
    type: 'lines',
    description:
      'Components of maturity.yml to judge, one a line, or `all`. With several the report has one part per component.',
    example: 'checkout',
  },
  config: {
    type: 'text',
    description: 'Path of the config file. Default: `.github/maturity.yml`, then `maturity.yml`, if there is one.',
    example: '.github/maturity.yml',
  },
  mode: {
    type: 'choice',
    description: '`enforce` fails the job when the gate is not passed; `report` says the same and lets it go on.',
    choices: ['enforce', 'report'],
    default: 'enforce',
    example: 'report',
  },
  'as-of': {
    type: 'instant',
    description: 'Judge as of this instant, or the first moment of this date (UTC). Default: now.',
    example: '2026-11-20',
  },
  'working-directory': {
    type: 'text',
    description: 'Folder that is judged, relative to the workspace. Paths and globs are relative to it.',
    default: '.',
    example: 'services/checkout',
  },
  comment: {
    type: 'boolean',
    description:
      '`true` keeps one comment with the verdict on the pull request. Needs `token`, and the permission `pull-requests: write`; where that is missing (forks) the job summary has to do.',
    default: 'false',
    example: 'true',
  },
  token: {
    type: 'text',
    description: 'Token for the comment. Nothing else needs one.',
    example: '${{ github.token }}',
    isSecret: true,
  },
  'badge-file': {
    type: 'text',
    description: 'Where to write a shields.io endpoint JSON of the verdict. Default: none is written.',
    example: 'badges/coverage.json',
  },
  'report-file': {
    type: 'text',
    description:
      'Where to write the report JSON. Default: a file in the temporary folder of the runner; see the output `report`.',
    example: 'gate-report.json',
  },
});

/** The common inputs as gates have them: one may know more modes than others, or another service for its token. */
export type CommonInputs = Omit<typeof COMMON_INPUTS, 'mode' | 'token'> & {
  readonly token: InputField & { readonly type: 'text' };
  readonly mode: InputField & { readonly choices: readonly string[]; readonly default: string };
};

/** Outputs that every gate has. */
export const COMMON_OUTPUTS = {
  passed: '`true` when the gate is passed, else `false`.',
  outcome: '`met`, `unmet` or `unknown`.',
  report: 'Path of the report JSON with all verdicts and exact figures.',
} as const;
