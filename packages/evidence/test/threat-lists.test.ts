import { GateError, type SecurityFinding } from '@maturity-actions/criteria';
import fc from 'fast-check';
import { memorySource } from '../src/byte-source.ts';
import { readEpss, readExploited, withThreats } from '../src/findings/threat-lists.ts';
import { advisory, placed, unitePlaced } from './findings-samples.ts';

const A = 'CVE-2021-44228';
const B = 'CVE-2021-23337';

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return '';
  } catch (error) {
    if (error instanceof GateError) return `${error.failures[0]?.kind} ${error.failures[0]?.code}`;
    throw error;
  }
}

const catalogue = (parts: object, ...ids: readonly unknown[]) =>
  JSON.stringify({ title: 'CISA', ...parts, vulnerabilities: ids.map((cveID) => ({ cveID, vendorProject: 'x' })) });

describe('a list of exploited vulnerabilities', () => {
  const read = async (text: string | Uint8Array) => [...(await readExploited(memorySource('kev', text, 7)))].sort();

  test.each([
    { name: 'the catalogue', text: catalogue({ count: 2 }, A, B), expected: [B, A] },
    { name: 'the catalogue without a count', text: catalogue({}, A), expected: [A] },
    {
      name: 'the catalogue as a table',
      text: `cveID,vendorProject,product\n${A},Apache,Log4j2\n${B},"a, b",c\n`,
      expected: [B, A],
    },
    { name: 'a table with everything quoted', text: `"cveID","vendorProject"\r\n"${A}","Apache"\r\n`, expected: [A] },
    { name: 'one id a line', text: `${A}\n${B}\n`, expected: [B, A] },
    { name: 'ids in small letters', text: `${A.toLowerCase()}\n`, expected: [A] },
    { name: 'blanks, comments and empty lines', text: `# ours\n\n  ${A}  \n\n#${B}\n`, expected: [A] },
    { name: 'an id that comes twice', text: `${A}\n${A}`, expected: [A] },
    { name: 'a byte order mark', text: `\ufeffcveID\n${A}`, expected: [A] },
    { name: 'ids with long numbers', text: 'CVE-2024-1234567\n', expected: ['CVE-2024-1234567'] },
  ])('reads $name', async ({ text, expected }) => {
    expect(await read(text)).toEqual(expected);
  });

  test.each([
    { name: 'nothing', text: '', code: 'E_EMPTY' },
    { name: 'blank lines', text: '\n \n', code: 'E_EMPTY' },
    { name: 'a table without rows', text: 'cveID,vendorProject\n', code: 'E_EMPTY' },
    { name: 'a catalogue of nothing', text: catalogue({}), code: 'E_EMPTY' },
    { name: 'a catalogue of fewer than it counts', text: catalogue({ count: 3 }, A, B), code: 'E_CONTRADICTION' },
    { name: 'a catalogue with a count that is none', text: catalogue({ count: '2' }, A, B), code: 'E_BAD_COUNT' },
    { name: 'a catalogue that is cut', text: catalogue({}, A, B).slice(0, -5), code: 'E_TRUNCATED' },
    { name: 'a catalogue without a list', text: '{"count": 0}', code: 'E_MALFORMED' },
    { name: 'a catalogue whose list is none', text: '{"vulnerabilities": {}}', code: 'E_MALFORMED' },
    { name: 'an entry without an id', text: catalogue({}, A, undefined), code: 'E_MALFORMED' },
    { name: 'an entry with another id', text: catalogue({}, A, 'GHSA-1'), code: 'E_MALFORMED' },
    { name: 'an entry that is none', text: `{"vulnerabilities": ["${A}"]}`, code: 'E_MALFORMED' },
    { name: 'a list of JSON', text: `["${A}"]`, code: 'E_MALFORMED' },
    { name: 'null', text: 'null', code: 'E_MALFORMED' },
    { name: 'a page of HTML', text: '<!DOCTYPE html><html></html>', code: 'E_MALFORMED' },
    { name: 'a page of HTML behind a line', text: `\n<html>${A}</html>`, code: 'E_MALFORMED' },
    { name: 'a table with the id in another column', text: `vendor,cveID\nApache,${A}\n`, code: 'E_MALFORMED' },
    { name: 'a table with semicolons', text: `cveID;vendor\n${A};Apache\n`, code: 'E_MALFORMED' },
    { name: 'a first line that is an id and more', text: `${A} # log4j\n${B}\n`, code: 'E_MALFORMED' },
    { name: 'a first line with semicolons', text: `${A};Apache\n${B}\n`, code: 'E_MALFORMED' },
    { name: 'a row without an id', text: `${A}\n,Apache\n`, code: 'E_MALFORMED' },
    { name: 'a row with an id behind nothing', text: `${A}\n,${B}\n`, code: 'E_MALFORMED' },
    { name: 'an id that is cut', text: `${A}\nCVE-2021-\n`, code: 'E_MALFORMED' },
    { name: 'an id with a short number', text: `${A}\nCVE-2021-1\n`, code: 'E_MALFORMED' },
    { name: 'names that objects inherit', text: '__proto__\n', code: 'E_MALFORMED' },
  ])('refuses $name', async ({ text, code }) => {
    expect(await codeOf(read(text))).toBe(`evidence ${code}`);
  });

  test('cut anywhere, it is refused or has every id of its whole lines', async () => {
    const text = catalogue({ count: 2 }, A, B);
    for (let length = 0; length < text.length; length++) expect(await codeOf(read(text.slice(0, length)))).not.toBe('');
    const lines = `cveID\n${A}\n${B}\n`;
    for (let length = 0; length < lines.length; length++) {
      const whole: readonly string[] = lines.slice(0, length).match(/^CVE-\d+-\d+$/gm) ?? [];
      const found = await read(lines.slice(0, length)).catch(() => whole);
      expect(whole.every((id) => found.includes(id))).toBe(true);
    }
  });
});

