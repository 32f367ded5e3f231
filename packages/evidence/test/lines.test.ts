import type { FailureCode } from '@maturity-actions/criteria';
import { type ByteSource, memorySource } from '@maturity-actions/evidence';
import { ReportBuilder } from '../src/coverage/report-builder.ts';
import { parseCount, parseHits } from '../src/text/counts.ts';
import { eachLine, MAX_LINE_BYTES } from '../src/text/lines.ts';
import { codeOf } from './coverage-reading.ts';

const builder = new ReportBuilder('x', 'test');
const error = builder.error.bind(builder);

async function lines(input: ByteSource): Promise<string[] | FailureCode> {
  const found: string[] = [];
  try {
    await eachLine(input, error, (line, number) => void found.push(`${number} ${line}`));
  } catch (cause) {
    return codeOf(cause);
  }
  return found;
}

describe.each([1, 2, 3, 1000])('in chunks of %i bytes', (chunkSize) => {
  test.each([
    ['', []],
    ['a', ['1 a']],
    ['a\n', ['1 a']],
    ['a\r\nä\r\n', ['1 a', '2 ä']],
    ['\n\nb', ['1 ', '2 ', '3 b']],
    ['a\rb\n', ['1 a\rb']],
    ['\uFEFFa\nb\r', ['1 a', '2 b']],
  ])('%j', async (text, expected) => {
    expect(await lines(memorySource('x', text, chunkSize))).toEqual(expected);
  });
});

test('a line of 2 GB stops early', async () => {
  let asked = 0;
  const filler = new Uint8Array(65_536).fill(120);
  const source: ByteSource = {
    path: 'x',
    size: 2 ** 31,
    head: async () => filler.subarray(0, 8192),
    async *chunks() {
      for (; asked < 32_768; asked++) yield filler;
    },
  };
  expect(await lines(source)).toBe('E_TOO_LARGE');
  expect(asked).toBeLessThan(20);
});

test('a line just short enough', async () => {
  expect(await lines(memorySource('x', `${'x'.repeat(MAX_LINE_BYTES - 1)}\nb`))).toHaveLength(2);
});

test('chunks may be one buffer that is filled again', async () => {
  const text = new TextEncoder().encode('first line\nsecond\nthird');
  const shared = Buffer.alloc(4);
  const source: ByteSource = {
    ...memorySource('x', text),
    async *chunks() {
      for (let from = 0; from < text.length; from += 4) {
        const part = text.subarray(from, from + 4);
        shared.set(part);
        yield shared.subarray(0, part.length);
        shared.fill(0);
      }
    },
  };
  expect(await lines(source)).toEqual(['1 first line', '2 second', '3 third']);
});

test.each([
  ['3', 3, 3],
  [' 7 ', 7, 7],
  ['18446744073709551615', 2 ** 64, 'E_BAD_COUNT'],
  ['1e+2', 100, 'E_BAD_COUNT'],
  ['1.5', 1.5, 'E_BAD_COUNT'],
  ['-1', -1, 'E_BAD_COUNT'],
  ['1e999', 'E_BAD_COUNT', 'E_BAD_COUNT'],
  ['NaN', 'E_BAD_COUNT', 'E_BAD_COUNT'],
  ['Infinity', 'E_BAD_COUNT', 'E_BAD_COUNT'],
  ['0x10', 'E_BAD_COUNT', 'E_BAD_COUNT'],
  ['', 'E_BAD_COUNT', 'E_BAD_COUNT'],
  ['=====', 'E_BAD_COUNT', 'E_BAD_COUNT'],
])('%j as hits and as a count', (text, hits, count) => {
  const attempt = (parse: typeof parseHits): number | FailureCode => {
    try {
      return parse(text, 'hits', error);
    } catch (cause) {
      return codeOf(cause);
    }
  };
  expect([attempt(parseHits), attempt(parseCount)]).toEqual([hits, count]);
});
