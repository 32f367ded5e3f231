import { memorySource } from '@maturity-actions/evidence';
import { decodeHead, isKnownEncoding, utf8Chunks } from '../src/text/encoding.ts';

const TEXT = 'SF:größe/€/😀.ts\n';

function utf16(isLittle: boolean): Uint8Array {
  const bytes = new Uint8Array((TEXT.length + 1) * 2);
  const view = new DataView(bytes.buffer);
  for (const [index, char] of [
    ...Array.from({ length: TEXT.length + 1 }, (_, at) => `\uFEFF${TEXT}`.charCodeAt(at)).entries(),
  ])
    view.setUint16(index * 2, char, isLittle);
  return bytes;
}

const utf8 = new TextEncoder();

describe.each([1, 2, 3, 5, 1000])('in chunks of %i bytes', (chunkSize) => {
  test.each([
    ['UTF-8', utf8.encode(TEXT), undefined],
    ['UTF-8 with mark', utf8.encode(`\uFEFF${TEXT}`), undefined],
    ['a mark that contradicts the declaration', utf8.encode(`\uFEFF${TEXT}`), 'iso-8859-1'],
    ['UTF-16 LE', utf16(true), undefined],
    ['UTF-16 BE', utf16(false), undefined],
  ])('%s', async (_name, content, declared) => {
    const parts: number[] = [];
    for await (const chunk of utf8Chunks(memorySource('x', content, chunkSize), declared)) parts.push(...chunk);
    expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(parts))).toBe(TEXT);
  });
});

test('ISO-8859-1 where it is declared', async () => {
  const parts: number[] = [];
  for await (const chunk of utf8Chunks(memorySource('x', Uint8Array.of(0xe4, 0x41)), 'ISO-8859-1'))
    parts.push(...chunk);
  expect(new TextDecoder().decode(Uint8Array.from(parts))).toBe('äA');
});

test('a mark alone is an empty text', async () => {
  const parts: number[] = [];
  for await (const chunk of utf8Chunks(memorySource('x', '\uFEFF', 1))) parts.push(...chunk);
  expect(parts).toEqual([]);
});

test('heads are decoded without mark', () => {
  expect(decodeHead(utf8.encode(`\uFEFF${TEXT}`))).toBe(TEXT);
  expect(decodeHead(utf16(true))).toBe(TEXT);
  expect(decodeHead(utf16(false))).toBe(TEXT);
});

test('known encodings', () => {
  expect(['utf-8', 'ISO-8859-1', 'windows-1252', 'x-none', ''].map(isKnownEncoding)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});
