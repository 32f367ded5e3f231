import { GateError } from '@maturity-actions/criteria';
import { HEAD_BYTES, memorySource } from '../src/byte-source.ts';
import type { FindingsReport, ReportedFinding } from '../src/findings/findings-report.ts';
import type { FindingsFormat } from '../src/findings/format.ts';
import { FINDINGS_FORMATS } from '../src/findings/index.ts';
import { decodeHead } from '../src/text/encoding.ts';

/** What the tests of one reader of scan reports state. The first document is the one that is cut and re-encoded. */
export interface FindingsTable {
  /**
   * Documents with their findings as `findingLine` writes them, in the order of the report, and their
   * runs as `runLine` does. A JSON document may be a value. `path` names the file where that matters.
   */
  readonly reads: readonly {
    readonly name: string;
    readonly document: unknown;
    readonly path?: string;
    readonly expected: readonly string[];
    readonly runs?: readonly string[];
  }[];
  /** Documents that are refused, with the code. */
  readonly refuses: readonly { readonly name: string; readonly document: unknown; readonly code: string }[];
  /** Values of the documents that must be in nothing that was read. */
  readonly secrets?: readonly string[];
  /** Streams of values without an end mark: a cut between values cannot be seen. */
  readonly hasNoEnd?: boolean;
}

/** `high code B303 src/a.py:12`, `critical dependency CVE-2021-1 lodash@4.17.1 -> 4.17.2 package-lock.json (suppressed: external)`. */
export function findingLine(finding: ReportedFinding): string {
  const { severity, category, rule, package: of, fixedIn, path, line, place, suppression } = finding;
  const name = of ? ` ${of.name}${of.version ? `@${of.version}` : ''}` : '';
  const fix = fixedIn ? ` -> ${fixedIn}` : '';
  const where = path ? ` ${path}${line ? `:${line}` : ''}` : place ? ` ${place}` : '';
  return `${severity} ${category} ${rule}${name}${fix}${where}${suppression ? ` (suppressed: ${suppression.kind})` : ''}`;
}

function runLine({ tool, version, kinds, errors }: FindingsReport['runs'][number]): string {
  const problems = errors.length > 0 ? `, ${errors.length} errors` : '';
  return `${tool}${version ? ` ${version}` : ''} (${kinds.join(', ')})${problems}`;
}

/** Runs the table of a reader, and what every reader must withstand. */
export function testFindingsReader(format: FindingsFormat, table: FindingsTable): void {
  test.each(table.reads.map((row) => [row.name, row] as const))('reads %s', async (_, row) => {
    const text = textOf(row.document);
    const head = decodeHead(new TextEncoder().encode(text).subarray(0, HEAD_BYTES));
    const path = row.path ?? 'report';
    expect(FINDINGS_FORMATS.filter((one) => one.accepts(head, path)).map(({ id }) => id)).toEqual([format.id]);
    const report = await read(format, text, path);
    expect(report.findings.map(findingLine)).toEqual(row.expected);
    if (row.runs) expect(report.runs.map(runLine)).toEqual(row.runs);
    for (const secret of table.secrets ?? []) expect(JSON.stringify(report)).not.toContain(secret);
  });

  test.each(table.refuses.map((row) => [row.name, row.code, row.document] as const))(
    'refuses %s with %s',
    async (_, code, document) => {
      expect(await codeOf(format, textOf(document))).toBe(code);
    },
  );

  test.each([
    ['nothing', ''],
    ['blanks', ' \n'],
    ['a page of HTML', '<!DOCTYPE html><html><body>502 Bad Gateway</body></html>'],
    ['an empty object', '{}'],
    ['an empty list', '[]'],
    ['null', 'null'],
  ])('does not take %s for its own', async (_, text) => {
    expect(format.accepts(text, 'report')).toBe(false);
  });

  const whole = textOf(table.reads[0]?.document);
  const path = table.reads[0]?.path ?? 'report';

  test('cut at any byte it is an error or the same', async () => {
    const bytes = new TextEncoder().encode(whole);
    const lines = (await read(format, bytes, path)).findings.map(findingLine);
    for (let length = 0; length < bytes.length; length++) {
      if (table.hasNoEnd && bytes[length - 1] === 10) continue;
      const cut = bytes.subarray(0, length);
      if ((await codeOf(format, cut)) !== '') continue;
      const left = (await read(format, cut, path)).findings.map(findingLine);
      expect({ length, left }).toEqual({ length, left: lines });
    }
  });

  test.each([
    ['UTF-8 with a byte order mark', utf8WithMark(whole)],
    ['UTF-16', utf16(whole)],
  ])('reads %s', async (_, bytes) => {
    const expected = (await read(format, whole, path)).findings.map(findingLine);
    expect((await read(format, bytes, path)).findings.map(findingLine)).toEqual(expected);
  });

  test('reads the same whatever the size of the chunks', async () => {
    const expected = await read(format, whole, path);
    for (const size of [1, 7, 64]) {
      expect(await format.read(memorySource(path, whole, size))).toEqual(expected);
    }
  });
}

function textOf(document: unknown): string {
  return typeof document === 'string' ? document : JSON.stringify(document, null, 1);
}

function read(format: FindingsFormat, content: string | Uint8Array, path: string): Promise<FindingsReport> {
  return format.read(memorySource(path, content));
}

/** The code a document is refused with; empty when it is read. */
async function codeOf(format: FindingsFormat, content: string | Uint8Array): Promise<string> {
  try {
    await format.read(memorySource('report', content));
    return '';
  } catch (error) {
    if (error instanceof GateError) return error.failures[0]?.code ?? '';
    throw error;
  }
}

function utf8WithMark(text: string): Uint8Array {
  return new TextEncoder().encode(`\ufeff${text}`);
}

function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2);
  bytes.set([0xff, 0xfe]);
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    bytes.set([unit & 0xff, unit >> 8], 2 + at * 2);
  }
  return bytes;
}
