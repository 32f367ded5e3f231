import { EvidenceError, type FailureCode, GateError } from '@maturity-actions/criteria';
import fc from 'fast-check';
import { memorySource } from '../src/byte-source.ts';
import { scanJson } from '../src/text/json-scan.ts';
import { eachJsonValue } from '../src/text/json-values.ts';

const error = (code: FailureCode, found: string, expected: string) =>
  new EvidenceError({ code, where: 'report', found, expected, fix: '' });

async function scan(text: string, lists: readonly string[], chunk = 65_536) {
  const seen: [string, unknown, number, readonly number[]][] = [];
  const visitors = Object.fromEntries(
    lists.map((list) => [
      list,
      (value: unknown, index: number, parents: readonly number[]) => seen.push([list, value, index, parents]),
    ]),
  ) as Parameters<typeof scanJson>[2];
  return { rest: await scanJson(memorySource('report', text, chunk), error, visitors), seen };
}

async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
    return '';
  } catch (cause) {
    if (cause instanceof GateError) return cause.failures[0]?.code ?? '';
    throw cause;
  }
}

describe('scanJson', () => {
  const text =
    '{"a": 1, "runs": [{"id": "x,]", "results": [{"n": [1, {"m": "]"}]}, 2, "t"], "z": []}, {"results": []}, {"results": [ 3 ]}]}';

  test.each([1, 2, 5, 65_536])('hands over elements and keeps the rest, in chunks of %i', async (chunk) => {
    const { rest, seen } = await scan(text, ['runs[].results[]'], chunk);
    expect(rest).toEqual({ a: 1, runs: [{ id: 'x,]', results: [], z: [] }, { results: [] }, { results: [] }] });
    expect(seen.map(([, value, index, parents]) => [value, index, parents])).toEqual([
      [{ n: [1, { m: ']' }] }, 0, [0]],
      [2, 1, [0]],
      ['t', 2, [0]],
      [3, 0, [2]],
    ]);
  });

  test('a document that is a list, one without the list, and one where the list is something else', async () => {
    expect((await scan('[1, [2]]', ['[]'])).seen.map(([, value]) => value)).toEqual([1, [2]]);
    expect((await scan('{"b": {"runs": [1]}}', ['runs[]'])).rest).toEqual({ b: { runs: [1] } });
    expect((await scan('{"runs": {"results": [1]}}', ['runs[].results[]'])).rest).toEqual({ runs: { results: [1] } });
    expect((await scan('null', ['runs[]'])).rest).toBeNull();
  });

  test('keys are compared as they read, not as they are written', async () => {
    expect((await scan('{"r\\u0075ns": [7]}', ['runs[]'])).seen.map(([, value]) => value)).toEqual([7]);
  });

  test.each([
    ['', 'E_EMPTY'],
    ['  \n', 'E_EMPTY'],
    ['{"runs": [1, 2', 'E_TRUNCATED'],
    ['{"runs": [{"a": "b', 'E_TRUNCATED'],
    ['{"runs": [1]', 'E_TRUNCATED'],
    ['{"runs": [1,]}', 'E_MALFORMED'],
    ['{"runs": [,1]}', 'E_MALFORMED'],
    ['{"runs": [1 2]}', 'E_MALFORMED'],
    ['{"runs": [\f]}', 'E_MALFORMED'],
    ['{"runs": [\v]}', 'E_MALFORMED'],
    ['{"runs": [\u00a0]}', 'E_MALFORMED'],
    ['{"runs": [1]]}', 'E_MALFORMED'],
    ['{"runs": [1}', 'E_MALFORMED'],
    ['{"runs": [1} 2]}', 'E_MALFORMED'],
    ['{"runs": [1]} {}', 'E_MALFORMED'],
    ['{"runs": [{"a": 1, "a": 2}]}', 'E_CONTRADICTION'],
    ['{"runs": [1], "runs": []}', 'E_CONTRADICTION'],
    ['<html>', 'E_MALFORMED'],
  ])('%j is %s', async (document, code) => {
    expect(await codeOf(() => scan(document, ['runs[]']))).toBe(code);
    expect(await codeOf(() => scan(document, ['runs[]'], 1))).toBe(code);
  });

  test('together, elements and rest are the document, whatever the chunks', async () => {
    const documents = fc.record({ head: fc.jsonValue(), runs: fc.array(fc.jsonValue()), tail: fc.jsonValue() });
    await fc.assert(
      fc.asyncProperty(documents, fc.integer({ min: 1, max: 40 }), fc.boolean(), async (document, chunk, isPretty) => {
        const written = JSON.stringify(document, null, isPretty ? 2 : 0);
        const { rest, seen } = await scan(written, ['runs[]'], chunk);
        const plain = JSON.parse(written);
        expect({ ...(rest as object), runs: seen.map(([, value]) => value) }).toEqual(plain);
      }),
    );
  });

  test('cut anywhere it is refused', async () => {
    for (let length = 0; length < text.length; length++)
      expect(await codeOf(() => scan(text.slice(0, length), ['runs[].results[]'], 3))).not.toBe('');
  });
});

describe('eachJsonValue', () => {
  const values = async (text: string, chunk = 65_536) => {
    const seen: unknown[] = [];
    await eachJsonValue(memorySource('report', text, chunk), error, (value) => seen.push(value));
    return seen;
  };

  test.each([1, 3, 65_536])('reads lines and pretty-printed values in chunks of %i', async (chunk) => {
    const text = '{"a": "}"}\n{"b": ["{"]}\r\n\n{\n "c": {}\n}[1]';
    expect(await values(text, chunk)).toEqual([{ a: '}' }, { b: ['{'] }, { c: {} }, [1]]);
  });

  test.each([
    ['', 'E_EMPTY'],
    ['{"a": 1}\n{"b"', 'E_TRUNCATED'],
    ['{"a": 1} oops', 'E_MALFORMED'],
    ['oops {"a": 1}', 'E_MALFORMED'],
    ['{"a": 1},{"b": 2}', 'E_MALFORMED'],
    ['{"a": 1, "a": 2}', 'E_CONTRADICTION'],
    ['}', 'E_MALFORMED'],
  ])('%j is %s', async (text, code) => {
    expect(await codeOf(() => values(text))).toBe(code);
  });
});
