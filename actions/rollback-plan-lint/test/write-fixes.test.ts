import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlanMeasurement } from '@maturity-actions/criteria';
import { Workspace } from '@maturity-actions/runner';
import { mendedNotes, writeFixes } from '../src/write-fixes.ts';

const home = mkdtempSync(join(tmpdir(), 'maturity-fixes-'));
const root = join(home, 'checkout');
const outside = join(home, 'outside.md');
afterAll(() => rmSync(home, { recursive: true, force: true }));

beforeEach(() => {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root);
  writeFileSync(outside, 'a\nb\n');
});

/** Writes the edit of line 2 to `B` into a path of the checkout; gives the notes. */
async function mend(path: string, change: object = {}): Promise<readonly string[]> {
  const problem = {
    rule: 'step-order',
    severity: 'warning' as const,
    line: 2,
    message: 'x',
    fix: 'x',
    quote: 'b',
    fingerprint: 'x',
    edit: { line: 2, endLine: 2, lines: ['B'], before: ['b'] },
    ...change,
  };
  const plan = { path, problems: [problem] } as unknown as PlanMeasurement;
  const workspace = await Workspace.open('.', { GITHUB_WORKSPACE: root });
  return mendedNotes(await writeFixes(workspace, [plan])).map(({ message }) => message);
}

const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

test('writes what can be mended, and says what and where', async () => {
  writeFileSync(join(root, 'plan.md'), 'a\nb\nc');
  expect(await mend('plan.md')).toEqual(['plan.md: 1 fix written for step-order']);
  expect(textOf('plan.md')).toBe('a\nB\nc');
});

test('writes through a link that stays inside', async () => {
  writeFileSync(join(root, 'plan.md'), 'a\nb\n');
  symlinkSync('plan.md', join(root, 'link.md'));
  expect(await mend('link.md')).toHaveLength(1);
  expect(textOf('plan.md')).toBe('a\nB\n');
});

test.each([
  ['through a link that leads out', 'link.md'],
  ['through a folder that leads out', 'folder/outside.md'],
  ['above the checkout', '../outside.md'],
])('writes nothing %s', async (_name, path) => {
  symlinkSync(outside, join(root, 'link.md'));
  symlinkSync(home, join(root, 'folder'));
  expect(await mend(path)).toEqual([]);
  expect(readFileSync(outside, 'utf8')).toBe('a\nb\n');
});

test('leaves a file alone that is not UTF-8: the rest of it would change', async () => {
  const bytes = Buffer.from([0x61, 0x0a, 0x62, 0x0a, 0xe9, 0x0a]);
  writeFileSync(join(root, 'plan.md'), bytes);
  expect(await mend('plan.md')).toEqual([]);
  expect(readFileSync(join(root, 'plan.md'))).toEqual(bytes);
});

test('leaves a file alone that changed since it was read', async () => {
  writeFileSync(join(root, 'plan.md'), 'a\nanother line\n');
  expect(await mend('plan.md')).toEqual([]);
});

test.each([
  ['that the plan disables', { disabled: 'a reason' }],
  ['without an edit', { edit: undefined }],
])('mends no problem %s', async (_name, change) => {
  writeFileSync(join(root, 'plan.md'), 'a\nb\n');
  expect(await mend('plan.md', change)).toEqual([]);
  expect(textOf('plan.md')).toBe('a\nb\n');
});

test('several rounds on a file are one note', () => {
  const fix = { rule: 'secret', line: 1, endLine: 1, lines: [], before: ['a'] };
  const rounds = [
    { path: 'a.md', fixes: [fix, { ...fix, rule: 'fence-language' }] },
    { path: 'b.md', fixes: [fix] },
    { path: 'a.md', fixes: [fix] },
  ];
  expect(mendedNotes(rounds).map(({ message }) => message)).toEqual([
    'a.md: 3 fixes written for fence-language, secret',
    'b.md: 1 fix written for secret',
  ]);
});
