import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FailureCode } from '@maturity-actions/criteria';
import { type ByteSource, memorySource } from '../src/index.ts';
import { codesOfReading, floorsJustMissed, gathered, judged } from './judging.ts';

const LCOV = 'SF:src/pay.js\nDA:1,1\nDA:2,0\nLF:2\nLH:1\nend_of_record\n';
const line = (hits: string, number = '1'): string =>
  `<coverage version="1"><packages><package name="p"><classes><class name="c" filename="src/pay.js"><lines><line number="${number}" hits="${hits}"/></lines></class></classes></package></packages></coverage>`;
const rates = (rate: string): string => line('1').replace('version="1"', `line-rate="${rate}" version="1"`);
const BOMB = `<?xml version="1.0"?><!DOCTYPE coverage [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${line('1')}`;
const go = (hits: string): string => `mode: set\nexample.com/a.go:1.1,2.2 1 ${hits}\n`;
const istanbul = (hits: string): string =>
  `{"/a.js":{"path":"/a.js","statementMap":{"0":{"start":{"line":1,"column":0},"end":{"line":1,"column":9}}},"fnMap":{},"branchMap":{},"s":{"0":${hits}},"f":{},"b":{}}}`;

/** Reports that must never be green, with the code that a user meets first. */
const BAD: readonly { name: string; content: string; code: FailureCode }[] = [
  { name: 'an empty file', content: '', code: 'E_EMPTY' },
  { name: 'blanks', content: ' \n\t\r\n ', code: 'E_EMPTY' },
  { name: 'a byte order mark alone', content: '\uFEFF', code: 'E_EMPTY' },
  { name: 'garbage', content: '\0\u0001\u0002 not a report', code: 'E_UNKNOWN_FORMAT' },
  { name: 'an error page', content: '<!DOCTYPE html><html><body>404</body></html>', code: 'E_UNKNOWN_FORMAT' },
  { name: 'JSON of something else', content: '{"name":"parcels","version":"1.0.0"}', code: 'E_UNKNOWN_FORMAT' },
  { name: 'test results', content: '<testsuites><testsuite name="a"/></testsuites>', code: 'E_UNKNOWN_FORMAT' },
  { name: 'an empty list', content: '[]', code: 'E_UNKNOWN_FORMAT' },
  { name: 'LCOV without its last end_of_record', content: LCOV.replace('end_of_record\n', ''), code: 'E_TRUNCATED' },
  { name: 'LCOV cut in a second record', content: `${LCOV}SF:src/b.js\nDA:1,1\n`, code: 'E_TRUNCATED' },
  { name: 'XML that is not closed', content: line('1').replace('</coverage>', ''), code: 'E_TRUNCATED' },
  { name: 'XML cut in a tag', content: line('1').slice(0, -150), code: 'E_TRUNCATED' },
  { name: 'JSON cut in the middle', content: istanbul('1').slice(0, -3), code: 'E_TRUNCATED' },
  { name: 'JSON cut behind a comma', content: `${istanbul('1').slice(0, -1)},`, code: 'E_TRUNCATED' },
  {
    name: 'JSON cut in a name',
    content: istanbul('1').slice(0, istanbul('1').indexOf('fnMap') + 3),
    code: 'E_TRUNCATED',
  },
  {
    name: 'JSON cut behind a number',
    content: istanbul('1').slice(0, istanbul('1').indexOf('"column":0') + 10),
    code: 'E_TRUNCATED',
  },
  { name: 'JSON with text behind its end', content: `${istanbul('1')}]`, code: 'E_MALFORMED' },
  { name: 'a profile cut in a line', content: go('1').slice(0, -4), code: 'E_TRUNCATED' },
  { name: 'a profile cut behind a number', content: go('10').slice(0, -2), code: 'E_TRUNCATED' },
  { name: 'XML with text behind its end', content: `${line('1')}<coverage/>`, code: 'E_MALFORMED' },
  {
    name: 'XML with crossed tags',
    content: line('1').replace('</lines></class>', '</class></lines>'),
    code: 'E_MALFORMED',
  },
  { name: 'a DOCTYPE bomb', content: BOMB, code: 'E_DOCTYPE' },
  {
    name: 'XML nested 10,000 deep',
    content: `<coverage version="1">${'<packages>'.repeat(10_000)}`,
    code: 'E_TOO_DEEP',
  },
  {
    name: 'closed XML nested 10,000 deep',
    content: `<coverage version="1">${'<packages>'.repeat(10_000)}${'</packages>'.repeat(10_000)}</coverage>`,
    code: 'E_TOO_DEEP',
  },
  { name: 'negative hits in XML', content: line('-1'), code: 'E_NEGATIVE_HITS' },
  {
    name: 'negative hits in LCOV',
    content: LCOV.replace('DA:1,1', 'DA:1,-1').replace('LH:1', 'LH:0'),
    code: 'E_NEGATIVE_HITS',
  },
  { name: 'hits that are a word', content: line('many'), code: 'E_BAD_COUNT' },
  { name: 'hits that are missing', content: line('1').replace(' hits="1"', ''), code: 'E_MALFORMED' },
  { name: 'hits that are NaN', content: line('NaN'), code: 'E_BAD_COUNT' },
  { name: 'hits in hexadecimal', content: line('0x10'), code: 'E_BAD_COUNT' },
  { name: 'hits with a digit for a letter', content: LCOV.replace('DA:1,1', 'DA:1,l'), code: 'E_BAD_COUNT' },
  { name: 'hits in JSON that are a text', content: istanbul('"1"'), code: 'E_BAD_COUNT' },
  { name: 'hits in JSON that are null', content: istanbul('null'), code: 'E_BAD_COUNT' },
  { name: 'hits of a profile that are a word', content: go('x'), code: 'E_BAD_COUNT' },
  { name: 'a huge line number', content: line('1', '99999999999'), code: 'E_BAD_COUNT' },
  { name: 'a negative line number', content: line('1', '-5'), code: 'E_BAD_COUNT' },
];

