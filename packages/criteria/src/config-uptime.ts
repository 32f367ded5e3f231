import * as v from 'valibot';
import { parseDuration } from './duration.ts';
import { type Instant, parseInstant } from './instant.ts';
import { parsePercent } from './ratio.ts';
import { UPTIME_CONFIDENCES } from './uptime-proof.ts';
import type { YamlFile } from './yaml-file.ts';
import { closed, list, mapOf, oneOf, text, textThat } from './yaml-schema.ts';

const duration = (what: string) => textThat((value) => parseDuration(value) !== undefined, what);
const percentText = 'a percentage from 0 to 100, such as 99.5';
const percent = v.pipe(
  v.union([v.number(), v.string()], percentText),
  v.check((value) => parsePercent(value) !== undefined, percentText),
  v.description(percentText),
);
const instant = (what: string) => textThat((value) => parseInstant(value) !== undefined, what);

/** One source of uptime; which there are, the gate knows. No key holds a secret: those are inputs. */
const uptimeSource = {
  source: v.optional(text('the kind of source, such as prometheus, history or gatus')),
  url: v.optional(text('the address of the service')),
  query: v.optional(text('which series, monitor or value, such as up{job="staging"}')),
  'total-query': v.optional(text('what all requests are, where `query` is those that were answered well')),
  headers: v.optional(
    mapOf(v.string(), v.string(), 'headers without secrets, such as {X-Scope-OrgID: staging}; secrets are inputs'),
  ),
  'history-file': v.optional(text('the probe log, such as uptime/history.jsonl or origin/uptime:history.jsonl')),
};

const maintenance = closed(
  {
    from: instant('when it begins, such as "2026-11-20T02:00:00Z"'),
    to: instant('when it ends, such as "2026-11-20T04:00:00Z"'),
    reason: text('what is done'),
  },
  'planned maintenance: {from, to, reason}, committed before it begins',
);

/** What maturity.yml may say of uptime; the keys are named like the inputs of the gate, and mean the same. */
export const UPTIME_SCHEMA = closed(
  {
    ...uptimeSource,
    sources: v.optional(list(closed(uptimeSource, 'a source: {source, url, query}'), 'sources, one after the other')),
    environment: v.optional(text('the deployment that the sources watch, such as staging')),
    measure: v.optional(oneOf(['time', 'requests'], 'time or requests')),
    threshold: v.optional(percent),
    window: v.optional(duration('how far back to look, such as 7d')),
    require: v.optional(oneOf(['all', 'any'], 'all or any')),
    replicas: v.optional(oneOf(['any', 'all', 'average'], 'any, all or average')),
    'min-coverage': v.optional(percent),
    'min-requests': v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.description('a whole number above 0'))),
    'max-outage': v.optional(duration('the longest single outage, such as 30m')),
    'max-staleness': v.optional(duration('how old the last look may be, such as 15m')),
    confidence: v.optional(oneOf(UPTIME_CONFIDENCES, 'possible, none, 0.9, 0.95 or 0.99, in quotes')),
    'deployed-since': v.optional(
      text('since when it is deployed, such as "2026-11-12T09:00:00Z", deployment, git or label:in-staging#12'),
    ),
    maintenance: v.optional(list(maintenance, 'planned maintenance')),
    'maintenance-cap': v.optional(duration('how much maintenance a window may have, such as 4h')),
    method: v.optional(oneOf(['get', 'head', 'post'], 'get, head or post')),
    'probe-every': v.optional(duration('how long from one look to the next, such as 30s')),
    'probe-for': v.optional(duration('how long to go on looking, such as 50m')),
    'expect-status': v.optional(text('the statuses that count as up, in quotes, such as "200" or "200-299,401"')),
    'expect-body': v.optional(text('a text that the answer holds')),
    'max-latency': v.optional(duration('how long an answer may take to count as up, such as 2s')),
    timeout: v.optional(duration('how long to wait for an answer, such as 10s')),
    retries: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.description('a whole number'))),
  },
  'where uptime is told and what is asked of it, such as {source: prometheus, url: "https://prometheus.example.org", query: "up"}',
  {
    token: 'Remove the line: a token is an input, such as "token: ${{ secrets.PROMETHEUS_TOKEN }}".',
    'github-token': 'Remove the line: a token is an input, such as "github-token: ${{ github.token }}".',
  },
);

type UptimeData = v.InferOutput<typeof UPTIME_SCHEMA>;
type SourceData = Pick<UptimeData, keyof typeof uptimeSource>;

/** Maintenance as it is written, with its place: Git knows when the line was committed. */
export interface PlannedMaintenance {
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: string;
  readonly where: string;
  /** `path:line` of everything that makes it: whoever changes one of them declares it anew. */
  readonly lines: readonly string[];
}

/** What maturity.yml says of uptime, for the project or for one component. Spans and shares are as written. */
export interface UptimeSettings extends Omit<UptimeData, keyof SourceData | 'sources' | 'maintenance'> {
  /** Sources in order; empty when none is named. */
  readonly sources: readonly SourceData[];
  readonly maintenance: readonly PlannedMaintenance[];
  readonly where: string;
}

/** The settings below the key `keys` of a file that passed the schema. */
export function uptimeSettings(data: UptimeData, file: YamlFile, keys: readonly (string | number)[]): UptimeSettings {
  const { source, url, query, 'total-query': total, headers, 'history-file': history, ...rest } = data;
  const { sources = [], maintenance = [], ...settings } = rest;
  const own: SourceData = {
    ...(source === undefined ? {} : { source }),
    ...(url === undefined ? {} : { url }),
    ...(query === undefined ? {} : { query }),
    ...(total === undefined ? {} : { 'total-query': total }),
    ...(headers === undefined ? {} : { headers }),
    ...(history === undefined ? {} : { 'history-file': history }),
  };
  return {
    ...settings,
    sources: [...(Object.keys(own).length === 0 ? [] : [own]), ...sources],
    maintenance: maintenance.map(({ from, to, reason }, index) => ({
      from: parseInstant(from) as Instant,
      to: parseInstant(to) as Instant,
      reason,
      where: file.where([...keys, 'maintenance', index]),
      lines: [...new Set(['from', 'to'].map((key) => file.where([...keys, 'maintenance', index, key])))],
    })),
    where: file.where(keys),
  };
}
