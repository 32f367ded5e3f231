import type { HistorySample } from './history-lines.ts';
import type { SampleError } from './problem-list.ts';
import { sampleState } from './sample-state.ts';
import { sampleTime } from './sample-time.ts';

/** Which fields of a line are what. */
export interface HistoryColumns {
  readonly count: number;
  readonly t: number;
  readonly up: number;
  /** -1 when there is none. */
  readonly replica: number;
}

const EXPECTED = 'JSON lines, or CSV with the columns `t` and `up` in its first line';

/** The columns by the first line. Throws E_WRONG_FORMAT when `t` or `up` is missing, E_CONTRADICTION for a column that comes twice. */
export function readHistoryColumns(line: string, error: SampleError): HistoryColumns {
  const names = fieldsOf(line, error).map((name) => name.trim().toLowerCase());
  const [t, up] = [names.indexOf('t'), names.indexOf('up')];
  if (t < 0 || up < 0)
    throw error('E_WRONG_FORMAT', `a first line of ${JSON.stringify(names.join(',').slice(0, 60))}`, EXPECTED);
  const twice = ['t', 'up', 'replica'].find((name) => names.indexOf(name) !== names.lastIndexOf(name));
  if (twice !== undefined) throw error('E_CONTRADICTION', `the column \`${twice}\` twice`, 'every column once');
  return { count: names.length, t, up, replica: names.indexOf('replica') };
}

/**
 * The sample of a line. `hasEnd` is false for a last line without a line end, which may be cut anywhere. Throws
 * E_TRUNCATED for such a line with too few fields, E_MALFORMED for another, E_BAD_TIME, E_BAD_SAMPLE.
 */
export function readHistoryRow(
  line: string,
  columns: HistoryColumns,
  hasEnd: boolean,
  error: SampleError,
): HistorySample {
  const broken = hasEnd ? 'E_MALFORMED' : 'E_TRUNCATED';
  const fields = fieldsOf(line, (code, found, expected) => error(hasEnd ? code : broken, found, expected));
  if (fields.length !== columns.count)
    throw error(broken, `${fields.length} fields`, `${columns.count} fields, as many as the first line has`);
  const at = sampleTime(fields[columns.t], error);
  const replica = fields[columns.replica]?.trim();
  return { at, isUp: sampleState(fields[columns.up], error), replica: replica === '' ? undefined : replica };
}

const FIELD = /"((?:[^"]|"")*)"[ \t]*(?=,|$)|([^",]*)(?=,|$)/y;

/** The fields of a line; quotation marks around them are taken off. Throws E_MALFORMED. Source: RFC 4180, without fields of several lines. */
function fieldsOf(line: string, error: SampleError): string[] {
  const fields: string[] = [];
  for (let at = 0; at <= line.length; at = FIELD.lastIndex + 1) {
    FIELD.lastIndex = at;
    const match = FIELD.exec(line);
    if (!match) throw error('E_MALFORMED', 'a quotation mark without its other', 'fields of CSV');
    fields.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
  }
  return fields;
}
