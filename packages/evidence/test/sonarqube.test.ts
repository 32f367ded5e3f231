import { sonarqube } from '../src/coverage/sonarqube.ts';
import { outcome, unnoticedCuts } from './coverage-reading.ts';

const report = (inside: string, version = '1'): string => `<coverage version="${version}">${inside}</coverage>`;
const DOCUMENT = report(
  '<file path="src/a.c"><lineToCover lineNumber="1" covered="true" branchesToCover="2" coveredBranches="1"/><lineToCover lineNumber="2" covered="false"/></file>',
);

test.each([
  ['lines and branches', DOCUMENT, { 'src/a.c': '1/2 p1 b1/2' }],
  [
    'no covered branches',
    report('<file path="a"><lineToCover lineNumber="1" covered="true" branchesToCover="2"/></file>'),
    { a: '1/1 p1 b0/2' },
  ],
  [
    'no branches',
    report('<file path="a"><lineToCover lineNumber="1" covered="true" branchesToCover="0"/></file>'),
    { a: '1/1' },
  ],
  ['a file without lines', report('<file path="a"/>'), { a: '0/0' }],
  [
    'a file twice',
    report(
      '<file path="a"><lineToCover lineNumber="1" covered="false"/></file><file path="a"><lineToCover lineNumber="1" covered="true"/></file>',
    ),
    { a: '1/1' },
  ],
  ['no file', report(''), {}],
  ['True is not true', report('<file path="a"><lineToCover lineNumber="1" covered="True"/></file>'), 'E_MALFORMED'],
  ['a number is not true', report('<file path="a"><lineToCover lineNumber="1" covered="1"/></file>'), 'E_MALFORMED'],
  ['covered missing', report('<file path="a"><lineToCover lineNumber="1"/></file>'), 'E_MALFORMED'],
  [
    'more covered than there are',
    report(
      '<file path="a"><lineToCover lineNumber="1" covered="true" branchesToCover="1" coveredBranches="2"/></file>',
    ),
    'E_BAD_COUNT',
  ],
  ['a line outside of a file', report('<lineToCover lineNumber="1" covered="true"/>'), 'E_MALFORMED'],
  ['another element', report('<packages/>'), 'E_MALFORMED'],
  ['another version', report('', '2'), 'E_MALFORMED'],
  ['no path', report('<file/>'), 'E_MALFORMED'],
])('%s', async (_name, document, expected) => {
  expect(await outcome(sonarqube, document)).toEqual(expected);
});

test('a cut is never greener', async () => {
  expect(await unnoticedCuts(sonarqube, DOCUMENT)).toEqual([]);
});
