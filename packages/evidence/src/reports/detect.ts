import { EvidenceError } from '@maturity-actions/criteria';
import type { ByteSource } from '../byte-source.ts';
import { decodeHead } from '../text/encoding.ts';
import { jsonHead } from '../text/json-head.ts';
import type { ReportFormat, ReportWording } from './report-format.ts';

/**
 * The one format that the first bytes look like. Throws E_EMPTY, E_UNKNOWN_FORMAT, or
 * E_AMBIGUOUS_FORMAT when several formats accept it. With `named`, only that format may accept it:
 * E_WRONG_FORMAT otherwise.
 */
export async function detectFormat<F extends ReportFormat<unknown>>(
  input: ByteSource,
  formats: readonly F[],
  wording: ReportWording,
  named?: F,
): Promise<F> {
  const head = decodeHead(await input.head());
  if (head.trim() === '') throw failure(input, 'E_EMPTY', 'an empty file', `a ${wording.noun}`, wording.whenEmpty);
  const accepting = formats.filter((format) => format.accepts(head, input.path));
  if (named) {
    // A user who names the format settles a doubt, but cannot turn one format into another.
    if (accepting.includes(named) || accepting.length === 0) return named;
    const found = `content that looks like ${accepting.map(({ title }) => title).join(' and ')}`;
    const fix = `Leave out the format, or name ${accepting[0]?.id}.`;
    throw failure(input, 'E_WRONG_FORMAT', found, named.title, fix);
  }
  const [only] = accepting;
  if (only && accepting.length === 1) return only;
  if (only) {
    const ids = accepting.map(({ id }) => id).join(', ');
    throw failure(input, 'E_AMBIGUOUS_FORMAT', `content that fits ${ids}`, 'one format', wording.toName(ids));
  }
  throw failure(input, 'E_UNKNOWN_FORMAT', contentOf(head), knownFormats(formats), wording.whenUnknown);
}

/** All formats, or how many there are when nobody would read the list. */
function knownFormats(formats: readonly ReportFormat<unknown>[]): string {
  const ids = formats.map(({ id }) => id);
  return ids.length <= 25 ? `one of ${ids.join(', ')}` : `one of the ${ids.length} formats of the README`;
}

/** What a file shows of itself: never a value, which may be a secret. */
function contentOf(head: string): string {
  const shape = jsonHead(head);
  if (shape) return `JSON with ${shape.keys.slice(0, 5).join(', ') || 'nothing'} at the top`;
  const start = head.trimStart();
  return start.startsWith('<')
    ? `content that starts with ${JSON.stringify(start.slice(0, 40))}`
    : 'text that is neither JSON nor XML';
}

function failure(
  input: ByteSource,
  code: 'E_EMPTY' | 'E_UNKNOWN_FORMAT' | 'E_AMBIGUOUS_FORMAT' | 'E_WRONG_FORMAT',
  found: string,
  expected: string,
  fix: string,
): EvidenceError {
  return new EvidenceError({ code, where: input.path, found, expected, fix });
}
