import { type Config, parseConfig } from '@maturity-actions/criteria';
import { problemsOf } from './problems.ts';

const WHOLE = `model: component
level: 3
components:
  ledger: { path: ./services/ledger/ }
  checkout:
    path: services/checkout
    since: 2026-11-03
    level: staging
    owner: "@org/payments"
    depends-on: [ledger]
    group: money
classes:
  critical:
    - "src/auth/**"
    - "src/data/**"
  ui: []
evidence: { coverage: "reports/**/coverage.xml" }
exclude:
  - "src/generated/**"
overrides:
  line-coverage: { min: 75.5 }
waivers:
  - criterion: ui-coverage
    component: checkout
    owner: "@org/payments"
    reason: The importer goes away.
    accepted-on: 2026-11-01
    expires: 2026-12-31
plan-rules:
  trigger-missing: warning
  tested-stale: { severity: off, within: 60d }
uptime:
  source: prometheus
  query: up
  threshold: 99.5
  maintenance:
    - { from: "2026-11-20T02:00:00Z", to: "2026-11-20T03:00:00Z", reason: disk }
`;

test('every key is read, with its line', async () => {
  const at = (line: number) => `maturity.yml:${line}`;
  const ledger = {
    name: 'ledger',
    path: 'services/ledger',
    dependsOn: [],
    where: at(4),
    levelWhere: at(4),
    sinceWhere: at(4),
  };
  const checkout = { name: 'checkout', path: 'services/checkout', level: 'staging', since: Date.UTC(2026, 10, 3) };
  const more = {
    owner: '@org/payments',
    dependsOn: ['ledger'],
    group: 'money',
    where: at(5),
    levelWhere: at(8),
    sinceWhere: at(7),
  };
  const critical = [
    { glob: 'src/auth/**', where: at(14) },
    { glob: 'src/data/**', where: at(15) },
  ];
  const night = { from: Date.UTC(2026, 10, 20, 2), to: Date.UTC(2026, 10, 20, 3) };
  const dates = { acceptedOn: Date.UTC(2026, 10, 1), expires: Date.UTC(2026, 11, 31) };
  expect(await parseConfig(WHOLE, 'maturity.yml')).toEqual({
    path: 'maturity.yml',
    model: 'component',
    level: '3',
    levelWhere: at(2),
    components: new Map<string, unknown>([
      ['ledger', ledger],
      ['checkout', { ...checkout, ...more }],
    ]),
    classes: new Map<string, unknown>([
      ['critical', { name: 'critical', patterns: critical, where: at(13) }],
      ['ui', { name: 'ui', patterns: [], where: at(16) }],
    ]),
    evidence: { coverage: [{ glob: 'reports/**/coverage.xml', where: at(17) }] },
    exclude: [{ glob: 'src/generated/**', where: at(19) }],
    overrides: { 'line-coverage': { params: { min: 75.5 }, where: at(21) } },
    waivers: [
      {
        criterion: 'ui-coverage',
        component: 'checkout',
        owner: '@org/payments',
        reason: 'The importer goes away.',
        ...dates,
        where: at(23),
      },
    ],
    planRules: {
      'trigger-missing': { severity: 'warning', where: at(30) },
      'tested-stale': { severity: 'off', options: { within: '60d' }, where: at(31) },
    },
    uptime: {
      sources: [{ source: 'prometheus', query: 'up' }],
      threshold: 99.5,
      maintenance: [{ ...night, reason: 'disk', where: at(37), lines: [at(37)] }],
      where: at(32),
    },
  } satisfies Record<keyof Config, unknown>);
});