describe('EPSS scores', () => {
  const read = async (text: string, ...wanted: readonly string[]) =>
    Object.fromEntries(await readEpss(memorySource('epss', text, 7), new Set(wanted)));
  const table = (...rows: readonly string[]) => ['#model_version:v2026', 'cve,epss,percentile', ...rows].join('\n');
  const page = (parts: object, ...data: readonly object[]) => JSON.stringify({ status: 'OK', ...parts, data });

  test.each([
    { name: 'the table', text: table(`${A},0.97565,0.99`, `${B},0.1,0.5`), expected: { [A]: 0.97565 } },
    { name: 'the table with CRLF', text: `cve,epss,percentile\r\n${A},0.5,0.9\r\n`, expected: { [A]: 0.5 } },
    { name: 'scores at both ends', text: table(`${A},0,0`, `${B},1.0,1.0`), expected: { [A]: 0 } },
    { name: 'a score as an exponent', text: table(`${A},1e-05,0`), expected: { [A]: 0.00001 } },
    { name: 'the worst of two days', text: table(`${A},0.9,0`, `${A},0.1,0`), expected: { [A]: 0.9 } },
    { name: 'an id in small letters', text: table(`${A.toLowerCase()},0.9,0`), expected: { [A]: 0.9 } },
    {
      name: 'the answer of the API',
      text: page({ total: 1 }, { cve: A, epss: '0.5', percentile: '0.9' }),
      expected: { [A]: 0.5 },
    },
    { name: 'an answer with numbers', text: page({}, { cve: A, epss: 0.5 }), expected: { [A]: 0.5 } },
    { name: 'nothing that is wanted', text: table(`${B},0.5,0`), expected: {} },
  ])('reads $name', async ({ text, expected }) => {
    expect(await read(text, A)).toEqual(expected);
  });

  test.each([
    { name: 'nothing', text: '', code: 'E_EMPTY' },
    { name: 'only a head', text: table(), code: 'E_EMPTY' },
    { name: 'an answer of nothing', text: page({ total: 0 }), code: 'E_EMPTY' },
    { name: 'one page of many', text: page({ total: 250_000 }, { cve: A, epss: '0.5' }), code: 'E_CONTRADICTION' },
    { name: 'an answer without data', text: '{"status": "OK"}', code: 'E_MALFORMED' },
    { name: 'an answer that is cut', text: page({}, { cve: A, epss: '0.5' }).slice(0, -3), code: 'E_TRUNCATED' },
    { name: 'an entry without a CVE', text: page({}, { epss: '0.5' }), code: 'E_MALFORMED' },
    { name: 'an entry that is null', text: '{"data": [null]}', code: 'E_MALFORMED' },
    { name: 'a page of HTML', text: '<html></html>', code: 'E_MALFORMED' },
    { name: 'a score in percent', text: table(`${A},97.5,0`), code: 'E_MALFORMED' },
    { name: 'a negative score', text: table(`${A},-0.1,0`), code: 'E_MALFORMED' },
    { name: 'no score', text: table(`${A},,0`), code: 'E_MALFORMED' },
    { name: 'no column for it', text: table(A), code: 'E_MALFORMED' },
    { name: 'a score that is a word', text: table(`${A},high,0`), code: 'E_MALFORMED' },
    { name: 'a score with a comma', text: table(`${A},0,5`).replace('0,5', '"0,5"'), code: 'E_MALFORMED' },
    { name: 'a score that is null', text: page({}, { cve: A, epss: null }), code: 'E_MALFORMED' },
    { name: 'a bad score of a CVE that nobody wants', text: table(`${A},0.5,0`, `${B},x,0`), code: 'E_MALFORMED' },
    { name: 'a row without a CVE', text: table(',0.5,0'), code: 'E_MALFORMED' },
    { name: 'other columns', text: 'epss,cve\n0.5,x', code: 'E_MALFORMED' },
  ])('refuses $name', async ({ text, code }) => {
    expect(await codeOf(read(text, A))).toBe(`evidence ${code}`);
  });

  test('keeps only what is wanted', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => `CVE-2020-${10_000 + index},0.5,0`);
    expect(await read(table(...rows), 'CVE-2020-10001')).toEqual({ 'CVE-2020-10001': 0.5 });
  });
});

