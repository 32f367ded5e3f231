import { jacoco } from '../src/coverage/jacoco.ts';
import { codeOf, outcome, read, unnoticedCuts } from './coverage-reading.ts';

const report = (inside: string): string => `<report name="r">${inside}</report>`;
const counter = (type: string, missed: number, covered: number): string =>
  `<counter type="${type}" missed="${missed}" covered="${covered}"/>`;
const method = (name: string, line: number, covered: number): string =>
  `<method name="${name}" desc="()V" line="${line}">${counter('METHOD', 1 - covered, covered)}</method>`;

const DOCUMENT = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<!DOCTYPE report PUBLIC "-//JACOCO//DTD Report 1.1//EN" "report.dtd">
<report name="demo"><sessioninfo id="a" start="1" dump="1700000000000"/><sessioninfo id="b" start="1" dump="1700000009000"/>
<group name="one"><group name="two"><package name="com/x">
<class name="com/x/A" sourcefilename="A.java">${method('f', 3, 1)}${method('g', 7, 0)}${counter('METHOD', 1, 1)}</class>
<sourcefile name="A.java"><line nr="3" mi="0" ci="4" mb="1" cb="1"/><line nr="4" mi="2" ci="0" mb="0" cb="0"/>${counter('LINE', 1, 1)}</sourcefile>
</package></group></group>${counter('INSTRUCTION', 2, 4)}${counter('LINE', 1, 1)}</report>`;

test.each([
  [
    'lines, branches, methods, instructions',
    '<package name="p"><class name="p/A" sourcefilename="A.java">' +
      method('f', 1, 1) +
      '</class><sourcefile name="A.java"><line nr="1" mi="1" ci="2" mb="1" cb="1"/><line nr="2" mi="3" ci="0" mb="0" cb="0"/></sourcefile></package>',
    { 'p/A.java': '1/2 p1 b1/2 f1/1 s2/6' },
  ],
  [
    'attributes left at their default',
    '<package name=""><sourcefile name="A.kt"><line nr="1" ci="2"/></sourcefile></package>',
    { 'A.kt': '1/1 b0/0 s2/2' },
  ],
  [
    'the same file in two groups is united',
    '<group name="a"><package name="p"><sourcefile name="A.java"><line nr="1" ci="1"/><line nr="2" mi="1" ci="0"/></sourcefile></package></group><group name="b"><package name="p"><sourcefile name="A.java"><line nr="2" ci="1"/></sourcefile></package></group>',
    { 'p/A.java': '2/2 b0/0 s2/2' },
  ],
  [
    'lambdas of two classes in one line',
    '<package name="p"><class name="p/A$1" sourcefilename="A.kt">' +
      method('invoke', 1, 1) +
      '</class><class name="p/A$2" sourcefilename="A.kt">' +
      method('invoke', 1, 0) +
      '</class></package>',
    { 'p/A.kt': '0/0 b0/0 f1/2' },
  ],
  [
    'empty groups inside groups',
    '<group name="a"><group name="b"/><package name="p"><class name="p/A" sourcefilename="A.java">' +
      method('f', 1, 1) +
      '</class></package></group>',
    { 'p/A.java': '0/0 b0/0 f1/1' },
  ],
  [
    'a method without line',
    '<package name="p"><class name="p/A" sourcefilename="A.java"><method name="f" desc="()V">' +
      counter('METHOD', 0, 1) +
      '</method></class></package>',
    { 'p/A.java': '0/0 b0/0 f1/1' },
  ],
  [
    'a line without instructions',
    '<package name="p"><sourcefile name="A"><line nr="1" mi="0" ci="0" mb="0" cb="0"/></sourcefile></package>',
    { 'p/A': '0/1 b0/0' },
  ],
  ['nothing', '', {}],
  ['gcovr lines', '<package name="p"><sourcefile name="a.c"><line nr="6"/></sourcefile></package>', 'E_MALFORMED'],
  ['a line outside of a file', '<package name="p"><line nr="1" ci="1"/></package>', 'E_MALFORMED'],
  [
    'counts below zero',
    '<package name="p"><sourcefile name="A"><line nr="1" ci="-1"/></sourcefile></package>',
    'E_BAD_COUNT',
  ],
])('%s', async (_name, inside, expected) => {
  expect(await outcome(jacoco, report(inside))).toEqual(expected);
});

test('keeps the last session and the line counter of the report', async () => {
  const { producedAt, stated, files } = await read(jacoco, DOCUMENT);
  expect({ producedAt, stated, files: [...files.keys()] }).toEqual({
    producedAt: 1_700_000_009_000,
    stated: { line: { covered: 1, total: 2 } },
    files: ['com/x/A.java'],
  });
});

test('says how to avoid lines without instruction counts', async () => {
  const cause = await read(
    jacoco,
    report('<package name="p"><sourcefile name="a.c"><line nr="6"/></sourcefile></package>'),
  ).catch((error: Error) => error);
  expect(codeOf(cause)).toBe('E_MALFORMED');
  expect(String(cause)).toMatch(/<line> without ci .*gcovr's Cobertura, LCOV or JSON output/);
});

test('remarks on methods that belong to no file', async () => {
  const { remarks, files } = await read(
    jacoco,
    report(`<package name="p"><class name="p/A">${method('f', 1, 1)}</class></package>`),
  );
  expect(files.size).toBe(0);
  expect(remarks.map(({ found }) => found)).toEqual(['1 methods of classes without sourcefilename']);
});

test('a cut is never greener', async () => {
  expect(await unnoticedCuts(jacoco, DOCUMENT)).toEqual([]);
});
