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
  const written = writtenSources(settings);
  const isStated = (['source', 'url', 'query', 'total-query', 'history-file'] as const).some(
    (name) => given[name] !== undefined,
  );
  if (!isStated && !written && !isNeeded) return { sources: [], probed: [] };
  const named =
    isStated || !written ? statedSources(given, written) : written.sources.map((one) => ofFile(one, written.where));
  const headers = headersOf(given.headers ?? []);
  const first = named.findIndex(({ source }) => UPTIME_SERVICES.some(({ id }) => id === source));
  const sources = named.map((source, index) =>
    index === first ? { ...source, headers: { ...source.headers, ...headers }, token: given.token } : source,
  );
  return { sources, probed: probedBy(named, given, written) };
}

/** A probe alone looks at every address that is given, one among other sources at its own. */
function probedBy(
  named: readonly WantedSource[],
  given: Given,
  written: WrittenSources | undefined,
): readonly string[] {
  const probes = named.filter(({ source }) => source === 'probe');
  if (probes.length === 0) return [];
  return named.length === 1 ? (given.url ?? urlsOf(written)) : probes.flatMap(({ url }) => url ?? []);
}

interface WrittenSources {
  readonly sources: readonly Written[];
  readonly where: string;
}

/** What maturity.yml says: one source of a component adds to one of the project, several take its place. */
function writtenSources(settings: readonly UptimeSettings[]): WrittenSources | undefined {
  const [first, second] = settings.filter(({ sources }) => sources.length > 0);
  const [own, general] = [first?.sources, second?.sources];
  const isAdding = own?.length === 1 && general?.length === 1 && own[0]?.source === undefined;
  return first && isAdding ? { sources: [{ ...general[0], ...own[0] }], where: first.where } : first;
}

/** Headers of a probe are those of its inputs. */
export function probeHeaders({ headers, token }: Given): Record<string, string> {
  return { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...headersOf(headers ?? []) };
}

function statedSources(given: Given, written: WrittenSources | undefined): WantedSource[] {
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
function kindsOf(given: Given, written: WrittenSources | undefined): string[] {
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

function urlsOf(written: WrittenSources | undefined): string[] {
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
