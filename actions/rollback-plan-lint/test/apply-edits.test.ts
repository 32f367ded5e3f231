import { applyEdits } from '../src/apply-edits.ts';

/** An edit of the lines `from` to `to` of a text. */
const edit = (text: string, from: number, to: number, lines: readonly string[]) => ({
  line: from,
  endLine: to,
  lines,
  before: text.split(/\r\n|[\n\r]/).slice(from - 1, to),
});

test.each([
  { name: 'one line', text: 'a\nb\nc\n', edits: [[2, 2, ['B']]], expected: 'a\nB\nc\n' },
  { name: 'one line by several', text: 'a\nb\nc\n', edits: [[2, 2, ['B', 'B']]], expected: 'a\nB\nB\nc\n' },
  { name: 'several lines by one', text: 'a\nb\nc\n', edits: [[1, 2, ['A']]], expected: 'A\nc\n' },
  { name: 'lines away', text: 'a\nb\nc\n', edits: [[2, 2, []]], expected: 'a\nc\n' },
  { name: 'all lines away', text: 'a\nb', edits: [[1, 2, []]], expected: '' },
  {
    name: 'several places, in any order',
    text: 'a\nb\nc\nd\n',
    edits: [
      [1, 1, ['A', 'A']],
      [4, 4, ['D']],
      [2, 3, ['X']],
    ],
    expected: 'A\nA\nX\nD\n',
  },
  { name: 'line ends of Windows', text: 'a\r\nb\r\n', edits: [[1, 1, ['A', 'A']]], expected: 'A\r\nA\r\nb\r\n' },
  { name: 'mixed line ends', text: 'a\r\nb\nc\r\n', edits: [[2, 2, ['B', 'B']]], expected: 'a\r\nB\nB\nc\r\n' },
  { name: 'a last line without an end', text: 'a\nb', edits: [[2, 2, ['b', '```']]], expected: 'a\nb\n```' },
  { name: 'the only line', text: 'a', edits: [[1, 1, ['a', 'b']]], expected: 'a\nb' },
  { name: 'the line after the last break', text: 'a\n', edits: [[2, 2, ['```']]], expected: 'a\n```' },
] as const)('replaces $name', ({ text, edits, expected }) => {
  const made = edits.map(([from, to, lines]) => edit(text, from, to, lines));
  const { text: mended, applied } = applyEdits(text, made);
  expect(mended).toBe(expected);
  expect(applied).toHaveLength(edits.length);
});

test('of edits that overlap only the last is applied, and it keeps its lines', () => {
  const text = 'a\nb\nc\nd\n';
  const edits = [edit(text, 1, 2, ['1']), edit(text, 2, 3, ['2']), edit(text, 2, 3, ['3'])];
  expect(applyEdits(text, edits)).toEqual({ text: 'a\n2\nd\n', applied: [edits[1]] });
});

test.each([
  { name: 'other lines', change: { before: ['x'] } },
  { name: 'fewer lines than it says', change: { before: [] } },
  { name: 'a place behind the end', change: { line: 9, endLine: 9 } },
  { name: 'a place before the start', change: { line: 0, endLine: 1 } },
  { name: 'an end before its start', change: { line: 2, endLine: 1, before: [] } },
])('an edit made for $name changes nothing', ({ change }) => {
  const text = 'a\nb\n';
  expect(applyEdits(text, [{ ...edit(text, 2, 2, ['B']), ...change }])).toEqual({ text, applied: [] });
});

test('very many edits take no longer than one for each line', () => {
  const text = 'line\n'.repeat(200_000);
  const edits = Array.from({ length: 200_000 }, (_, at) => ({
    line: at + 1,
    endLine: at + 1,
    lines: ['new'],
    before: ['line'],
  }));
  expect(applyEdits(text, edits).text).toBe('new\n'.repeat(200_000));
});
