import { codeSpan, escapeMarkdown } from '@maturity-actions/report';
import fc from 'fast-check';
import { sentenceMarkdown } from '../src/markdown-text.ts';

const TERMINAL_SEQUENCE = new RegExp(`(?:${'\u001b'}\\[|\u009b)[0-?]*[ -/]*[@-~]`, 'g');

/** The text that a browser shows for character references; the invisible break is not seen. */
function visible(markdown: string): string {
  return markdown
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll('\u200b', '');
}

test.each([
  ['a | b', 'a &#124; b'],
  ['`x`', '&#96;x&#96;'],
  ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
  ['<!-- x -->', '&lt;!-- x --&gt;'],
  ['&amp;', '&amp;amp;'],
  ['[l](u) ![i](u)', '&#91;l&#93;(u) !&#91;i&#93;(u)'],
  ['**b** _i_ ~~s~~', '&#42;&#42;b&#42;&#42; &#95;i&#95; &#126;&#126;s&#126;&#126;'],
  ['\\| \\', '&#92;&#124; &#92;'],
  ['@org/team a@b.example', '@&#8203;org/team a@&#8203;b.example'],
  ['#12 acme/shop#3 GH-4', '&#35;&#8203;12 acme/shop#&#8203;3 GH-&#8203;4'],
  ['http://e.example www.e.example', 'http:&#8203;//e.example www&#8203;.e.example'],
  [':warning:', '&#58;&#8203;warning:'],
  ['$x$', '&#8203;$&#8203;x&#8203;$&#8203;'],
  ['# h', '&#35; h'],
  ['- item', '&#45; item'],
  ['+ item', '&#43; item'],
  ['=====', '&#61;===='],
  ['1. item', '1&#46; item'],
  ['78.41 % (1,568 of 2,000)', '78.41 % (1,568 of 2,000)'],
  ['    code', 'code'],
  ['a\r\n\r\nb\tc', 'a b c'],
  ['a\u202eb', 'a&lt;U+202E&gt;b'],
  ['\u0007\u001b[31m', ''],
])('escapeMarkdown(%j) is %s', (text, expected) => expect(escapeMarkdown(text)).toBe(expected));

test.each([
  ['src/a.ts', '`src/a.ts`'],
  ['src/`a`.ts', '``src/`a`.ts``'],
  ['`', '`` ` ``'],
  ['a``b`', '``` a``b` ```'],
  ['a|b', '<code>a&#124;b</code>'],
  ['a\\', '`a\\`'],
  ['a\nb', '`a b`'],
  [' a', '`  a `'],
  ['', ''],
  ['\n', ''],
])('codeSpan(%j) is %s', (text, expected) => expect(codeSpan(text)).toBe(expected));

test.each([
  ['Write `a` or `b`.', 'Write `a` or `b`.'],
  ['`a`', '`a`'],
  ['`a``b`', '`a`&#8203;`b`'],
  ['pipe `a | b` here', 'pipe <code>a &#124; b</code> here'],
  ['an open ` stays', 'an open &#96; stays'],
  ['`` two', '&#96;&#96; two'],
  ['<b> `<b>` *c*', '&lt;b&gt; `<b>` &#42;c&#42;'],
  ['@org and `@org`', '@&#8203;org and `@org`'],
  ['a  `b`  c', 'a `b` c'],
  ['` ` x', 'x'],
  ['', ''],
])('sentenceMarkdown(%j) is %s', (text, expected) => expect(sentenceMarkdown(text)).toBe(expected));

const piece = fc.oneof(
  fc.constantFrom(
    '|',
    '`',
    '*',
    '_',
    '[',
    ']',
    '(',
    ')',
    '<',
    '>',
    '!',
    '#',
    '@',
    '\\',
    '&',
    '\n',
    ' ',
    '-',
    '1.',
    'http://',
    'www.',
    '<!--',
    '-->',
    ':',
    '$',
    '~',
    '\u202e',
    '\u200b',
    'GH-1',
    'a',
  ),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);
const hostile = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(''));

test('nothing structural is left, nothing visible is lost', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const escaped = escapeMarkdown(text);
      expect(escaped).not.toMatch(
        /[<>`*_~[\]\\|\r\n\u200b\u202e]|:\/\/|@[\w]|#\d(?!\d*;)|^[-+=#:]|^\d{1,9}[.)](\s|$)|&(?!#\d+;|amp;|lt;|gt;)/,
      );
      expect(visible(escaped)).toBe(visible(escapeMarkdown(visible(escaped))));
      expect(visible(escaped).replace(/\s/g, '')).toBe(spelledOut(text));
    }),
    { numRuns: 5000 },
  );
});

test('a code span keeps its content between its fences', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const span = codeSpan(text);
      if (span === '' || span.startsWith('<code>')) return;
      const fence = /^`+/.exec(span)?.[0] as string;
      const inner = span.slice(fence.length, -fence.length);
      expect(inner.match(/`+/g)?.some((run) => run.length === fence.length) ?? false).toBe(false);
      expect(inner).not.toMatch(/[|\r\n]/);
    }),
    { numRuns: 5000 },
  );
});

/** The input as people see it: hidden characters by name, controls gone, blanks not compared. */
function spelledOut(text: string): string {
  return text
    .replace(TERMINAL_SEQUENCE, '')
    .replace(
      /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu,
      (one) => `<U+${(one.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}>`,
    )
    .replace(/\s|\p{Cc}/gu, '');
}
