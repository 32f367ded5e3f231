import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { type FailureCode, GateError } from '@maturity-actions/criteria';
import { type ByteSource, memorySource } from '@maturity-actions/evidence';
import { XMLParser } from 'fast-xml-parser';
import { clover } from '../src/coverage/clover.ts';
import { cobertura } from '../src/coverage/cobertura.ts';
import type { CoverageFormat } from '../src/coverage/format.ts';
import { jacoco } from '../src/coverage/jacoco.ts';
import { ReportBuilder } from '../src/coverage/report-builder.ts';
import { sonarqube } from '../src/coverage/sonarqube.ts';
import { MAX_DEPTH, scanXml } from '../src/text/xml.ts';
import { hasAttribute, xmlHead } from '../src/text/xml-head.ts';
import { codeOf } from './coverage-reading.ts';

/** All that a reader sees of a document, with the text of every element and the attribute `a`; or the code of the error. */
async function events(input: ByteSource): Promise<string[] | FailureCode> {
  const builder = new ReportBuilder('x.xml', 'test');
  const seen: string[] = [];
  try {
    await scanXml(
      input,
      {
        open(tag) {
          seen.push(
            `<${tag.name}${tag.attribute('a') === undefined ? '' : ` ${tag.attribute('a')}`}${tag.isEmpty ? '/' : ''}`,
          );
          return true;
        },
        close: (name, text) => void seen.push(`>${name} ${text.trim()}`),
      },
      builder.error.bind(builder),
    );
  } catch (cause) {
    return codeOf(cause);
  }
  return seen;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string, isLittle: boolean, hasMark = true): Uint8Array {
  const marked = hasMark ? `\uFEFF${text}` : text;
  const encoded = new Uint8Array(marked.length * 2);
  const view = new DataView(encoded.buffer);
  for (let index = 0; index < marked.length; index++) view.setUint16(index * 2, marked.charCodeAt(index), isLittle);
  return encoded;
}

const SIMPLE = '<r a="é€😀">ü</r>';
const SIMPLE_EVENTS = ['<r é€😀', '>r ü'];

