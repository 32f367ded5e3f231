import { COMMON_INPUTS, COMMON_OUTPUTS, defineInputs } from '@maturity-actions/runner';

/** Every input of rollback-plan-lint: names, types, defaults and texts; action.yml and README are generated from it. */
export const inputs = defineInputs({
  plans: {
    type: 'lines',
    description:
      'Globs of the rollback plans, one a line; `!` takes files away. Default: `evidence.plans` of maturity.yml, else the usual places: `docs/**/rollback*.md`, `ROLLBACK*.md`, runbooks, and parts with a rollback heading in MATURITY.md, guides to deploy and the like.',
    example: 'docs/runbooks/*.md',
  },
  ...COMMON_INPUTS,
  mode: {
    ...COMMON_INPUTS.mode,
    description:
      '`enforce` fails the job when the gate is not passed; `report` says the same and lets it go on; `scaffold` judges nothing and prints a plan to start from for this repository.',
    choices: ['enforce', 'report', 'scaffold'],
  },
  section: {
    type: 'text',
    description:
      'Heading of the part that is the plan, in the files or in `text`: only parts with this heading are judged.',
    example: 'Rollback plan',
  },
  text: {
    type: 'text',
    description:
      'The plan as a text instead of files, such as the body of an issue or a pull request. Put a line of your own before it: an empty text counts as none, and then the files are judged.',
    example: '${{ github.event.issue.body }}',
  },
  'max-minutes': {
    type: 'integer',
    description: 'How long the way back may take by the plan, in minutes. Beats the figure of the level.',
    example: '10',
  },
  'tested-within': {
    type: 'duration',
    description: 'How long ago the newest test of the plan may be. Beats the figure of the level.',
    example: '90d',
  },
  require: {
    type: 'lines',
    description: 'Rules that every plan has to keep, one a line or separated by commas: their problems are errors.',
    example: 'owner-missing',
  },
  ignore: {
    type: 'lines',
    description:
      'Rules that are not asked, one a line or separated by commas. Where the level asks for one, the report says so.',
    example: 'fence-language',
  },
  fix: {
    type: 'choice',
    description:
      '`suggest` shows what can be mended without a doubt as a diff; `true` writes it into the files and judges the result; `false` does neither.',
    choices: ['suggest', 'true', 'false'],
    default: 'suggest',
    example: 'true',
  },
  'sarif-file': {
    type: 'text',
    description: 'Where to write all problems as one SARIF for upload. Default: none is written.',
    example: 'rollback-plan-lint.sarif',
  },
});

/** Every output of rollback-plan-lint; its own are empty when a plan could not be read. */
export const outputs = {
  ...COMMON_OUTPUTS,
  plans: 'Number of plans that were found, guides to deploy included where the level asks for one.',
  problems:
    'Number of errors and warnings in all plans, those of waived criteria included, those that a plan disables with a reason not.',
  'estimated-minutes':
    'How long the way back takes at most, by the rollback plans; empty when there is none or one does not say.',
} as const;
