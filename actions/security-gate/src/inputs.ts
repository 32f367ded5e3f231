import { COMMON_INPUTS, COMMON_OUTPUTS, defineInputs } from '@maturity-actions/runner';

/** Every input of security-gate: names, types, defaults and texts; action.yml and README are generated from it. */
export const inputs = defineInputs({
  reports: {
    type: 'lines',
    description:
      'Globs of the scan reports, one a line; `!` takes files away, `gitleaks=leaks.json` names the format where the content cannot. Default: `evidence.security` of maturity.yml, else the well-known names of the scanners.',
    example: 'reports/*.sarif',
  },
  ...COMMON_INPUTS,
  'max-critical': {
    type: 'limit',
    description:
      'Most critical findings: a number, or `waived-only` when each needs a waiver. Beats the figure of the level.',
    example: '0',
  },
  'max-high': {
    type: 'limit',
    description:
      'Most high findings: a number, or `waived-only`. Without a limit of their own, critical findings count here too.',
    example: '0',
  },
  'max-medium': {
    type: 'limit',
    description: 'Most medium findings: a number, or `waived-only`. Worse ones without a limit count here too.',
    example: '10',
  },
  'max-low': {
    type: 'limit',
    description: 'Most low findings: a number, or `waived-only`. Worse ones without a limit count here too.',
    example: 'waived-only',
  },
  'max-unknown': {
    type: 'limit',
    description:
      'Most findings that no tool rates. With it they have this limit of their own, and count nowhere else unless `unknown-severity` is given.',
    example: '5',
  },
  'unknown-severity': {
    type: 'choice',
    description:
      'What a finding that no tool rates counts as: `critical`, `high`, `medium` or `low`. Default: high at the two top levels of a model and without a level, else medium.',
    choices: ['critical', 'high', 'medium', 'low'],
    example: 'medium',
  },
  'required-tools': {
    type: 'lines',
    description:
      'Scans that there must be a report of, besides those of the level: kinds (`sast`, `dependencies`, `secrets`, `containers`, `infrastructure`, `dast`) or tools (`bandit`, `bandit or semgrep`), one a line or separated by commas.',
    example: 'sast, dependencies, secrets',
  },
  'max-age': {
    type: 'duration',
    description: 'How old a report may be. A report that does not say counts from the time of its file.',
    example: '24h',
  },
  'new-only': {
    type: 'boolean',
    description:
      '`true` judges only findings that are new against `base-report`, else those in files and lines that the change touches. Secrets are judged all the same.',
    default: 'false',
    example: 'true',
  },
  'fixable-only': {
    type: 'boolean',
    description:
      '`true` leaves out findings of which a tool says that there is no fix. Secrets are judged all the same.',
    default: 'false',
    example: 'true',
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
      'Scan reports of the base, or the report JSON of an earlier run: what is new, and since when the rest is known.',
    example: 'base/security-gate-report.json',
  },
  'on-tool-error': {
    type: 'choice',
    description:
      'What an error that a scanner reports does: `fail` or `warn`. A failed scan without findings always fails.',
    choices: ['fail', 'warn'],
    default: 'fail',
    example: 'warn',
  },
  'honor-suppressions': {
    type: 'choice',
    description:
      'Which suppressions of the scanners count: `external` (baselines, dismissals, VEX), `all` (also comments in the source), `none`.',
    choices: ['external', 'all', 'none'],
    default: 'external',
    example: 'all',
  },
  'waivers-from': {
    type: 'choice',
    description:
      'Where waivers are read in a pull request: `head`, or `base`, so that a change cannot excuse itself. Needs a checkout with `fetch-depth: 0`.',
    choices: ['head', 'base'],
    default: 'head',
    example: 'base',
  },
  'exploited-file': {
    type: 'text',
    description:
      'List of exploited vulnerabilities: the CISA catalogue as JSON or CSV, or one CVE a line. None of them may be found, whatever its severity.',
    example: 'security/known_exploited_vulnerabilities.json',
  },
  'epss-file': {
    type: 'text',
    description: 'EPSS scores of FIRST, as CSV or JSON, for `max-epss`.',
    example: 'security/epss_scores-current.csv',
  },
  'max-epss': {
    type: 'percent',
    description:
      'Probability of being exploited within 30 days, in percent, from which on a finding counts as exploited. Needs `epss-file`, or a scanner that gives the scores.',
    example: '10',
  },
  'sarif-file': {
    type: 'text',
    description:
      'Where to write all findings as one SARIF for upload, with the waived and suppressed ones as suppressions. Default: none is written.',
    example: 'security-gate.sarif',
  },
});

/** Every output of security-gate. Counts are after those of several tools were united; empty when a report could not be used. */
export const outputs = {
  ...COMMON_OUTPUTS,
  critical: 'Number of critical findings, waived ones included.',
  high: 'Number of high findings, waived ones included.',
  medium: 'Number of medium findings, waived ones included.',
  low: 'Number of low findings, waived ones included.',
  unknown: 'Number of findings that no tool rates, waived ones included.',
  total:
    'Number of all findings, waived ones included, suppressed ones not. All counts are empty when a report could not be used.',
  overdue: 'Number of findings past the deadline of the level; empty when no deadline is asked.',
  waived: 'Number of findings that a valid waiver accepts.',
} as const;