describe('a bad report has its code, and no floor is met by it', () => {
  test.each(BAD)('$name: $code', async ({ content, code }) => {
    const source = memorySource('report', content);
    expect((await codesOfReading(source))[0]).toBe(code);
    // A floor of 1 per mille is met by any report with a covered line.
    const report = judged(await gathered(source), { line: '0.1' });
    expect(report).toMatchObject({ passed: false, verdicts: expect.not.arrayContaining([met('line')]) });
    expect(JSON.stringify(report)).toContain(code === 'E_NEGATIVE_HITS' ? 'unmet' : code);
  });

  test.each([
    { name: 'no report', contents: [], code: 'E_NO_REPORT' },
    { name: 'no coverable line', contents: ['SF:src/a.js\nend_of_record\n'], code: 'E_NO_LINES' },
    { name: 'a rate that is NaN', contents: [rates('NaN')], code: 'E_TOTALS_MISMATCH' },
    { name: 'a rate that lies', contents: [rates('0.5')], code: 'E_TOTALS_MISMATCH' },
    { name: 'a stated total that lies', contents: [LCOV.replace('LH:1', 'LH:2')], code: 'E_TOTALS_MISMATCH' },
    {
      name: 'a path outside of the repository',
      contents: [LCOV.replace('src/', '../../../')],
      code: 'E_OUTSIDE_REPOSITORY',
    },
    { name: 'one bad report among good ones', contents: [LCOV, LCOV, ''], code: 'E_EMPTY' },
  ])('$name: $code', async ({ contents, code }) => {
    const sources = contents.map((content, index) => memorySource(`report-${index}`, content));
    const report = judged(await gathered(...sources), { line: '0.1' });
    expect(report.passed).toBe(false);
    expect(JSON.stringify(report)).toContain(code);
  });

  test('JSON nested 10,000 deep', async () => {
    const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
    for (const content of [deep, istanbul(deep), `{"/a.js":${deep}}`, `{"/a.js":${'['.repeat(10_000)}`]) {
      const report = judged(await gathered(memorySource('report.json', content)), { line: '0.1' });
      expect(report).toMatchObject({ passed: false, outcome: 'unknown' });
    }
  });

  test.each([
    { name: 'hits beyond any integer count as covered', content: line('99999999999999999999'), outcome: 'met' },
    { name: 'hits in the notation of floats count as covered', content: line('1e3'), outcome: 'met' },
  ])('$name', async ({ content, outcome }) => {
    const report = judged(await gathered(memorySource('report.xml', content)), { line: '100' });
    expect(report.outcome).toBe(outcome);
  });
});

const met = (criterion: string) => expect.objectContaining({ criterion, outcome: 'met' });

