import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPlainText, replacePlainText } from '../src/files.ts';

const home = mkdtempSync(join(tmpdir(), 'maturity-plain-text-'));
const root = join(home, 'checkout');
afterAll(() => rmSync(home, { recursive: true, force: true }));

beforeAll(() => {
  mkdirSync(join(root, 'folder'), { recursive: true });
  writeFileSync(join(root, 'plain'), 'text');
  writeFileSync(join(home, 'outside'), 'secret');
  const links = {
    inside: join(root, 'plain'),
    out: join(home, 'outside'),
    endless: '/dev/zero',
    gone: join(root, 'no'),
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(root, name));
});

test.each([
  ['a plain file', 'plain', 'text'],
  ['a link to one inside', 'inside', 'text'],
  ['a link that leads out', 'out', undefined],
  ['a link to a device', 'endless', undefined],
  ['a link to nothing', 'gone', undefined],
  ['a folder', 'folder', undefined],
  ['no file', 'absent', undefined],
  ['a path that climbs', '../outside', undefined],
])('reads %s', (_name, path, expected) => {
  expect(readPlainText(root, join(root, path), 100)).toBe(expected);
});

test('does not read what is too large', () => {
  expect(readPlainText(root, join(root, 'plain'), 3)).toBeUndefined();
});

test('replaces a plain file, also through a link that stays inside', () => {
  writeFileSync(join(root, 'old'), 'old');
  symlinkSync(join(root, 'old'), join(root, 'to-old'));
  expect(replacePlainText(root, join(root, 'to-old'), 'new')).toBe(true);
  expect(readFileSync(join(root, 'old'), 'utf8')).toBe('new');
});

test.each([
  ['through a link that leads out', 'out'],
  ['what is not there', 'absent'],
  ['a folder', 'folder'],
  ['a device', 'endless'],
  ['above the checkout', '../outside'],
  ['what belongs to Git', '.git/config'],
])('does not write %s', (_name, path) => {
  mkdirSync(join(root, '.git'), { recursive: true });
  writeFileSync(join(root, '.git/config'), '[core]');
  expect(replacePlainText(root, join(root, path), 'new')).toBe(false);
  expect(readFileSync(join(home, 'outside'), 'utf8')).toBe('secret');
  expect(readFileSync(join(root, '.git/config'), 'utf8')).toBe('[core]');
  expect(existsSync(join(root, 'absent'))).toBe(false);
});