const DOCUMENTS: readonly (readonly [string, string | Uint8Array, string[] | FailureCode])[] = [
  ['nested elements', '<r><x a="1"/><y>t</y></r>', ['<r', '<x 1/', '>x ', '<y', '>y t', '>r ']],
  ['either quote, blanks around =, line ends', '<r a = \'"\'\r\n b="\'>"\t/>\r\n', ['<r "/', '>r ']],
  [
    'the five entities and character numbers',
    '<r a="&lt;&gt;&amp;&quot;&apos;&#65;&#x42;">&amp;</r>',
    ['<r <>&"\'AB', '>r &'],
  ],
  ['comments', '<!-- <a> --><r><!-- - -- <x> ->\n--><!----></r><!-- end -->', ['<r', '>r ']],
  ['text around a comment', '<r>a<!-- - -->b</r>', ['<r', '>r ab']],
  ['CDATA', '<r><![CDATA[<a> ]] é€😀 &amp;]]></r>', ['<r', '>r <a> ]] é€😀 &amp;']],
  ['processing instructions', '<?xml version="1.0"?><?x <r> ?><r><?y?></r>', ['<r', '>r ']],
  ['a DOCTYPE', '<!DOCTYPE r SYSTEM "a>b.dtd"><r/>', ['<r/', '>r ']],
  [
    'a DOCTYPE with declarations',
    '<!DOCTYPE r [<!ELEMENT r ANY> <!-- don\'t > --> <?p \' > ?> <!ATTLIST r a CDATA "<>">]><r/>',
    ['<r/', '>r '],
  ],
  ['a DOCTYPE with entities', '<!DOCTYPE r [<!ENTITY x "y">]><r/>', 'E_DOCTYPE'],
  ['a DOCTYPE with parameter entities', '<!DOCTYPE r [ <!ELEMENT r ANY><!ENTITY % x SYSTEM "y">]><r/>', 'E_DOCTYPE'],
  ['a DOCTYPE inside', '<r><!DOCTYPE r></r>', 'E_MALFORMED'],
  ['an attribute twice', '<r a="1" a="2"/>', 'E_MALFORMED'],
  ['an unquoted value', '<r a=1/>', 'E_MALFORMED'],
  ['an attribute without value', '<r a/>', 'E_MALFORMED'],
  ['< in a value', '<r a="<"/>', 'E_MALFORMED'],
  ['another end tag', '<r><x></r></x>', 'E_MALFORMED'],
  ['an end tag with more to its name', '<r></rr>', 'E_MALFORMED'],
  ['an end tag too many', '<r/></r>', 'E_MALFORMED'],
  ['blanks in an end tag', '<r></r >', ['<r', '>r ']],
  ['text before the root', 'x<r/>', 'E_MALFORMED'],
  ['text after the root', '<r/>x', 'E_MALFORMED'],
  ['CDATA after the root', '<r/><![CDATA[x]]>', 'E_MALFORMED'],
  ['a second root', '<r/><r/>', 'E_MALFORMED'],
  ['an unknown entity', '<r a="&nbsp;"/>', 'E_MALFORMED'],
  ['a bare &', '<r a="a & b"/>', 'E_MALFORMED'],
  ['an entity named like a method', '<r a="&toString;"/>', 'E_MALFORMED'],
  ['a tag without a name', '<r>< x/></r>', 'E_MALFORMED'],
  ['nothing', '', 'E_EMPTY'],
  ['blanks', ' \n', 'E_EMPTY'],
  ['a declaration only', '<?xml version="1.0"?>', 'E_EMPTY'],
  ['an open comment', '<!-- x', 'E_TRUNCATED'],
  ['an open root', '<r>', 'E_TRUNCATED'],
  ['an open tag', '<r><x a="', 'E_TRUNCATED'],
  ['an open CDATA section', '<r><![CDATA[x', 'E_TRUNCATED'],
  ['elements that are too deep', '<r>'.repeat(10_000), 'E_TOO_DEEP'],
  [
    'elements that are just not too deep',
    `${'<r>'.repeat(MAX_DEPTH - 1)}<x/>${'</r>'.repeat(MAX_DEPTH - 1)}`,
    'deep' as FailureCode,
  ],
  ['a byte order mark', `\uFEFF<?xml version="1.0" encoding="UTF-8"?>${SIMPLE}`, SIMPLE_EVENTS],
  ['UTF-16 LE', utf16(`<?xml version="1.0" encoding="utf-16"?>\r\n${SIMPLE}`, true), SIMPLE_EVENTS],
  ['UTF-16 BE', utf16(`<?xml version="1.0" encoding="UTF-16"?>${SIMPLE}`, false), SIMPLE_EVENTS],
  ['UTF-16 LE without mark', utf16(SIMPLE, true, false), SIMPLE_EVENTS],
  ['UTF-16 BE without mark', utf16(SIMPLE, false, false), SIMPLE_EVENTS],
  ['UTF-16 that is cut', utf16(SIMPLE, true).subarray(0, -1), 'E_TRUNCATED'],
  ['UTF-16 that was made UTF-8', `<?xml version="1.0" encoding="utf-16"?>${SIMPLE}`, SIMPLE_EVENTS],
  [
    'ISO-8859-1',
    Uint8Array.from('<?xml version="1.0" encoding="ISO-8859-1"?><r a="é">ü</r>', (char) => char.charCodeAt(0)),
    ['<r é', '>r ü'],
  ],
  ['an encoding that nobody knows', '<?xml version="1.0" encoding="EBCDIC-X"?><r/>', 'E_MALFORMED'],
];

describe.each([1, 2, 3, 7, 65_536])('in chunks of %i bytes', (chunkSize) => {
  test.each(DOCUMENTS)('%s', async (_name, content, expected) => {
    const found = await events(memorySource('x.xml', content, chunkSize));
    if (expected === ('deep' as FailureCode)) expect(found).toHaveLength(2 * MAX_DEPTH);
    else expect(found).toEqual(expected);
  });
});

