import { ConfigurationError, quantity, type UptimeSettings } from '@maturity-actions/criteria';
import { UPTIME_SERVICES, type WantedSource } from '@maturity-actions/evidence';
import type { Inputs } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';

type Given = Inputs<typeof inputs>;
type Written = UptimeSettings['sources'][number];

/** Sources in order, with the addresses of a probe. */
export interface WantedSources {
  readonly sources: readonly WantedSource[];
  /** What the first `probe` looks at; empty when no source is one. */
  readonly probed: readonly string[];
}

/** Where a probe keeps its log when nobody says: looks at one component are none at another. */
function usualHistory(component: string | undefined): string {
  return `uptime/${component === undefined ? 'history' : encodeURIComponent(component)}.jsonl`;
}

/**
 * The sources that the inputs name, completed by those of the component and of the project, key by key.
 * A token and the headers of the inputs go to one source only: the first that is asked over the network.
 * None at all is a mistake where one is needed. Throws ConfigurationError E_BAD_INPUT, and E_BAD_CONFIG for a
 * source without its kind.
 */
export function wantedSources(
  given: Given,
  settings: readonly UptimeSettings[],
  { component, isNeeded = true }: { readonly component?: string | undefined; readonly isNeeded?: boolean } = {},
): WantedSources {
  const written = writtenSources(settings);
  const isStated = STATING.some((name) => given[name] !== undefined);
  if (!isStated && written.length === 0 && !isNeeded) return { sources: [], probed: [] };
  const usual = usualHistory(component);
  const named =
    isStated || written.length === 0 ? statedSources(given, written, usual) : written.map((one) => ofFile(one, usual));
  const headers = headersOf(given.headers ?? []);
  const first = named.findIndex(({ source }) => isAsked(source));
  const sources = named.map((source, index) =>
    index === first ? { ...source, headers: { ...source.headers, ...headers }, token: given.token } : source,
  );
  return { sources, probed: probedUrls(given, named) };
}

/** Inputs that say something of sources: where one is given, those of maturity.yml only complete it. */
const STATING = ['source', 'history-file', 'url', 'query', 'total-query'] as const;

const isAsked = (id: string): boolean => id === 'probe' || UPTIME_SERVICES.some((service) => service.id === id);

/** A source of maturity.yml, with its place. */
type Placed = Written & { readonly where: string };

/** Those of the component; one that is alone, and of the same kind or of none, is completed by that of the project. */
function writtenSources(settings: readonly UptimeSettings[]): readonly Placed[] {
  const stated = settings.filter(({ sources }) => sources.length > 0);
  const [own, project] = stated.map(({ sources, where }) => sources.map((one): Placed => ({ ...one, where })));
  const [only, another] = own ?? [];
  const [base, further] = project ?? [];
  if (!own || !only || !base || another || further) return own ?? [];
  return only.source === undefined || only.source === base.source ? [{ ...base, ...only }] : own;
}

/** All addresses of a probe that is alone, else the one that stands in its line. */
function probedUrls(given: Given, named: readonly WantedSource[]): readonly string[] {
  const isAlone = named.length === 1 && named[0]?.source === 'probe';
  if (isAlone && given.url !== undefined) return given.url;
  return named.flatMap(({ source, url }) => (source === 'probe' && url !== undefined ? [url] : []));
}

function statedSources(given: Given, written: readonly Placed[], usual: string): WantedSource[] {
  const kinds = given.source ?? kindsOf(given, written);
  const [only] = kinds;
  if (only === undefined) {
    throw refused('source', 'nothing', 'who tells whether it was up', 'source: prometheus');
  }
  const isProbe = kinds.length === 1 && only === 'probe';
  const urls = isProbe ? [] : inOrder('url', given.url, kinds);
  const queries = inOrder('query', given.query, kinds);
  const isSame = kinds.length === written.length && written.every((one, index) => kindOf(one) === kinds[index]);
  return kinds.map((source, index) => {
    const own = isSame ? written[index] : undefined;
    const url = urls[index] ?? own?.url;
    if (source === 'probe' && (isProbe ? (given.url?.[0] ?? url) : url) === undefined)
      throw refused('url', 'nothing', 'the addresses to look at', 'url: https://staging.example.org/health');
    return {
      source,
      url,
      query: queries[index] ?? own?.query,
      totalQuery: given['total-query'] ?? own?.['total-query'],
      headers: own?.headers ?? {},
      historyFile: given['history-file'] ?? own?.['history-file'] ?? (source === 'probe' ? usual : undefined),
      where: 'input source',
    };
  });
}

/** A probe log alone says what kind of source it is. */
function kindsOf(given: Given, written: readonly Placed[]): readonly string[] {
  if (given.url === undefined && given.query === undefined && given['history-file'] !== undefined) return ['history'];
  return written.map((one) => kindOf(one) ?? refuseKindless(one));
}

const kindOf = ({ source, 'history-file': file }: Written): string | undefined =>
  source ?? (file === undefined ? undefined : 'history');

/** One text per source, in the same order. */
function inOrder(
  name: 'url' | 'query',
  texts: readonly string[] | undefined,
  kinds: readonly string[],
): readonly string[] {
  if (texts === undefined || texts.length === kinds.length) return texts ?? [];
  throw refused(
    name,
    quantity(texts.length, 'line'),
    `${kinds.length}, one for each source`,
    `${name}: one line for each line of source, with "-" where it needs none`,
  );
}

function ofFile(one: Placed, usual: string): WantedSource {
  const { where } = one;
  const source = kindOf(one) ?? refuseKindless(one);
  return {
    source,
    url: one.url,
    query: one.query,
    totalQuery: one['total-query'],
    headers: one.headers ?? {},
    historyFile: one['history-file'] ?? (source === 'probe' ? usual : undefined),
    where,
  };
}

function refuseKindless({ where }: Placed): never {
  throw new ConfigurationError({
    code: 'E_BAD_CONFIG',
    where,
    found: 'a source without its kind',
    expected: '`source`, such as prometheus',
    fix: 'Add `source` to it.',
  });
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
