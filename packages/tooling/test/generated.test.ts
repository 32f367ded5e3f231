import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../src/repository-root.ts';

/** Runs the generator of a checkout; TypeScript runs natively under the pinned Node. */
function generate(root: string, ...args: readonly string[]) {
  const node = join(ROOT, 'node_modules/.bin/node');
  const { status, stdout, stderr } = spawnSync(node, [join(root, 'packages/tooling/src/generate.ts'), ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('the generated files of this checkout are fresh', () => {
  expect(generate(ROOT, '--check')).toMatchObject({ status: 0, stderr: '' });
});

describe('in a copy', () => {
  const copy = mkdtempSync(join(tmpdir(), 'maturity-generated-'));
  const stale = 'actions/coverage-gate/action.yml';

  beforeAll(() => {
    const isWanted = (path: string) => !/\/(node_modules|fixtures|samples|test)$/.test(path);
    for (const folder of ['packages', 'actions']) {
      cpSync(join(ROOT, folder), join(copy, folder), { recursive: true, filter: isWanted });
    }
    cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'));
    cpSync(join(ROOT, 'README.md'), join(copy, 'README.md'));
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test('a file that was edited by hand is found, named, and written again', () => {
    expect(generate(copy, '--check')).toMatchObject({ status: 0, stderr: '' });
    const fresh = readFileSync(join(copy, stale), 'utf8');
    appendFileSync(join(copy, stale), '# by hand\n');
    const found = generate(copy, '--check');
    expect(found.status).toBe(1);
    expect(found.stderr).toContain(stale);
    expect(readFileSync(join(copy, stale), 'utf8')).not.toBe(fresh);
    expect(generate(copy)).toMatchObject({ status: 0 });
    expect(readFileSync(join(copy, stale), 'utf8')).toBe(fresh);
  });
});