/** A source that makes up its bytes, and counts how many chunks were asked for. */
function generated(start: string, chunk: string, chunks: number): ByteSource & { asked: number } {
  const source = {
    path: 'x.xml',
    size: chunk.length * chunks,
    asked: 0,
    head: async () => bytes(start),
    async *chunks() {
      yield bytes(start);
      const filler = bytes(chunk);
      for (let index = 0; index < chunks; index++) {
        source.asked++;
        yield filler;
      }
    },
  };
  return source;
}

test.each([
  ['a value', '<r a="'],
  ['a name', '<r'],
  ['a DOCTYPE', '<!DOCTYPE r "'],
  ['an end tag', '<r></r'],
  ['a text that is read', '<r>'],
  ['a CDATA section that is read', '<r><![CDATA['],
])('2 GB of %s stop early', async (_name, start) => {
  const source = generated(start, 'x'.repeat(65_536), 32_768);
  expect(await events(source)).toBe('E_TOO_LARGE');
  expect(source.asked).toBeLessThan(20);
});

test('a long comment is skipped without being kept', async () => {
  expect(await events(generated('<!--', '-'.repeat(65_536), 200))).toBe('E_TRUNCATED');
});

test('chunks may be overwritten once the next one is asked for', async () => {
  const text = bytes('<r><x a="1"/><y>tä</y></r>');
  const shared = Buffer.alloc(4);
  const source = {
    ...memorySource('x.xml', text),
    async *chunks() {
      for (let from = 0; from < text.length; from += 4) {
        const part = text.subarray(from, from + 4);
        shared.set(part);
        yield shared.subarray(0, part.length);
        shared.fill(0);
      }
    },
  };
  expect(await events(source)).toEqual(['<r', '<x 1/', '>x ', '<y', '>y tä', '>r ']);
});

test('numbers and tokens of a tag', async () => {
  const builder = new ReportBuilder('x.xml', 'test');
  const found: unknown[] = [];
  const text = '<r n="007" big="1234567890123456789" neg="-1" none="" s="a&amp;b" t="stmt"/>';
  await scanXml(
    memorySource('x.xml', text),
    {
      open(tag) {
        found.push(
          tag.integer('n'),
          tag.integer('big'),
          tag.integer('neg'),
          tag.integer('none'),
          tag.integer('absent'),
        );
        found.push(
          tag.count('n'),
          tag.count('absent', 5),
          tag.hits('big'),
          tag.hits('neg'),
          tag.token('s'),
          tag.token('t'),
          tag.token('none'),
          tag.token('absent'),
        );
        expect(() => tag.count('big')).toThrow(GateError);
        expect(() => tag.count('absent')).toThrow(/without absent/);
      },
    },
    builder.error.bind(builder),
  );
  const { NaN: nan } = Number;
  expect(found).toEqual([7, nan, nan, nan, -1, 7, 5, Number('1234567890123456789'), -1, 'a&b', 'stmt', '', undefined]);
});

test.each([
  ['<a b="1"><c d="2">', { root: 'a', attributes: ' b="1"', doctype: '', child: 'c' }],
  [
    '<?xml?><!-- <x> --><!DOCTYPE a SYSTEM "y>"><!-- --><a><!-- --> <c/>',
    { root: 'a', attributes: '', doctype: ' a SYSTEM "y>"', child: 'c' },
  ],
  ['<a/><b/>', { root: 'a', attributes: '/', doctype: '', child: undefined }],
  ['<a x="cut', { root: 'a', attributes: ' x=', doctype: '', child: undefined }],
  ['<!-- <a>', undefined],
  ['text <a>', undefined],
  ['', undefined],
])('head of %s', (head, expected) => {
  expect(xmlHead(head)).toEqual(expected);
});

test('attributes of a head', () => {
  const head = xmlHead('<a version = "1" xversion="2"/>');
  if (!head) throw new Error('no head');
  expect([
    hasAttribute(head, 'version'),
    hasAttribute(head, 'version', '1'),
    hasAttribute(head, 'version', '2'),
    hasAttribute(head, 'ersion'),
  ]).toEqual([true, true, false, false]);
});