describe('what the lists say of findings', () => {
  const [one] = unitePlaced([placed(advisory({ rule: B, ids: [B, 'GHSA-x'] }))]) as [SecurityFinding];
  const withBoth = (exploited: readonly string[], scores: Readonly<Record<string, number>>, finding = one) =>
    withThreats([finding], new Set(exploited), new Map(Object.entries(scores)))[0];

  test.each([
    { name: 'nothing', exploited: [A], scores: { [A]: 1 }, expected: {} },
    { name: 'it is exploited', exploited: [B], scores: {}, expected: { isExploited: true } },
    { name: 'it has a score', exploited: [], scores: { [B]: 0.4 }, expected: { epss: 0.4 } },
    { name: 'it has a score of nothing', exploited: [], scores: { [B]: 0 }, expected: { epss: 0 } },
  ])('$name', ({ exploited, scores, expected }) => {
    expect(withBoth(exploited, scores)).toEqual({ ...one, ...expected });
  });

  test('what a scanner says stays where it is worse', () => {
    const known = { ...one, isExploited: true, epss: 0.8 };
    expect(withBoth([], { [B]: 0.4 }, known)).toEqual(known);
    expect(withBoth([], { [B]: 0.9 }, known)).toEqual({ ...known, epss: 0.9 });
  });

  test('any of its ids counts, in any letters', () => {
    const both = { ...one, ids: [B.toLowerCase(), A] };
    expect(withBoth([A], { [B]: 0.1, [A]: 0.7 }, both)).toMatchObject({ isExploited: true, epss: 0.7 });
    expect(withBoth([B], {}, both)).toMatchObject({ isExploited: true });
  });

  test('without lists nothing changes', () => {
    expect(withThreats([one], undefined, undefined)).toEqual([one]);
  });

  test('a longer list is never better', () => {
    const ids = fc.uniqueArray(fc.constantFrom(A, B, 'CVE-2020-0001'));
    fc.assert(
      fc.property(ids, ids, (some, more) => {
        const before = withBoth(some, {})?.isExploited === true;
        expect(before && withBoth([...some, ...more], {})?.isExploited !== true).toBe(false);
      }),
    );
  });
});
