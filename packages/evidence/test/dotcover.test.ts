import { dotcover } from '../src/coverage/dotcover.ts';
import { outcome, read, unnoticedCuts } from './coverage-reading.ts';

const root = (inside: string, total = 2): string =>
  `<Root CoveredStatements="1" TotalStatements="${total}" ReportType="DetailedXml" DotCoverVersion="2024.1"><FileIndices><File Index="1" Name="C:\\a.cs"/></FileIndices><Assembly Name="A"><Namespace Name="N"><Type Name="T">${inside}</Type></Namespace></Assembly></Root>`;
const statement = (line: number, covered: string, end = line, file = '1'): string =>
  `<Statement FileIndex="${file}" Line="${line}" Column="9" EndLine="${end}" EndColumn="20" Covered="${covered}"/>`;
const method = (name: string, inside: string): string =>
  `<Method Name="${name}" CoveredStatements="1" TotalStatements="1">${inside}</Method>`;

test.each([
  [
    'statements and methods',
    method('F', statement(3, 'True') + statement(4, 'False')) + method('G', statement(8, 'False')),
    { 'C:\\a.cs': '1/3 f1/2 s1/3' },
  ],
  ['a statement over several lines', method('F', statement(3, 'True', 5)), { 'C:\\a.cs': '3/3 f1/1 s1/1' }],
  [
    'a lambda inside a method',
    method('F', `${statement(3, 'False')}<AnonymousMethod Name="l">${statement(4, 'True')}</AnonymousMethod>`),
    { 'C:\\a.cs': '1/2 f1/2 s1/2' },
  ],
  ['a file that is not listed', method('F', statement(3, 'True', 3, '7')), 'E_MALFORMED'],
  ['neither True nor False', method('F', statement(3, 'true')), 'E_MALFORMED'],
  ['totals only', method('F', ''), 'E_MALFORMED'],
])('%s', async (_name, inside, expected) => {
  expect(await outcome(dotcover, root(inside))).toEqual(expected);
});

test('says which report type it needs', async () => {
  await expect(read(dotcover, root(''))).rejects.toThrow(/ReportType DetailedXML/);
});

test('an empty report is empty', async () => {
  const report = await read(dotcover, root('', 0));
  expect([report.files.size, report.tool, report.version]).toEqual([0, 'dotCover', '2024.1']);
});

test('a cut is never greener', async () => {
  expect(await unnoticedCuts(dotcover, root(method('F', statement(3, 'True') + statement(4, 'False'))))).toEqual([]);
});