test.each([
  { name: 'a byte order mark and CRLF', text: '\uFEFFmodel: component\r\nlevel: staging\r\n' },
  { name: 'an anchor and its alias', text: 'classes:\n  a: &x ["src/**"]\n  b: *x\n' },
  { name: 'a component that is the whole repository', text: 'components: { all-of-it: { path: . } }' },
  {
    name: 'a waiver of a finding',
    text: 'waivers: [{ finding: CVE-2026-1, scope: lodash, owner: a, approver: d, reason: b, compensating-control: c, accepted-on: 2026-01-01, expires: 2026-01-01 }]',
  },
  {
    name: 'a waiver of a fingerprint without a scope',
    text: 'waivers: [{ finding: "code:a.py:B1:2f", owner: a, reason: b, accepted-on: 2026-01-01, expires: 2026-01-01 }]',
  },
])('$name is accepted', async ({ text }) => {
  expect(await problemsOf(parseConfig(text, 'm.yml'))).toEqual([]);
});

const WAIVER =
  'waivers:\n  - criterion: a\n    owner: b\n    reason: c\n    accepted-on: 2026-11-01\n    expires: 2026-12-31\n';
const two = (more: string) => `components:\n  a: { path: a${more} }\n  b: { path: b, depends-on: [a] }\n`;
const nested = (depth: number) => `overrides: { a: { b: ${'['.repeat(depth)}${']'.repeat(depth)} } }`;

