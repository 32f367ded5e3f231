import { COMMON_INPUTS, COMMON_OUTPUTS, defineInputs } from '@maturity-actions/runner';

/** Every input of staging-uptime-check: names, types, defaults and texts; action.yml and README are generated from it. Most of them may stand below `uptime` in maturity.yml as well. */
export const inputs = defineInputs({
  source: {
    type: 'lines',
    description:
      'Who tells whether it was up: `prometheus`, `history`, `probe`, `gatus`, `uptime-kuma`, `upptime`, `uptimerobot`, `better-stack`, `datadog-slo` or `json`. Several, one a line, with `url` and `query` in the same order; see `require`.',
    example: 'prometheus',
  },
  url: {
    type: 'lines',
    description:
      'Address of the service, one a line for several sources; for `probe` the addresses that are looked at.',
    example: 'https://prometheus.example.org',
  },
  query: {
    type: 'lines',
    description:
      'Which series, monitor or value, one a line for several sources; the table of sources says what each wants.',
    example: 'probe_success{job="staging"}',
  },
  'total-query': {
    type: 'text',
    description: 'With `measure: requests`: the counter of all requests, where `query` is that of the good ones.',
    example: 'http_requests_total{job="staging"}',
  },
  threshold: {
    type: 'percent',
    description: 'Least share of the window that has to be up, in percent. Beats the figure of the level.',
    example: '99.5',
  },
  window: {
    type: 'duration',
    description: 'How far back to look. Default: what the level asks, else `7d`.',
    example: '7d',
  },
  ...COMMON_INPUTS,
  require: {
    type: 'choice',
    description: 'With several sources: whether `all` of them have to show it, or `any` one. Default: `all`.',
    choices: ['all', 'any'],
    example: 'any',
  },
  replicas: {
    type: 'choice',
    description:
      'With several replicas or series: up when `any` one is (what users see), when `all` are, or by the `average` of them (capacity). Default: `all`.',
    choices: ['any', 'all', 'average'],
    example: 'any',
  },
  measure: {
    type: 'choice',
    description:
      '`time` counts how long it was up, `requests` the sum of good requests of the sum of all. Default: `time`.',
    choices: ['time', 'requests'],
    example: 'requests',
  },
  'min-requests': {
    type: 'integer',
    description: 'With `measure: requests`: fewest requests that say something. Default: 1000.',
    example: '1000',
  },
  'min-coverage': {
    type: 'percent',
    description: 'Least share of the window that somebody looked at, in percent; asked besides the threshold.',
    example: '99',
  },
  'max-outage': {
    type: 'duration',
    description: 'Longest single outage.',
    example: '30m',
  },
  'max-staleness': {
    type: 'duration',
    description: 'How old the last look may be. Default: three times the interval of the source, at least ten minutes.',
    example: '15m',
  },
  confidence: {
    type: 'choice',
    description:
      'How sure the share has to be. `possible`: that many looks without a failure would prove the threshold at 95 %. `0.9`, `0.95`, `0.99`: the lower bound of Wilson for these looks reaches it. `none`: the share as it is. Default: `possible`.',
    choices: ['possible', 'none', '0.9', '0.95', '0.99'],
    example: '0.95',
  },
  maintenance: {
    type: 'lines',
    description:
      'Planned maintenance that does not count, one a line: `<from>/<to> declared <time> <reason>`. Only what was declared before it began counts; what is committed to maturity.yml is dated by Git.',
    example: '2026-11-20T02:00:00Z/2026-11-20T04:00:00Z declared 2026-11-18 database upgrade',
  },
  'maintenance-cap': {
    type: 'duration',
    description: 'How much maintenance a window may have; more of it counts as what it was. Default: `4h`.',
    example: '4h',
  },
  environment: {
    type: 'text',
    description:
      'Which deployment the sources watch. `production` asks what a level asks to stay where it is. Default: `staging`.',
    example: 'production',
  },
  'deployed-since': {
    type: 'text',
    description:
      'Since when what is judged is deployed: a time, `deployment` (of GitHub, by `github-token`), `label:<name>#<issue>`, `git` (since when maturity.yml says that the component is there). Default: the first of these that tells, then `since` of maturity.yml.',
    example: '2026-11-12T09:00:00Z',
  },
  token: {
    type: 'text',
    description: 'Token of the source: sent as bearer, or as the service wants it. Never to another host.',
    example: '${{ secrets.PROMETHEUS_TOKEN }}',
    isSecret: true,
  },
  headers: {
    type: 'lines',
    description: 'More headers for the source, one a line as `Name: value`. Never sent to another host, never shown.',
    example: 'X-Scope-OrgID: staging',
    isSecret: true,
  },
  'github-token': {
    type: 'text',
    description:
      'Token for GitHub: reads deployments, labels and what Upptime keeps; writes the comment where one is wanted.',
    example: '${{ github.token }}',
    isSecret: true,
  },
  'history-file': {
    type: 'text',
    description:
      'The probe log: a path, or `<branch>:<path>` for one on another branch. JSON lines `{"t": "2026-11-19T10:00:00Z", "up": true}`, or CSV with a header `t,up`. `probe` adds to it; its default is `uptime/history.jsonl`, for a component `uptime/<component>.jsonl`.',
    example: 'origin/uptime:history.jsonl',
  },
  'probe-every': {
    type: 'duration',
    description: 'For `probe` with `probe-for`: how long from one look to the next. Default: `30s`.',
    example: '1m',
  },
  'probe-for': {
    type: 'duration',
    description: 'For `probe`: how long to go on looking. Default: one look at each address.',
    example: '50m',
  },
  method: {
    type: 'choice',
    description: 'For `probe`: how it asks. Default: `get`.',
    choices: ['get', 'head', 'post'],
    example: 'head',
  },
  'expect-status': {
    type: 'text',
    description: 'For `probe`: statuses that count as up, with commas and ranges. Default: `200-299`.',
    example: '200-299,401',
  },
  'expect-body': {
    type: 'text',
    description: 'For `probe`: a text that the answer has to hold, or a pattern between slashes.',
    example: '"status":"ok"',
  },
  'max-latency': {
    type: 'duration',
    description: 'For `probe`: how long an answer may take to count as up.',
    example: '2s',
  },
  timeout: {
    type: 'duration',
    description: 'How long to wait for one answer. Default: `10s` for `probe`, `30s` for a source.',
    example: '10s',
  },
  retries: {
    type: 'integer',
    description:
      'How often to ask again when a source is busy or out of reach, with growing waits; a `probe` asks again at once before it calls it down. Default: 3 for a source, 0 for `probe`.',
    example: '5',
  },
  'allow-private': {
    type: 'boolean',
    description:
      'Whether `json` and `probe` may ask this machine and private networks, as on a runner of your own. Without it their addresses have to be public.',
    default: 'false',
    example: 'true',
  },
});

/** Every output of staging-uptime-check; its own are empty when nothing is known of them. */
export const outputs = {
  ...COMMON_OUTPUTS,
  'uptime-lower': 'Share of the window that was up at least, in percent, rounded down.',
  'uptime-upper': 'Share of the window that was up at most, in percent, rounded down.',
  coverage: 'Share of the window that somebody looked at, in percent, rounded down.',
  outages: 'Number of outages; empty when no source tells them.',
  'longest-outage': 'Length of the longest outage in seconds; empty when no source tells outages.',
  'budget-left': 'Seconds that it may still be down by the threshold, negative when it is overspent.',
  'earliest-pass':
    'The earliest time (UTC) at which the threshold can be reached if all is up from now on; empty when it is, or nobody can tell.',
} as const;
