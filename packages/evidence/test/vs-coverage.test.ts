import { vsCoverage } from '../src/coverage/vs-coverage.ts';
import { outcome, unnoticedCuts } from './coverage-reading.ts';

const SOURCES =
  '<source_files><source_file id="0" path="C:\\a.cs"/><source_file id="1" path="C:\\b.cs"/></source_files>';
const results = (functions: string, sources = SOURCES): string =>
  `<results><modules><module name="m.dll"><functions>${functions}</functions>${sources}</module></modules></results>`;
const functionOf = (ranges: string, name = 'F()'): string =>
  `<function id="1" name="${name}" type_name="T"><ranges>${ranges}</ranges></function>`;
const range = (line: number, covered: string, source = 0, end = line): string =>
  `<range source_id="${source}" covered="${covered}" start_line="${line}" start_column="9" end_line="${end}" end_column="20"/>`;
const lines = (line: number, coverage: number, source = 1): string =>
  `<Lines><LnStart>${line}</LnStart><ColStart>0</ColStart><LnEnd>${line}</LnEnd><ColEnd>9</ColEnd><Coverage>${coverage}</Coverage><SourceFileID>${source}</SourceFileID><LineID>0</LineID></Lines>`;
const OLD_SOURCES =
  '<SourceFileNames><SourceFileID>1</SourceFileID><SourceFileName>C:\\a.cs</SourceFileName></SourceFileNames>';
const old = (inside: string, sources = OLD_SOURCES): string => `<CoverageDSPriv>${inside}${sources}</CoverageDSPriv>`;

test.each([
  [
    'ranges and functions',
    results(functionOf(range(3, 'yes') + range(4, 'no')) + functionOf(range(8, 'no'), 'G()')),
    { 'C:\\a.cs': '1/3 f1/2 s1/3' },
  ],
  [
    'a partial range is a line that ran, and no statement that did',
    results(functionOf(range(3, 'partial'))),
    { 'C:\\a.cs': '1/1 f1/1 s0/1' },
  ],
  ['a range over several lines', results(functionOf(range(3, 'yes', 0, 5))), { 'C:\\a.cs': '3/3 f1/1 s1/1' }],
  [
    'two files by turns',
    results(functionOf(range(3, 'yes', 0) + range(1, 'no', 1) + range(4, 'no', 0))),
    { 'C:\\a.cs': '1/2 f1/1 s1/2', 'C:\\b.cs': '0/1 s0/1' },
  ],
  [
    'two modules with ids of their own',
    results(functionOf(range(3, 'yes'))).replace(
      '</modules></results>',
      '<module><functions><function name="G"><ranges>' +
        range(3, 'no') +
        '</ranges></function></functions><source_files><source_file id="0" path="D:\\c.cs"/></source_files></module></modules></results>',
    ),
    { 'C:\\a.cs': '1/1 f1/1 s1/1', 'D:\\c.cs': '0/1 f0/1 s0/1' },
  ],
  ['skipped functions', results('<skipped_function name="x" reason="no_symbols"/>'), {}],
  ['a source without name', results(functionOf(range(3, 'yes', 5))), 'E_MALFORMED'],
  ['a word that is none of the three', results(functionOf(range(3, 'maybe'))), 'E_MALFORMED'],
  ['a word of the language', results(functionOf(range(3, 'constructor'))), 'E_MALFORMED'],
  [
    'a number beyond measure',
    results(functionOf('<range source_id="99999999999" covered="no" start_line="1"/>')),
    'E_BAD_COUNT',
  ],
  ['older: lines outside of methods', old(lines(3, 0) + lines(4, 1) + lines(5, 2)), { 'C:\\a.cs': '2/3 s1/3' }],
  [
    'older: lines of methods',
    old(
      `<Module><NamespaceTable><Class><ClassName>C</ClassName><Method><MethodName>F</MethodName><MethodKeyName>k</MethodKeyName>${lines(3, 0)}</Method><Method><MethodName>G</MethodName>${lines(8, 2)}</Method></Class></NamespaceTable></Module>`,
    ),
    { 'C:\\a.cs': '1/2 f1/2 s1/2' },
  ],
  ['older: another number', old(lines(3, 3)), 'E_MALFORMED'],
  ['older: a source without name', old(lines(3, 0, 2)), 'E_MALFORMED'],
  ['older: a field that is missing', old('<Lines><LnStart>1</LnStart><Coverage>0</Coverage></Lines>'), 'E_MALFORMED'],
  ['older: nothing', old('', ''), {}],
])('%s', async (_name, document, expected) => {
  expect(await outcome(vsCoverage, document)).toEqual(expected);
});

test('many ranges', async () => {
  const many = Array.from({ length: 2000 }, (_, index) => range(index + 1, index % 2 ? 'yes' : 'no', index % 2)).join(
    '',
  );
  expect(await outcome(vsCoverage, results(functionOf(many)))).toEqual({
    'C:\\a.cs': '0/1000 f1/1 s0/1000',
    'C:\\b.cs': '1000/1000 s1000/1000',
  });
});

test.each([
  ['results', results(functionOf(range(3, 'yes') + range(4, 'no')))],
  ['CoverageDSPriv', old(lines(3, 0) + lines(5, 2))],
])('a cut of %s is never greener', async (_name, document) => {
  expect(await unnoticedCuts(vsCoverage, document)).toEqual([]);
});