const TWO_GIGABYTES = 2 ** 31;
/** What a reader may ask for before it says that a line is too long. */
const MOST_PULLED = 64 * 1_048_576;

describe('one line of 2 GB is refused early', () => {
  test.each([
    { name: 'LCOV', head: 'TN:\nSF:' },
    { name: 'LCOV data', head: 'SF:a.js\nDA:1,' },
    { name: 'Cobertura attribute', head: '<?xml version="1.0"?>\n<coverage version="1"><packages><package name="' },
    { name: 'Cobertura tag name', head: '<?xml version="1.0"?>\n<coverage version="1"><' },
    { name: 'JaCoCo attribute', head: '<?xml version="1.0"?><report name="a"><package name="' },
    { name: 'Go profile', head: 'mode: set\n' },
    { name: 'Istanbul', head: '{"/a.js":{"path":"/a.js","statementMap":{"' },
    { name: 'gcov', head: '        -:    0:Source:a.c\n        1:    1:' },
  ])('$name', async ({ head }) => {
    const { source, pulled } = hugeLine(head);
    const evidence = await gathered(source);
    expect(evidence.failures.map(({ code }) => code)).toEqual(['E_TOO_LARGE']);
    expect(pulled()).toBeLessThan(MOST_PULLED);
    expect(judged(evidence, { line: '0' }).passed).toBe(false);
  });
});

/** A report whose last line goes on for 2 GB, made while it is read. */
function hugeLine(head: string): { source: ByteSource; pulled: () => number } {
  const start = new TextEncoder().encode(head);
  const more = new Uint8Array(65_536).fill(0x31);
  let pulled = 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield start;
    for (; pulled < TWO_GIGABYTES; pulled += more.length) yield more;
  }
  const source = { path: 'huge', size: TWO_GIGABYTES, head: async () => start, chunks };
  return { source, pulled: () => pulled };
}

const FIXTURES = fileURLToPath(new URL('../fixtures/coverage', import.meta.url));
const CUTS = 200;
const LAST_BYTES = 50;

/**
 * Formats without an end mark: a cut that leaves a whole report of fewer lines cannot be told from it.
 * Only those cuts are left out, and each is checked to be one.
 */
const WITHOUT_END_MARK: Readonly<Record<string, { reason: string; isWhole: (text: string) => boolean }>> = {
  'go-cover': { reason: 'a list of blocks, one a line', isWhole: (text) => text.endsWith('\n') },
  gcov: { reason: 'annotated source, one line each', isWhole: (text) => text.endsWith('\n') },
  lcov: {
    reason: 'a list of records, each of which may begin with the name of a test',
    isWhole: (text) => /(?:^|\n)end_of_record(?:\n(?:TN:[^\n]*\n?)?)?$/.test(text),
  },
};

describe('cutting a report at any byte never makes the verdict greener', () => {
  const cases = readdirSync(FIXTURES).flatMap((format) =>
    readdirSync(join(FIXTURES, format)).map((name) => ({ format, name, folder: join(FIXTURES, format, name) })),
  );
  test.each(cases)('$format/$name', async ({ format, folder }) => {
    const file = readdirSync(folder).find((name) => name.startsWith('input.')) as string;
    const bytes = readFileSync(join(folder, file));
    const whole = await gathered(memorySource(file, bytes));
    const floors = floorsJustMissed(whole);
    const greener: number[] = [];
    for (const length of cutsOf(bytes.length)) {
      const cut = bytes.subarray(0, length);
      if (WITHOUT_END_MARK[format]?.isWhole(cut.toString('utf8'))) continue;
      const { passed, verdicts } = judged(await gathered(memorySource(file, cut)), floors);
      if (passed || verdicts.some(({ criterion, outcome }) => criterion in floors && outcome === 'met'))
        greener.push(length);
    }
    // A report that can be read and has nothing uncovered would prove nothing here.
    expect(whole.failures.length > 0 || Object.keys(floors).length > 0).toBe(true);
    expect(judged(whole, floors).passed).toBe(false);
    expect(greener).toEqual([]);
  });
});

/** Lengths to cut at: pseudo-random ones, the same in every run, and all near the end. */
function cutsOf(size: number): Set<number> {
  const lengths = new Set<number>();
  let state = size;
  for (let count = 0; count < CUTS; count++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    lengths.add(state % size);
  }
  for (let back = 1; back <= LAST_BYTES && back <= size; back++) lengths.add(size - back);
  return lengths;
}
