import { ConfigurationError } from '@maturity-actions/criteria';

/** A selector of series, as PromQL writes it. */
export interface Selector {
  readonly text: string;
  /** Absent when the name is a pattern, or is not stated. */
  readonly metric?: string;
}

const NAME = /[a-zA-Z_:][\w:.]*/y;
const TEXT = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`/y;
const OPERATOR = /\s*(=~|!~|!=|=)\s*/y;
const COMMA = /\s*(,|(?=\}))\s*/y;

const WORDS = /\b(?:offset|by|without|and|or|unless|bool|on|ignoring)\b/;

/**
 * Reads a bare selector, `up{job="staging"}`. Only of such the raw samples can be asked: an expression has
 * none. Throws ConfigurationError E_BAD_INPUT for anything else; `input` and `example` are for its message.
 * Source: PromQL, time series selectors.
 */
export function readSelector(query: string, input: string, example: string): Selector {
  const text = query.trim();
  const selector = selectorOf(text);
  if (selector) return selector;
  throw new ConfigurationError({
    code: 'E_BAD_INPUT',
    where: `input ${input}`,
    found: `${JSON.stringify(text.slice(0, 120))}, ${whatItIs(text)}`,
    expected: `a selector of series and nothing around it, ${example} for instance`,
    fix: 'Name the series only: their raw samples are asked, and everything is computed of them here.',
  });
}

function selectorOf(text: string): Selector | undefined {
  const name = matchAt(NAME, text, 0) ?? '';
  const at = name.length + (/^\s*/.exec(text.slice(name.length)) as RegExpExecArray)[0].length;
  if (at === text.length) return name === '' ? undefined : { text, metric: name };
  if (text[at] !== '{') return undefined;
  const matchers = matchersOf(text, at + 1);
  if (!matchers || matchers.end !== text.length) return undefined;
  const metric = name === '' ? matchers.metric : name;
  return { text, ...(metric === undefined ? {} : { metric }) };
}

/** The end of the matchers behind `{`, and the metric when one of them names it. */
function matchersOf(text: string, from: number): { readonly end: number; readonly metric?: string } | undefined {
  let metric: string | undefined;
  let at = from + (matchAt(/\s*/y, text, from) as string).length;
  while (text[at] !== '}') {
    // Prometheus 3 takes quoted names, of a label or, alone, of the metric.
    const label = matchAt(NAME, text, at) ?? matchAt(TEXT, text, at);
    if (label === undefined) return undefined;
    at += label.length;
    const operator = matchAt(OPERATOR, text, at);
    if (operator === undefined) metric = label.slice(1, -1);
    else {
      at += operator.length;
      const value = matchAt(TEXT, text, at);
      if (value === undefined) return undefined;
      at += value.length;
      if (label === '__name__' && operator.trim() === '=') metric = value.slice(1, -1);
    }
    const comma = matchAt(COMMA, text, at);
    if (comma === undefined) return undefined;
    at += comma.length;
  }
  return { end: at + 1, ...(metric === undefined ? {} : { metric }) };
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Why it is none, a clause. Texts in quotation marks may hold anything. */
function whatItIs(text: string): string {
  const bare = text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, '');
  if (bare.includes('(')) return 'which has a function or brackets';
  if (bare.includes('[')) return 'which has a range already';
  if (bare.includes('@') || WORDS.test(bare.replace(/\{[^}]*\}/g, ''))) return 'which has a modifier or an operator';
  if (/[-+*/%^<>]|==/.test(bare)) return 'which has an operator';
  return 'which is no selector of PromQL';
}
