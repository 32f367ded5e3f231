import { GateError } from '@maturity-actions/criteria';
import { type CoverageFormat, type CoverageReport, memorySource } from '@maturity-actions/evidence';
import { HEAD_BYTES } from '../src/byte-source.ts';
import { covdir } from '../src/coverage/covdir.ts';
import { coveragePyJson } from '../src/coverage/coverage-py-json.ts';
import { coveralls } from '../src/coverage/coveralls.ts';
import { gcov } from '../src/coverage/gcov.ts';
import { gcovrJson } from '../src/coverage/gcovr-json.ts';
import { goCover } from '../src/coverage/go-cover.ts';
import { istanbul } from '../src/coverage/istanbul.ts';
import { istanbulSummary } from '../src/coverage/istanbul-summary.ts';
import { lcov } from '../src/coverage/lcov.ts';
import { llvmCovJson } from '../src/coverage/llvm-cov-json.ts';
import { luacov } from '../src/coverage/luacov.ts';
import { simplecovJson } from '../src/coverage/simplecov-json.ts';
import { simplecovResultset } from '../src/coverage/simplecov-resultset.ts';
import { tarpaulin } from '../src/coverage/tarpaulin.ts';
import { xccov } from '../src/coverage/xccov.ts';
import { decodeHead } from '../src/text/encoding.ts';

/** Every format that is not XML: of a head, at most one of them may accept. */
const FORMATS = [
  coveragePyJson,
  covdir,
  coveralls,
  gcov,
  gcovrJson,
  goCover,
  istanbul,
  istanbulSummary,
  lcov,
  llvmCovJson,
  luacov,
  simplecovJson,
  simplecovResultset,
  tarpaulin,
  xccov,
];

/** What the tests of one reader state. The first document is the one that is cut and re-encoded. */
export interface ReaderTable {
  /** Documents with the counts of each file: `lines 2/3 (1 partial), branches 1/2`. A JSON document may be a value. */
  readonly reads: readonly { name: string; document: unknown; path?: string; expected: Record<string, string> }[];
  /** Documents that are refused, with the code. */
  readonly refuses: readonly { name: string; document: unknown; code: string }[];
  /** Formats without an end mark: cuts between lines cannot be seen. */
  readonly hasNoEnd?: boolean;
}

/** Runs the table of a reader, and what every reader must withstand. */
export function testReader(format: CoverageFormat, table: ReaderTable): void {
  test.each(table.reads.map((row) => [row.name, row] as const))('reads %s', async (_, { document, path, expected }) => {
    const text = textOf(document);
    const head = decodeHead(new TextEncoder().encode(text).subarray(0, HEAD_BYTES));
    expect(FORMATS.filter((one) => one.accepts(head, path ?? 'report')).map(({ id }) => id)).toEqual([format.id]);
    expect(countsOf(await read(format, text))).toEqual(expected);
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
  ])('does not read %s', async (_, text) => {
    expect(await codeOf(format, text)).not.toBe('');
    expect(format.accepts(text, 'report')).toBe(false);
  });

  const whole = textOf(table.reads[0]?.document);
  testCuts(format, whole, table.hasNoEnd ?? false);
  testEncodings(format, whole, table.reads[0]?.expected ?? {});
}

function testCuts(format: CoverageFormat, whole: string, hasNoEnd: boolean): void {
  test('cut at any byte it is an error or the same', async () => {
    const bytes = new TextEncoder().encode(whole);
    const counts = countsOf(await read(format, bytes));
    for (let length = 0; length < bytes.length; length++) {
      if (hasNoEnd && bytes[length - 1] === 10) continue;
      const cut = bytes.subarray(0, length);
      const code = await codeOf(format, cut);
      if (code === '') expect({ length, counts: countsOf(await read(format, cut)) }).toEqual({ length, counts });
    }
  });
}

function testEncodings(format: CoverageFormat, whole: string, expected: Record<string, string>): void {
  const crlf = whole.replaceAll('\n', '\r\n');
  const little = Buffer.from(`\ufeff${crlf}`, 'utf16le');
  const encodings = {
    CRLF: Buffer.from(crlf),
    'a byte order mark': Buffer.from(`\ufeff${whole}`),
    'UTF-16LE': little,
    'UTF-16BE': Buffer.from(little).swap16(),
  };
  test.each(Object.entries(encodings))('reads %s', async (_, bytes) => {
    expect(format.accepts(decodeHead(bytes.subarray(0, HEAD_BYTES)), 'report')).toBe(true);
    for (const size of [1, 7, 65_536]) {
      expect(countsOf(await format.read(memorySource('report', bytes, size)))).toEqual(expected);
    }
  });
}

/** Reads a text, bytes, or a value as JSON. */
export function read(format: CoverageFormat, document: unknown): Promise<CoverageReport> {
  return format.read(memorySource('report', document instanceof Uint8Array ? document : textOf(document)));
}

/** The code that a reader refuses a document with; empty when it reads it. */
export async function codeOf(format: CoverageFormat, document: unknown): Promise<string> {
  try {
    await read(format, document);
    return '';
  } catch (error) {
    if (error instanceof GateError) return error.failures[0]?.code ?? 'no failure';
    throw error;
  }
}

/** Counts of every file of a report as text; metrics that are not measured are left out. */
export function countsOf(report: CoverageReport): Record<string, string> {
  const entries = [...report.files].map(([path, file]) => {
    const { line, branch, function: functions, statement } = file.counts();
    const partial = line.partial > 0 ? ` (${line.partial} partial)` : '';
    const points = Object.entries({ branches: branch, functions, statements: statement });
    const texts = points.flatMap(([name, count]) => (count ? [`${name} ${count.covered}/${count.total}`] : []));
    return [path, [`lines ${line.covered}/${line.total}${partial}`, ...texts].join(', ')];
  });
  return Object.fromEntries(entries);
}

/** Lines of a file that no test ran. */
export function uncoveredLines(report: CoverageReport, path: string): number[] {
  const states = report.files.get(path)?.lineStates() ?? new Map<number, string>();
  return [...states].flatMap(([line, state]) => (state === 'uncovered' ? [line] : []));
}

function textOf(document: unknown): string {
  return typeof document === 'string' ? document : JSON.stringify(document, undefined, 1);
}
