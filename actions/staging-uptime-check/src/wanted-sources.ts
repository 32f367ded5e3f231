import { ConfigurationError, type UptimeSettings } from '@maturity-actions/criteria';
import { UPTIME_SERVICES, type WantedSource } from '@maturity-actions/evidence';
import type { Inputs } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';

type Given = Inputs<typeof inputs>;
type Written = UptimeSettings['sources'][number];

/** Sources in order, with the addresses of a probe. */
export interface WantedSources {
  readonly sources: readonly WantedSource[];
  /** What `probe` looks at; empty when no source is one. */
  readonly probed: readonly string[];
}

/** Where a probe keeps its log when nobody says. */
const USUAL_HISTORY = 'uptime/history.jsonl';

/**
 * The sources that the inputs name, else those of the component, else those of the project. A token
 * and secret headers go to one host only: that of the first source that is asked over the network.
 * None at all is a mistake where one is needed. Throws ConfigurationError E_BAD_INPUT.
 */
export function wantedSources(given: Given, settings: readonly UptimeSettings[], isNeeded: boolean): WantedSources {
  const written = settings.find(({ sources }) => sources.length > 0);
  const isStated = given.source !== undefined || given['history-file'] !== undefined || given.url !== undefined;
  if (!isStated && !written && !isNeeded) return { sources: [], probed: [] };
  const named =
    isStated || !written ? statedSources(given, written) : written.sources.map((one) => ofFile(one, written.where));
  const headers = headersOf(given.headers ?? []);
  const first = named.findIndex(({ source }) => UPTIME_SERVICES.some(({ id }) => id === source));
  const sources = named.map((source, index) =>
    index === first ? { ...source, headers: { ...source.headers, ...headers }, token: given.token } : source,
  );
  return { sources, probed: named.some(({ source }) => source === 'probe') ? (given.url ?? urlsOf(written)) : [] };
}

/** Headers of a probe are those of its inputs. */
export function probeHeaders({ headers, token }: Given): Record<string, string> {
  return { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headersOf(headers ?? []) };
}

function statedSources(given: Given, written: UptimeSettings | undefined): WantedSource[] {
  const kinds = given.source ?? kindsOf(given, written);
  const [only] = kinds;
  if (only === undefined) {
    throw refused('source', 'nothing', 'who tells whether it was up', 'source: prometheus');
  }
  const isProbe = kinds.length === 1 && only === 'probe';
  const urls = isProbe ? [] : inOrder('url', given.url, kinds);
  const queries = inOrder('query', given.query, kinds);
  if (isProbe && (given.url ?? urlsOf(written)).length === 0)
    throw refused('url', 'nothing', 'the addresses to look at', 'url: https://staging.example.org/health');
  const own = kinds.length === 1 ? written?.sources.find(({ source }) => source === only) : undefined;
  return kinds.map((source, index) => ({
    source,
    url: urls[index] ?? own?.url,
    query: queries[index] ?? own?.query,
    totalQuery: given['total-query'] ?? own?.['total-query'],
    headers: own?.headers ?? {},
    historyFile: given['history-file'] ?? own?.['history-file'] ?? (source === 'probe' ? USUAL_HISTORY : undefined),
    where: 'input source',
  }));
}

/** A probe log alone says what kind of source it is. */
function kindsOf(given: Given, written: UptimeSettings | undefined): string[] {
  if (given.url === undefined && given['history-file'] !== undefined) return ['history'];
  return written?.sources.length === 1 && written.sources[0]?.source !== undefined ? [written.sources[0].source] : [];
}

/** One text per source, in the same order. */
function inOrder(
  name: 'url' | 'query',
  texts: readonly string[] | undefined,
  kinds: readonly string[],
): readonly string[] {
  if (texts === undefined || texts.length === kinds.length) return texts ?? [];
  throw refused(
    name,
    `${texts.length} lines`,
    `${kinds.length}, one for each source`,
    `${name}: one line for each line of source`,
  );
}

function ofFile(one: Written, where: string): WantedSource {
  const source = one.source ?? (one['history-file'] === undefined ? undefined : 'history');
  if (source === undefined)
    throw new ConfigurationError({
      code: 'E_BAD_CONFIG',
      where,
      found: 'a source without its kind',
      expected: '`source`, such as prometheus',
      fix: 'Add `source` to it.',
    });
  return {
    source,
    url: one.url,
    query: one.query,
    totalQuery: one['total-query'],
    headers: one.headers ?? {},
    historyFile: one['history-file'] ?? (source === 'probe' ? USUAL_HISTORY : undefined),
    where,
  };
}

function urlsOf(written: UptimeSettings | undefined): string[] {
  return written?.sources.flatMap(({ source, url }) => (source === 'probe' && url !== undefined ? [url] : [])) ?? [];
}

/** Lines `Name: value`; what is wrong is said without the line, which may hold a secret. */
function headersOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line, index) => {
      const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*(\S.*)$/.exec(line) ?? [];
      if (name === undefined || value === undefined)
        throw refused(
          'headers',
          `line ${index + 1} that is no header`,
          '`Name: value`',
          'headers: "X-Scope-OrgID: staging"',
        );
      return [name.toLowerCase(), value];
    }),
  );
}

function refused(input: string, found: string, expected: string, example: string): ConfigurationError {
  return new ConfigurationError({
    code: 'E_BAD_INPUT',
    where: `input ${input}`,
    found,
    expected,
    fix: `Example: ${example}`,
  });
}
