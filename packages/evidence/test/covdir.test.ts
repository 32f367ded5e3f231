import { covdir } from '../src/coverage/covdir.ts';
import { read, testReader, uncoveredLines } from './reader-table.ts';

const leaf = (name: string, coverage: unknown) => ({
  coverage,
  coveragePercent: 50,
  linesCovered: 1,
  linesMissed: 1,
  linesTotal: 2,
  name,
});
const folder = (name: string, children: Record<string, unknown>) => ({
  children,
  coveragePercent: 50,
  linesCovered: 1,
  linesMissed: 1,
  linesTotal: 2,
  name,
});
const document = folder('', {
  src: folder('src', { 'pay.rs': leaf('pay.rs', [-1, 3, 0]) }),
});
const deep = (depth: number): unknown => (depth === 0 ? leaf('a', [1]) : folder('d', { d: deep(depth - 1) }));

testReader(covdir, {
  reads: [
    { name: 'a tree', document, expected: { 'src/pay.rs': 'lines 1/2' } },
    {
      name: 'the name first',
      document: {
        name: '',
        linesTotal: 2,
        linesCovered: 1,
        coveragePercent: 50,
        children: document.children,
      },
      expected: { 'src/pay.rs': 'lines 1/2' },
    },
    {
      name: 'a root with a name',
      document: { ...document, name: '/w' },
      expected: { '/w/src/pay.rs': 'lines 1/2' },
    },
    {
      name: 'a root that is /',
      document: { ...document, name: '/' },
      expected: { '/src/pay.rs': 'lines 1/2' },
    },
    { name: 'no file', document: folder('', {}), expected: {} },
    {
      name: 'folders within the limit',
      document: deep(256),
      expected: { [`${'d/'.repeat(256)}a`]: 'lines 1/1' },
    },
    {
      name: 'the name __proto__',
      document: JSON.stringify(folder('', { x1x: leaf('x1x', [1, 0]) })).replaceAll('x1x', '__proto__'),
      expected: Object.fromEntries([['__proto__', 'lines 1/2']]),
    },
  ],
  refuses: [
    { name: 'a list', document: [], code: 'E_MALFORMED' },
    {
      name: 'neither children nor coverage',
      document: folder('', { a: { name: 'a' } }),
      code: 'E_MALFORMED',
    },
    {
      name: 'a child that is no object',
      document: folder('', { a: 1 }),
      code: 'E_MALFORMED',
    },
    {
      name: 'hits as text',
      document: folder('', { a: leaf('a', ['1']) }),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'null hits',
      document: folder('', { a: leaf('a', [null]) }),
      code: 'E_BAD_COUNT',
    },
    {
      name: 'folders beyond the limit',
      document: deep(257),
      code: 'E_TOO_DEEP',
    },
    {
      name: 'nesting without end',
      document: `${'{"children":{"d":'.repeat(100_000)}{}${'}}'.repeat(100_000)}`,
      code: 'E_TOO_DEEP',
    },
  ],
});

test('stated totals, uncovered lines, and hits below -1', async () => {
  const report = await read(covdir, document);
  expect(report.stated).toEqual({ line: { covered: 1, total: 2 } });
  expect(uncoveredLines(report, 'src/pay.rs')).toEqual([3]);
  const negative = await read(covdir, folder('', { a: leaf('a', [-2]) }));
  expect(negative.remarks.map(({ code }) => code)).toEqual(['E_NEGATIVE_HITS']);
});