// The oracle: an independent parser, and the counting of lines done once more on its tree.

type Tree = { readonly [key: string]: unknown };
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  isArray: (_name, _path, _isLeaf, isAttribute) => !isAttribute,
  parseAttributeValue: false,
});

function* elements(node: unknown, name: string, until?: string): Generator<Tree> {
  if (Array.isArray(node)) for (const item of node) yield* elements(item, name, until);
  else if (typeof node === 'object' && node !== null) {
    for (const [key, value] of Object.entries(node)) {
      if (key === name) yield* value as Tree[];
      if (key !== until) yield* elements(value, name, until);
    }
  }
}

type Lines = Map<string, Map<number, boolean>>;
function note(lines: Lines, file: string, line: unknown, isCovered: boolean): void {
  const known = lines.get(file) ?? new Map<number, boolean>();
  lines.set(file, known.set(Number(line), isCovered || known.get(Number(line)) === true));
}

const ORACLES: readonly (readonly [CoverageFormat, (tree: unknown, lines: Lines) => void])[] = [
  [
    cobertura,
    (tree, lines) => {
      for (const item of elements(tree, 'class')) {
        const own = [...elements(item, 'line', 'methods')];
        for (const line of own.length > 0 ? own : elements(item, 'line'))
          note(lines, String(item['@filename']), line['@number'], Number(line['@hits']) > 0);
      }
    },
  ],
  [
    jacoco,
    (tree, lines) => {
      for (const pack of elements(tree, 'package')) {
        for (const file of elements(pack, 'sourcefile')) {
          const path = pack['@name'] === '' ? String(file['@name']) : `${pack['@name']}/${file['@name']}`;
          for (const line of elements(file, 'line')) note(lines, path, line['@nr'], Number(line['@ci']) > 0);
        }
      }
    },
  ],
  [
    clover,
    (tree, lines) => {
      for (const file of elements(tree, 'file', 'testproject')) {
        const path = String(
          /^(?:\/|\w:)/.test(String(file['@name'])) ? file['@name'] : (file['@path'] ?? file['@name']),
        );
        for (const line of elements(file, 'line')) {
          if (line['@type'] !== 'method')
            note(
              lines,
              path,
              line['@num'],
              Number(line['@count'] ?? Number(line['@truecount']) + Number(line['@falsecount'])) > 0,
            );
        }
      }
    },
  ],
  [
    sonarqube,
    (tree, lines) => {
      for (const file of elements(tree, 'file')) {
        for (const line of elements(file, 'lineToCover'))
          note(lines, String(file['@path']), line['@lineNumber'], line['@covered'] === 'true');
      }
    },
  ],
];

const FIXTURES = new URL('../fixtures/coverage/', import.meta.url);

describe.each(ORACLES)('%#', (format, count) => {
  const folder = new URL(`${format.id}/`, FIXTURES);
  const cases = existsSync(folder)
    ? readdirSync(folder).filter((name) => existsSync(new URL(`${name}/input.xml`, folder)))
    : [];
  // gcovr's JaCoCo does not say which lines ran.
  const readable = cases.filter((name) => format !== jacoco || !name.startsWith('gcovr'));
  test.each(readable.length > 0 ? readable : ['none'])(
    `${format.id}: the lines of %s are those of another parser`,
    async (name) => {
      if (name === 'none') return;
      const content = readFileSync(new URL(`${name}/input.xml`, folder));
      const expected: Lines = new Map();
      count(parser.parse(content.toString().replace(/^\uFEFF/, '')), expected);
      const found: Lines = new Map();
      for (const [path, model] of (await format.read(memorySource('input.xml', content, 1000))).files) {
        for (const [line, state] of model.lineStates()) note(found, path, line, state !== 'uncovered');
      }
      const sorted = (lines: Lines) =>
        [...lines].map(([path, states]) => [path, [...states].sort(([a], [b]) => a - b)]).sort();
      expect(sorted(found)).toEqual(sorted(expected));
    },
  );
});
