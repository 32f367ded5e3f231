import type { FailureCode, UptimeFigure } from '@maturity-actions/criteria';
import { badReply } from './reply.ts';
import { readShare } from './stated-share.ts';
import { addressOf, type UptimeQuery } from './uptime-service.ts';

/** A number of a document as it is written there: a double would lose digits. */
export class NumberText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** The document with its numbers as they are written. Source: ECMAScript, JSON.parse source text access. */
export function parseExactly(text: string): unknown {
  return JSON.parse(text, (_key: string, value: unknown, context?: { readonly source?: string }) =>
    typeof value === 'number' ? new NumberText(context?.source ?? String(value)) : value,
  );
}

const FIX_QUERY = 'Let `query` lead to the share of time that was up, a number or a text.';
const FIX_PERCENT = 'Write ` %` behind the path when the figure is in percent: $.availability %';

/**
 * A share that a service states, from 0 to 1 or in percent. It says nothing of which time it is about, so it
 * is taken for the window. Throws EvidenceError E_NO_SAMPLES for null, E_NOT_A_NUMBER, E_BAD_SAMPLE for what
 * is below 0 or above all, E_BAD_QUERY for what can be no figure.
 */
export function figureOf(query: UptimeQuery, value: unknown, isPercent: boolean): UptimeFigure {
  const url = query.url ?? '';
  const fail = (code: FailureCode, found: string, expected: string, fix: string) =>
    badReply(url, code, { found, expected, fix });
  if (value === null) throw fail('E_NO_SAMPLES', 'null, which is no figure', 'a number', FIX_QUERY);
  const text = value instanceof NumberText ? value.text : value;
  if (typeof text !== 'string') throw fail('E_BAD_QUERY', kindOf(text), 'a number or a text with one', FIX_QUERY);
  const quoted = JSON.stringify(text.slice(0, 40));
  const isInPercent = isPercent || /%\s*$/.test(text);
  const share = readShare(text.replace(/%\s*$/, ''), isInPercent);
  if (share === undefined) throw fail('E_NOT_A_NUMBER', quoted, 'a decimal number', FIX_QUERY);
  if (share === 'range') {
    const expected = isInPercent ? 'a number from 0 to 100' : 'a share from 0 to 1';
    throw fail(
      'E_BAD_SAMPLE',
      `the figure ${quoted}`,
      expected,
      isInPercent || text.startsWith('-') ? FIX_QUERY : FIX_PERCENT,
    );
  }
  const { least, most, isRounded } = share;
  return {
    kind: 'figure',
    source: 'json',
    where: addressOf(url),
    least,
    most,
    span: query.window,
    maintenance: [],
    notes: [
      'It does not say which time its figure is about; the window is assumed.',
      ...(isRounded ? [`Its figure ${quoted} stands for all that rounds to it.`] : []),
    ],
  };
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : JSON.stringify(value);
}
