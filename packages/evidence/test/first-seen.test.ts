import type { SecurityFinding } from '@maturity-actions/criteria';
import { withBlameDates } from '../src/findings/first-seen.ts';
import { advisory, placed, reported, unitePlaced } from './findings-samples.ts';
import { memoryRepository } from './memory-repository.ts';

const united = (...findings: Parameters<typeof placed>[0][]) => unitePlaced(findings.map((one) => placed(one)));
const when = ({ firstSeen }: SecurityFinding) => firstSeen && `${firstSeen.at} ${firstSeen.from}`;

test.each([
  { name: 'of its line', finding: reported(), expected: '100 git blame' },
  { name: 'that another source has', finding: reported({ firstSeen: { at: 7, from: 'alert' } }), expected: '7 alert' },
  { name: 'of a line that Git does not know', finding: reported({ line: 99 }), expected: undefined },
  { name: 'of a file that Git does not know', finding: reported({ path: 'src/new.py' }), expected: undefined },
  { name: 'of no line', finding: (({ line: _, ...one }) => one)(reported()), expected: undefined },
  { name: 'of no file', finding: reported({ path: '/image/a.py' }), expected: undefined },
  { name: 'when code is published', finding: reported({ publishedAt: 500 }), expected: '100 git blame' },
  { name: 'of a name that objects inherit', finding: reported({ path: 'constructor' }), expected: undefined },
])('the date $name', async ({ finding, expected }) => {
  const repository = memoryRepository({ blame: { 'src/a.py': { 12: 100 } } });
  expect((await withBlameDates(united(finding), repository)).map(when)).toEqual([expected]);
});

test('without Git nothing is dated', async () => {
  expect((await withBlameDates(united(reported()), memoryRepository({}))).map(when)).toEqual([undefined]);
});

test('each file is asked for once', async () => {
  const asked: string[] = [];
  const repository = memoryRepository({ blame: { 'src/a.py': { 3: 30, 12: 120 }, 'src/b.py': { 1: 10 } } }, asked);
  const findings = united(
    reported(),
    reported({ line: 3 }),
    reported({ rule: 'B1' }),
    reported({ path: 'src/b.py', line: 1 }),
  );
  expect((await withBlameDates(findings, repository)).map(when).sort()).toEqual([
    '10 git blame',
    '120 git blame',
    '120 git blame',
    '30 git blame',
  ]);
  expect(asked.sort()).toEqual(['src/a.py:3,12', 'src/b.py:1']);
});

describe('of a package, the line of its entry', () => {
  const LOCK = [
    '{',
    '  "node_modules/lodash.template": { "version": "4.17.20" },',
    '  "dependencies": { "lodash": "^4.17.0" },',
    '  "node_modules/lodash": { "version": "4.17.20" },',
    '  "node_modules/lodash-es": { "version": "4.17.20" },',
    '  "node_modules/@babel/traverse": { "version": "7.1.0" },',
    '  "node_modules/a.b+c": { "version": "1" },',
    `  "long": "${'x'.repeat(1000)} left-pad"`,
    '}',
  ].join('\n');
  const blame = { lock: Object.fromEntries(LOCK.split('\n').map((_, index) => [index + 1, (index + 1) * 10])) };

  test.each([
    { name: 'lodash', version: '4.17.20', expected: 4 },
    { name: 'LODASH', version: '4.17.20', expected: 4 },
    { name: 'lodash', version: '3.0.0', expected: 3 },
    { name: 'lodash', version: undefined, expected: 3 },
    { name: 'lodash-es', version: '4.17.20', expected: 5 },
    { name: '@babel/traverse', version: '7.1.0', expected: 6 },
    { name: 'traverse', version: '7.1.0', expected: 6 },
    { name: 'a.b+c', version: '1', expected: 7 },
    { name: 'axb+c', version: '1', expected: undefined },
    { name: 'template', version: '4.17.20', expected: undefined },
    { name: 'left-pad', version: '1', expected: undefined },
    { name: 'unknown', version: '1', expected: undefined },
    { name: '.*', version: '1', expected: undefined },
    { name: '(', version: '1', expected: undefined },
    { name: '__proto__', version: '1', expected: undefined },
    { name: '***', version: '1', expected: undefined },
  ])('$name $version: $expected', async ({ name, version, expected }) => {
    const of = { ecosystem: 'npm', name, ...(version === undefined ? {} : { version }) };
    const [finding] = await withBlameDates(
      united(advisory({ package: of, path: 'lock' })),
      memoryRepository({ tracked: { lock: LOCK }, blame }),
    );
    expect(finding?.firstSeen?.at).toBe(expected === undefined ? undefined : expected * 10);
  });

  test('its clock does not start before the advisory was out', async () => {
    const dated = async (publishedAt: number) =>
      (
        await withBlameDates(
          united(advisory({ path: 'lock', publishedAt })),
          memoryRepository({ tracked: { lock: LOCK }, blame }),
        )
      ).map(when);
    expect(await dated(39)).toEqual(['40 git blame']);
    expect(await dated(41)).toEqual(['41 git blame']);
  });

  test('very many packages of a very long manifest', async () => {
    const names = Array.from({ length: 20_000 }, (_, index) => `package-${index}`);
    const lock = names.map((name) => `    "node_modules/${name}": { "version": "1.0.0" },`).join('\n');
    const times = Object.fromEntries(names.map((_, index) => [index + 1, index]));
    const findings = united(
      ...names.map((name) => advisory({ package: { ecosystem: 'npm', name, version: '1.0.0' }, path: 'lock' })),
    );
    const dated = await withBlameDates(findings, memoryRepository({ tracked: { lock }, blame: { lock: times } }));
    expect(dated.every(({ firstSeen, package: of }) => `package-${firstSeen?.at}` === of?.name)).toBe(true);
  });
});
