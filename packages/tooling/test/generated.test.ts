import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

  beforeAll(() => {
    const isWanted = (path: string) => !/\/(node_modules|evidence\/fixtures|samples|test)$/.test(path);
    for (const folder of ['packages', 'actions']) {
      cpSync(join(ROOT, folder), join(copy, folder), { recursive: true, filter: isWanted });
    }
    cpSync(join(ROOT, 'package.json'), join(copy, 'package.json'));
    cpSync(join(ROOT, 'README.md'), join(copy, 'README.md'));
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  test.each([
    ['packages/criteria/maturity.schema.json', '"type"', '"kind"'],
    ['actions/coverage-gate/action.yml', 'description: ', 'description: Edited. '],
    ['actions/rollback-plan-lint/RULES.md', 'By itself: error', 'By itself: info'],
  ])('%s, edited by hand, is found, named, and written again', (path, text, edited) => {
    const file = join(copy, path);
    const fresh = readFileSync(file, 'utf8');
    expect(generate(copy, '--check')).toMatchObject({ status: 0, stderr: '' });
    writeFileSync(file, fresh.replaceAll(text, edited));
    expect(generate(copy, '--check')).toMatchObject({ status: 1, stderr: expect.stringContaining(path) });
    expect(readFileSync(file, 'utf8')).not.toBe(fresh);
    expect(generate(copy)).toMatchObject({ status: 0, stdout: expect.stringContaining(path) });
    expect(generate(copy, '--check')).toMatchObject({ status: 0, stderr: '' });
  });
});