test.each([
  { name: 'an empty file', text: '', problems: ['E_BAD_CONFIG m.yml:1'] },
  { name: 'only a comment', text: '# nothing\n', problems: ['E_BAD_CONFIG m.yml:1'] },
  { name: 'a list', text: '- level: 3\n', problems: ['E_BAD_CONFIG m.yml:1'] },
  { name: 'a text', text: 'component\n', problems: ['E_BAD_CONFIG m.yml:1'] },
  { name: 'bad syntax', text: 'model: component\nlevel: @x\n', problems: ['E_BAD_CONFIG m.yml:2'] },
  { name: 'two documents', text: 'level: 3\n---\nlevel: 2\n', problems: ['E_BAD_CONFIG m.yml:2'] },
  { name: 'a tag', text: 'model: !component x\n', problems: ['E_BAD_CONFIG m.yml:1'] },
  {
    name: 'unknown keys, all of them',
    text: 'levl: 3\nmodel: a\nclases: {}\n',
    problems: ['E_UNKNOWN_KEY m.yml:1', 'E_UNKNOWN_KEY m.yml:3'],
  },
  {
    name: 'an unknown key of a component',
    text: 'components:\n  a:\n    path: a\n    depends_on: []\n',
    problems: ['E_UNKNOWN_KEY m.yml:4'],
  },
  { name: 'an unknown domain of evidence', text: 'evidence:\n  coverag: "x"\n', problems: ['E_UNKNOWN_KEY m.yml:2'] },
  {
    name: 'a merge key',
    text: 'components:\n  a: { path: a }\n  b:\n    <<: { path: b }\n',
    problems: ['E_BAD_CONFIG m.yml:3', 'E_UNKNOWN_KEY m.yml:4'],
  },
  { name: 'a duplicate key', text: 'level: 3\nmodel: a\nlevel: 2\n', problems: ['E_BAD_CONFIG m.yml:3'] },
  {
    name: 'a duplicate key in other clothes',
    text: 'classes:\n  1: []\n  "1": ["x"]\n',
    problems: ['E_BAD_CONFIG m.yml:3'],
  },
  { name: 'a key that is a list', text: 'classes:\n  ? [a]\n  : []\n', problems: ['E_BAD_CONFIG m.yml:2'] },
  {
    name: 'reserved keys',
    text: 'overrides:\n  __proto__: { min: 1 }\n  constructor: { min: 1 }\n',
    problems: ['E_BAD_CONFIG m.yml:2', 'E_BAD_CONFIG m.yml:3'],
  },
  {
    name: 'a reserved key deep down',
    text: 'overrides:\n  a:\n    b:\n      - __proto__: 1\n',
    problems: ['E_BAD_CONFIG m.yml:4'],
  },
  { name: 'an inherited name as a key', text: 'toString: 1\n', problems: ['E_BAD_CONFIG m.yml:1'] },
  { name: 'an unknown rule', text: 'plan-rules:\n  triger-missing: off\n', problems: ['E_UNKNOWN_KEY m.yml:2'] },
  { name: 'a rule that is on', text: 'plan-rules:\n  trigger-missing: on\n', problems: ['E_BAD_CONFIG m.yml:2'] },
  {
    name: 'an option that a rule does not have, also when it is off',
    text: 'plan-rules:\n  trigger-missing: { severity: off, within: 3d }\n',
    problems: ['E_UNKNOWN_KEY m.yml:2'],
  },
  {
    name: 'a severity that is none',
    text: 'plan-rules:\n  trigger-missing: { severity: high }\n',
    problems: ['E_BAD_CONFIG m.yml:2'],
  },
  { name: 'a list of rules', text: 'plan-rules: [trigger-missing]\n', problems: ['E_BAD_CONFIG m.yml:1'] },
  { name: 'an unknown alias', text: 'evidence:\n  coverage: **/coverage.xml\n', problems: ['E_BAD_CONFIG m.yml:2'] },
  { name: 'a cyclic alias', text: 'overrides:\n  a: &a { b: *a }\n', problems: ['E_BAD_CONFIG m.yml:2'] },
  { name: 'nesting', text: nested(40), problems: ['E_BAD_CONFIG m.yml:1'] },
  { name: 'nesting of 100,000 levels', text: nested(100_000), problems: ['E_BAD_CONFIG m.yml:1'] },
  { name: 'a megabyte', text: `level: 3 #${'x'.repeat(1_000_000)}`, problems: ['E_BAD_CONFIG m.yml:1'] },
  {
    name: 'a map that is a list',
    text: 'classes: []\ncomponents: []\nevidence: []\n',
    problems: ['E_BAD_CONFIG m.yml:1', 'E_BAD_CONFIG m.yml:2', 'E_BAD_CONFIG m.yml:3'],
  },
  { name: 'a class without a list', text: 'classes:\n  ui:\n', problems: ['E_BAD_CONFIG m.yml:2'] },
  { name: 'a class of one glob', text: 'classes:\n  ui: "src/**"\n', problems: ['E_BAD_CONFIG m.yml:2'] },
  { name: 'a glob that is a number', text: 'exclude:\n  - a\n  - 3\n', problems: ['E_BAD_CONFIG m.yml:3'] },
  { name: 'an empty level', text: 'level:\n', problems: ['E_BAD_CONFIG m.yml:1'] },
  { name: 'half a level', text: 'level: 2.5\n', problems: ['E_BAD_CONFIG m.yml:1'] },
  { name: 'a component named all', text: 'components:\n  all: { path: a }\n', problems: ['E_BAD_CONFIG m.yml:2'] },
  {
    name: 'a component name with a comma',
    text: 'components:\n  "a,b": { path: a }\n',
    problems: ['E_BAD_CONFIG m.yml:2'],
  },
  { name: 'a path out of the repository', text: two('/../..'), problems: ['E_BAD_CONFIG m.yml:2'] },
  {
    name: 'an absolute path',
    text: 'components:\n  a: { path: /a }\n  b: { path: "C:\\\\b" }\n',
    problems: ['E_BAD_CONFIG m.yml:2', 'E_BAD_CONFIG m.yml:3'],
  },
  { name: 'a component without a path', text: 'components:\n  a: {}\n', problems: ['E_BAD_CONFIG m.yml:2'] },
  { name: 'a day that does not exist', text: two(', since: 2026-02-30'), problems: ['E_BAD_CONFIG m.yml:2'] },
  { name: 'a day that is a number', text: two(', since: 20261103'), problems: ['E_BAD_CONFIG m.yml:2'] },
  { name: 'a day with a time', text: two(', since: "2026-11-03T10:00:00Z"'), problems: ['E_BAD_CONFIG m.yml:2'] },
  { name: 'an unknown dependency', text: two(', depends-on: [c]'), problems: ['E_UNKNOWN_COMPONENT m.yml:2'] },
  { name: 'a cycle', text: two(', depends-on: [b]'), problems: ['E_BAD_CONFIG m.yml:2'] },
  { name: 'a component that needs itself', text: two(', depends-on: [a]'), problems: ['E_BAD_CONFIG m.yml:2'] },
  { name: 'a waiver without an owner', text: WAIVER.replace('    owner: b\n', ''), problems: ['E_BAD_WAIVER m.yml:2'] },
  {
    name: 'a waiver with a blank reason',
    text: WAIVER.replace('reason: c', 'reason: ""'),
    problems: ['E_BAD_WAIVER m.yml:4'],
  },
  {
    name: 'a waiver without days',
    text: WAIVER.slice(0, WAIVER.indexOf('    accepted')),
    problems: ['E_BAD_WAIVER m.yml:2', 'E_BAD_WAIVER m.yml:2'],
  },
  {
    name: 'a waiver that ends before it begins',
    text: WAIVER.replace('2026-12-31', '2026-10-31'),
    problems: ['E_BAD_WAIVER m.yml:6'],
  },
  { name: 'a waiver until no day', text: WAIVER.replace('2026-12-31', 'never'), problems: ['E_BAD_WAIVER m.yml:6'] },
  {
    name: 'a waiver of nothing',
    text: WAIVER.replace('criterion: a', 'component: a'),
    problems: ['E_BAD_WAIVER m.yml:2', 'E_BAD_WAIVER m.yml:2'],
  },
  {
    name: 'a waiver of a finding anywhere',
    text: 'waivers: [{ finding: CVE-2026-1, owner: a, reason: b, accepted-on: 2026-01-01, expires: 2026-01-01 }]',
    problems: ['E_BAD_WAIVER m.yml:1'],
  },
  { name: 'a waiver of two things', text: `${WAIVER}    finding: x\n`, problems: ['E_BAD_WAIVER m.yml:7'] },
  { name: 'a waiver with an unknown key', text: `${WAIVER}    until: x\n`, problems: ['E_UNKNOWN_KEY m.yml:7'] },
])('$name is refused', async ({ text, problems }) => {
  expect(await problemsOf(parseConfig(text, 'm.yml'))).toEqual(problems);
});

