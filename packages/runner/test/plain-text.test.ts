import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPlainText } from '../src/files.ts';

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
