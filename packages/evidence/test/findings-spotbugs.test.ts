import { memorySource } from '../src/byte-source.ts';
import { spotbugs } from '../src/findings/spotbugs.ts';
import { testFindingsReader } from './findings-table.ts';

const line = (at: number) =>
  `<SourceLine classname="shop.Pay" start="${at}" end="${at + 1}" sourcefile="Pay.java" sourcepath="shop/Pay.java"/>`;
const bug = (attributes: string, inside = line(12)) =>
  `<BugInstance type="SQL_INJECTION" abbrev="SQL" category="SECURITY" ${attributes}>${inside}</BugInstance>`;
const report = (
  bugs: string,
  {
    errors = '<Errors errors="0" missingClasses="0"/>',
    total = bugs.split('<BugInstance').length - 1,
    classes = 3,
  } = {},
) =>
  `<?xml version="1.0"?>
<BugCollection version="4.9.1" sequence="0" timestamp="1763630000000" analysisTimestamp="1763631000000" release="">
<Project projectName="shop"><Jar>/w/classes</Jar><SrcDir>/w/src/main/java</SrcDir></Project>
${bugs}${errors}
<FindBugsSummary total_classes="${classes}" total_bugs="${total}"/></BugCollection>`;

testFindingsReader(spotbugs, {
  reads: [
    {
      name: 'each priority, of all categories',
      document: report(
        bug('priority="1" rank="3"') +
          bug('priority="2"').replace('SECURITY', 'STYLE') +
          bug('priority="3"') +
          bug('priority="4"'),
      ),
      expected: [
        'high code SQL_INJECTION shop/Pay.java:12',
        'medium code SQL_INJECTION shop/Pay.java:12',
        'low code SQL_INJECTION shop/Pay.java:12',
        'unknown code SQL_INJECTION shop/Pay.java:12',
      ],
      runs: ['spotbugs 4.9.1 (sast)'],
    },
    { name: 'a clean scan', document: report(''), expected: [], runs: ['spotbugs 4.9.1 (sast)'] },
    {
      name: 'the line itself before the method, the field and the class',
      document: report(
        bug('priority="1"', `<Class classname="a">${line(1)}</Class><Method name="b">${line(20)}</Method>${line(22)}`) +
          bug('priority="1"', `<Class classname="a">${line(1)}</Class><Method name="b">${line(20)}</Method>`) +
          bug('priority="1"', `<Class classname="a">${line(1)}</Class><Field name="c">${line(3)}</Field>`) +
          bug('priority="1"', `<Class classname="a">${line(1)}</Class><Type>${line(9)}</Type>`) +
          bug('priority="1"', `${line(5)}${line(6)}`) +
          bug('priority="1"', '<Class classname="a"><SourceLine classname="a" synthetic="true"/></Class>'),
      ),
      expected: [
        'high code SQL_INJECTION shop/Pay.java:22',
        'high code SQL_INJECTION shop/Pay.java:20',
        'high code SQL_INJECTION shop/Pay.java:3',
        'high code SQL_INJECTION shop/Pay.java:1',
        'high code SQL_INJECTION shop/Pay.java:5',
        'high code SQL_INJECTION',
      ],
    },
    {
      name: 'what a reviewer dismissed',
      document: report(
        bug('priority="1" notAProblem="true"') +
          bug('priority="2"', `${line(1)}<UserAnnotation designation="NOT_A_BUG">no</UserAnnotation>`) +
          bug('priority="2"', `${line(1)}<UserAnnotation designation="MUST_FIX"/>`),
      ),
      expected: [
        'high code SQL_INJECTION shop/Pay.java:12 (suppressed: external)',
        'medium code SQL_INJECTION shop/Pay.java:1 (suppressed: external)',
        'medium code SQL_INJECTION shop/Pay.java:1',
      ],
    },
    { name: 'a bug that an older version had', document: report(bug('priority="1" last="3"')), expected: [] },
    {
      name: 'what went wrong',
      document: report('', {
        errors:
          '<Errors errors="2" missingClasses="1"><Error><ErrorMessage>cannot analyse shop.Pay</ErrorMessage><Exception>x</Exception></Error><MissingClass>org.Missing</MissingClass></Errors>',
      }),
      expected: [],
      runs: ['spotbugs 4.9.1 (sast), 3 errors'],
    },
    {
      name: 'no class at all',
      document: report('', { classes: 0 }),
      expected: [],
      runs: ['spotbugs 4.9.1 (sast), 1 errors'],
    },
    {
      name: 'a report of FindBugs without a summary',
      document: '<BugCollection version="3.0.1"><Project/></BugCollection>',
      expected: [],
      runs: ['spotbugs 3.0.1 (sast)'],
    },
    {
      name: 'a password that a message repeats',
      document: report(
        bug(
          'priority="1"',
          `<LongMessage>Hardcoded password 'hunter2'</LongMessage><String value="hunter2"/>${line(2)}`,
        ),
      ),
      expected: ['high code SQL_INJECTION shop/Pay.java:2'],
    },
  ],
  refuses: [
    { name: 'fewer bugs than the summary counts', document: report('', { total: 1 }), code: 'E_CONTRADICTION' },
    {
      name: 'a bug without a type',
      document: '<BugCollection><BugInstance priority="1"/></BugCollection>',
      code: 'E_MALFORMED',
    },
    {
      name: 'a bug without a priority',
      document: '<BugCollection><BugInstance type="A"/></BugCollection>',
      code: 'E_MALFORMED',
    },
    { name: 'another root', document: '<bugs/>', code: 'E_MALFORMED' },
    {
      name: 'entities',
      document: '<!DOCTYPE b [<!ENTITY a "b">]><BugCollection version="&a;"/>',
      code: 'E_DOCTYPE',
    },
    {
      name: 'a summary of words',
      document: '<BugCollection><FindBugsSummary total_bugs="many"/></BugCollection>',
      code: 'E_BAD_COUNT',
    },
  ],
  secrets: ['hunter2'],
});

test('knows the message, the place, the folder and the time', async () => {
  const document = report(
    bug(
      'priority="1" instanceHash="ab12" instanceOccurrenceNum="1"',
      `<ShortMessage>SQL</ShortMessage><LongMessage>A query of &lt;user&gt; input</LongMessage>${line(2)}`,
    ),
  );
  const read = await spotbugs.read(memorySource('spotbugsXml.xml', document));
  expect(read.findings[0]).toMatchObject({ title: 'A query of <user> input', placeId: 'ab12-1', endLine: 3 });
  expect(read.roots).toEqual(['/w/src/main/java']);
  expect(read.producedAt).toBe(1763631000000);
});
