import { opencover } from '../src/coverage/opencover.ts';
import { outcome, unnoticedCuts } from './coverage-reading.ts';

const FILES = '<Files><File uid="1" fullPath="C:\\a.cs"/><File uid="2" fullPath="C:\\b.cs"/></Files>';
const session = (inside: string): string =>
  `<CoverageSession><Summary numSequencePoints="9"/><Modules>${inside}</Modules></CoverageSession>`;
const moduleOf = (methods: string, attributes = ''): string =>
  `<Module ${attributes}><ModuleName>M</ModuleName>${FILES}<Classes><Class><FullName>N.A</FullName><Methods>${methods}</Methods></Class></Classes></Module>`;
const method = (points: string, branches = '', name = 'F'): string =>
  `<Method visited="true"><MetadataToken>7</MetadataToken><Name>${name}</Name><FileRef uid="1"/><SequencePoints>${points}</SequencePoints><BranchPoints>${branches}</BranchPoints><MethodPoint xsi:type="SequencePoint" vc="9" sl="99"/></Method>`;
const point = (line: number, hits: number, rest = 'fileid="1"', end = line): string =>
  `<SequencePoint vc="${hits}" offset="0" sl="${line}" sc="9" el="${end}" ec="20" ${rest}/>`;
const branch = (line: number, path: number, hits: number, offset = 5): string =>
  `<BranchPoint vc="${hits}" offset="${offset}" path="${path}" sl="${line}" fileid="1"/>`;

test.each([
  [
    'points, branches, methods',
    moduleOf(
      method(point(3, 1) + point(4, 0), branch(3, 0, 1) + branch(3, 1, 0)) +
        method(point(8, 0), '', 'G').replace('visited="true"', 'visited="false"'),
    ),
    { 'C:\\a.cs': '1/3 p1 b1/2 f1/2 s1/3' },
  ],
  ['a point over several lines', moduleOf(method(point(3, 1, 'fileid="1"', 5))), { 'C:\\a.cs': '3/3 b0/0 f1/1 s1/1' }],
  [
    'a line that any point ran',
    moduleOf(method(`${point(3, 0)}<SequencePoint vc="1" sl="3" sc="30" el="3" ec="40" fileid="1"/>`)),
    { 'C:\\a.cs': '1/1 b0/0 f1/1 s1/2' },
  ],
  [
    'a point without file takes that of the method',
    moduleOf(method(point(3, 1, ''))),
    { 'C:\\a.cs': '1/1 b0/0 f1/1 s1/1' },
  ],
  [
    'a method in two files',
    moduleOf(method(point(3, 1) + point(1, 0, 'fileid="2"'))),
    { 'C:\\a.cs': '1/1 b0/0 f1/1 s1/1', 'C:\\b.cs': '0/1 b0/0 s0/1' },
  ],
  [
    'hidden lines are none',
    moduleOf(method(point(16_707_566, 1) + point(3, 0), branch(16_707_566, 0, 1))),
    { 'C:\\a.cs': '0/1 b0/0 f1/1 s0/1' },
  ],
  [
    'the same offset in two methods',
    moduleOf(method(point(3, 1), branch(3, 0, 1)) + method(point(3, 1), branch(3, 0, 0), 'G')),
    { 'C:\\a.cs': '1/1 p1 b1/2 f2/2 s1/1' },
  ],
  [
    'branches without a line of their own',
    moduleOf(method(point(3, 1), '<BranchPoint vc="1" offset="1" path="0"/><BranchPoint vc="0" offset="1" path="1"/>')),
    { 'C:\\a.cs': '1/1 p1 b1/2 f1/1 s1/1' },
  ],
  [
    'skipped modules',
    moduleOf(method(point(3, 1)), 'skippedDueTo="Filter"') + moduleOf(method(point(4, 0))),
    { 'C:\\a.cs': '0/1 b0/0 f1/1 s0/1' },
  ],
  [
    'skipped methods',
    moduleOf(`<Method skippedDueTo="Attribute"><Name>X</Name>${point(3, 1)}</Method>${method(point(4, 0))}`),
    { 'C:\\a.cs': '0/1 b0/0 f1/1 s0/1' },
  ],
  ['a module without name', '<Module hash="x"><ModulePath>a.dll</ModulePath></Module>', {}],
  ['no modules', '', {}],
  ['a point without line', moduleOf(method('<SequencePoint/>')), 'E_MALFORMED'],
  ['a file that the module does not list', moduleOf(method(point(3, 1, 'fileid="9"'))), 'E_MALFORMED'],
  [
    'a file of another module',
    `${moduleOf('')}<Module><Classes>${method(point(3, 1))}</Classes></Module>`,
    'E_MALFORMED',
  ],
  ['a point outside of a method', point(3, 1), 'E_MALFORMED'],
  ['an end before the start', moduleOf(method(point(3, 1, 'fileid="1"', 2))), 'E_BAD_COUNT'],
  ['an end beyond measure', moduleOf(method(point(3, 1, 'fileid="1"', 900_000_000))), 'E_BAD_COUNT'],
])('%s', async (_name, inside, expected) => {
  expect(await outcome(opencover, session(inside))).toEqual(expected);
});

test('a cut is never greener', async () => {
  expect(await unnoticedCuts(opencover, session(moduleOf(method(point(3, 1) + point(4, 0), branch(3, 0, 1)))))).toEqual(
    [],
  );
});