test('an alias bomb is refused before it is expanded', async () => {
  const bombs = Array.from(
    { length: 12 },
    (_, i) => `  a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`,
  );
  const text = ['overrides:', '  a0: &a0 [x]', ...bombs].join('\n');
  const problems = await problemsOf(parseConfig(text, 'm.yml'));
  expect(problems[0]).toMatch(/^E_BAD_CONFIG /);
});

test('of very many problems the first are listed and the others counted', async () => {
  const text = `${'level: 3\n'.repeat(90_000)}`;
  const problems = await problemsOf(parseConfig(text, 'm.yml'));
  expect(problems).toEqual(Array.from({ length: 201 }, (_, i) => `E_BAD_CONFIG m.yml:${i + 2}`));
  await expect(parseConfig(text, 'm.yml')).rejects.toThrow('89799 more problems');
});

test('a long chain of dependencies is no cycle and needs no deep stack', async () => {
  const components = Array.from({ length: 5000 }, (_, i) => `  c${i}: { path: c${i}, depends-on: [c${i + 1}] }`);
  const text = ['components:', ...components, '  c5000: { path: x }'].join('\n');
  expect(await problemsOf(parseConfig(text, 'm.yml'))).toEqual([]);
});

test('nothing of a file reaches the prototype of objects', async () => {
  await problemsOf(parseConfig('__proto__: { polluted: yes }\noverrides: { __proto__: { polluted: yes } }', 'm.yml'));
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test('messages say what was found, what is expected and how to mend it', async () => {
  await expect(parseConfig('levle: 3', 'm.yml')).rejects.toThrow('Did you mean `level`?');
  await expect(parseConfig('model: 3', 'm.yml')).rejects.toThrow('model is 3; expected the id of a model');
  await expect(parseConfig('model: 3', 'm.yml')).rejects.toThrow('in quotes');
  await expect(parseConfig(two(', depends-on: [b]'), 'm.yml')).rejects.toThrow('a needs b needs a');
});
