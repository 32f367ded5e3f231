import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { bareText, hasMarkup, inlineText } from '../src/plan/inline-text.ts';

const parser = MarkdownIt({ html: true });

/** The same, read by the parser. */
function parsed(source: string) {
  const tokens: Parameters<typeof inlineText>[0][number][] = [];
  parser.inline.parse(source, parser, {}, tokens);
  return inlineText(tokens);
}

test.each<[string, string, readonly string[]]>([
  ['no code', 'no code', []],
  ['run `make back` now', 'run make back now', ['make back']],
  ['`` a`b ``', 'a`b', ['a`b']],
  ['one ` alone', 'one ` alone', []],
  ['``` `` ` `` ```', '`` ` ``', ['`` ` ``']],
  ['`a`` b`', 'a`` b', ['a`` b']],
  ['` `', '', [' ']],
  ['`a\n b` c  \n  d', 'a  b c d', ['a  b']],
])('%j', (source, text, code) => {
  expect(bareText(source)).toEqual({ text, spans: code.map((one) => ({ kind: 'code', text: one })) });
});

test('a text without other markup is read as the parser reads it', () => {
  const piece = fc.constantFrom('`', '``', '```', ' ', '  ', '\n', '\t', 'a', 'make', '!', '$', '"', '中');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const source = pieces.join('').trim();
      expect(hasMarkup(source)).toBe(false);
      expect(bareText(source)).toEqual(parsed(source));
    }),
    { numRuns: 2000 },
  );
});
