import {
  AcceptedRisks,
  GateError,
  parseRiskRegister,
  registerHead,
  registerRow,
  type SecurityFinding,
} from '@maturity-actions/criteria';
import fc from 'fast-check';
import { at, dependency, finding, NOW } from './security-samples.ts';

const HEAD = registerHead();
const LINE = '| --- | --- | --- | --- | --- | --- | --- | --- |';
const ROW = '| CVE-2021-1 | lodash | @org/app | @org/sec | unused | a proxy | 2026-11-01 | 2026-12-31 |';
const table = (...rows: string[]) => [HEAD, LINE, ...rows].join('\n');
const ids = (text: string) => parseRiskRegister(text, 'r.md').map(({ id }) => id);

/** `where: found` of each problem; empty when there is none. */
function problems(text: string): string[] {
  try {
    parseRiskRegister(text, 'r.md');
    return [];
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    expect(new Set(error.failures.map(({ kind, code }) => `${kind} ${code}`))).toEqual(
      new Set(['configuration E_BAD_WAIVER']),
    );
    return error.failures.map(({ where, found }) => `${where}: ${found}`);
  }
}

test('a row is an accepted risk, with its line', () => {
  expect(parseRiskRegister(`# Risks\n\n${table(ROW)}\n`, 'r.md')).toEqual([
    {
      id: 'CVE-2021-1',
      scope: 'lodash',
      owner: '@org/app',
      approver: '@org/sec',
      reason: 'unused',
      control: 'a proxy',
      acceptedOn: at('2026-11-01'),
      expires: at('2026-12-31'),
      where: 'r.md:5',
    },
  ]);
});

const other = ROW.replace('CVE-2021-1', 'CVE-2021-2');
const cell = (text: string) => ROW.replace('CVE-2021-1', text);

describe('reads', () => {
  test.each([
    { name: 'nothing', text: '', expected: [] },
    { name: 'prose', text: 'We accept CVE-2021-1 | everywhere.', expected: [] },
    { name: 'a table of something else', text: '| Name | Colour |\n|---|---|\n| CVE-2021-1 | red |', expected: [] },
    { name: 'two rows', text: table(ROW, other), expected: ['CVE-2021-1', 'CVE-2021-2'] },
    { name: 'two tables', text: `${table(ROW)}\n\nLater:\n\n${table(other)}`, expected: ['CVE-2021-1', 'CVE-2021-2'] },
    { name: 'CRLF', text: table(ROW, other).replaceAll('\n', '\r\n'), expected: ['CVE-2021-1', 'CVE-2021-2'] },
    { name: 'CR', text: table(ROW, other).replaceAll('\n', '\r'), expected: ['CVE-2021-1', 'CVE-2021-2'] },
    { name: 'a byte order mark', text: `\ufeff${table(ROW)}`, expected: ['CVE-2021-1'] },
    { name: 'a table without the line below its head', text: `${HEAD}\n${ROW}`, expected: ['CVE-2021-1'] },
    { name: 'a line with alignment', text: `${HEAD}\n|:--|--:|:-:|-|-|-|-|-|\n${ROW}`, expected: ['CVE-2021-1'] },
    { name: 'rows without the last bar', text: table(ROW.slice(0, -2)), expected: ['CVE-2021-1'] },
    { name: 'a row of nothing', text: table('| | | | | | | | |', ROW), expected: ['CVE-2021-1'] },
    { name: 'an indented table', text: table(ROW).replaceAll(/^/gm, '  '), expected: ['CVE-2021-1'] },
    { name: 'an id as code', text: table(cell('`CVE-2021-1`')), expected: ['CVE-2021-1'] },
    { name: 'an id as longer code', text: table(cell('`` CVE-2021-1 ``')), expected: ['CVE-2021-1'] },
    { name: 'an id in bold', text: table(cell('**CVE-2021-1**')), expected: ['CVE-2021-1'] },
    { name: 'an id that is a link', text: table(cell('[CVE-2021-1](https://example.test)')), expected: ['CVE-2021-1'] },
    { name: 'escaped signs', text: table(cell('a\\_b\\*c')), expected: ['a_b*c'] },
    { name: 'an escaped bar', text: table(cell('a\\|b')), expected: ['a|b'] },
    { name: 'an escaped bar in code', text: table(cell('`a\\|b`')), expected: ['a|b'] },
    {
      name: 'a name that objects inherit',
      text: table(cell('\\_\\_proto\\_\\_'), cell('constructor')),
      expected: ['__proto__', 'constructor'],
    },
    {
      name: 'columns in another order',
      text: '| Expires | ID | Owner | Scope | Accepted | Reason | Control | Approved by |\n|---|---|---|---|---|---|---|---|\n| 2026-12-31 | X1 | a | * | 2026-11-01 | b | - | c |',
      expected: ['X1'],
    },
    {
      name: 'headings in other letters',
      text: table(ROW).replace(HEAD, HEAD.toUpperCase().replaceAll(' ', '_')),
      expected: ['CVE-2021-1'],
    },
    { name: 'a column more', text: `${HEAD} Ticket |\n${LINE}---|\n${ROW} OPS-1 |`, expected: ['CVE-2021-1'] },
    { name: 'cells more than columns', text: table(`${ROW} and more |`), expected: ['CVE-2021-1'] },
  ])('$name', ({ text, expected }) => {
    expect(ids(text)).toEqual(expected);
  });

  test.each([
    { name: 'a comment', text: `<!--\n${table(ROW)}\n-->` },
    { name: 'a comment that never ends', text: `<!--\n${table(ROW)}` },
    { name: 'a comment in a line', text: table(`<!-- ${ROW} -->`) },
    { name: 'a comment that begins behind another', text: table(`<!-- a --><!-- ${ROW} -->`) },
    { name: 'a row in a comment between rows', text: `${HEAD}\n${LINE}\n<!--\n${ROW}\n-->` },
    { name: 'a fence', text: `\`\`\`\n${table(ROW)}\n\`\`\`` },
    { name: 'a fence with a language', text: `\`\`\`md\n${table(ROW)}\n\`\`\`` },
    { name: 'a fence of tildes', text: `~~~\n${table(ROW)}\n~~~` },
    { name: 'a fence that never ends', text: `\`\`\`\n${table(ROW)}` },
    { name: 'a longer fence with a shorter one inside', text: `\`\`\`\`\n\`\`\`\n${table(ROW)}\n\`\`\`\n\`\`\`\`` },
    { name: 'a fence of tildes with one of ticks inside', text: `~~~\n\`\`\`\n${table(ROW)}\n\`\`\`\n~~~` },
    { name: 'a fence in a list', text: `1. So:\n\n    \`\`\`\n${table(ROW).replaceAll(/^/gm, '    ')}\n    \`\`\`` },
    { name: 'a quotation', text: table(ROW).replaceAll(/^/gm, '> ') },
    { name: 'a row behind a blank line', text: `${HEAD}\n${LINE}\n\n${ROW}` },
    { name: 'rows without a head', text: `${LINE}\n${ROW}\n${ROW}` },
    { name: 'rows without bars in front', text: `${HEAD.slice(2)}\n${LINE.slice(2)}\n${ROW.slice(2)}` },
  ])('nothing in $name', ({ text }) => {
    expect(ids(text)).toEqual([]);
  });

  test('what comes behind a comment or a fence', () => {
    expect(ids(`<!-- none -->\n${table(ROW)}`)).toEqual(['CVE-2021-1']);
    expect(ids(`\`\`\`\n<!--\n\`\`\`\n${table(ROW)}`)).toEqual(['CVE-2021-1']);
    expect(ids(`<!--\n\`\`\`\n-->\n${table(ROW)}`)).toEqual(['CVE-2021-1']);
    expect(ids(table(`${ROW.slice(0, -2)} <!-- until the update --> |`))).toEqual(['CVE-2021-1']);
  });

  test('a glob is no bold text', () => {
    const [read] = parseRiskRegister(table(ROW.replace('lodash', '`**/test/**`')), 'r.md');
    expect(read?.scope).toBe('**/test/**');
  });

  test('a control that there is none of', () => {
    expect(parseRiskRegister(table(ROW.replace('a proxy', '-')), 'r.md')[0]).not.toHaveProperty('control');
  });
});

describe('refuses', () => {
  const without = (column: number) =>
    ROW.split('|')
      .map((text, index) => (index === column ? ' ' : text))
      .join('|');
  test.each([
    { name: 'a row without an id', text: table(without(1)), expected: ['r.md:3: no ID'] },
    { name: 'a row without a scope', text: table(without(2)), expected: ['r.md:3: no Scope'] },
    { name: 'a row without an owner', text: table(without(3)), expected: ['r.md:3: no Owner'] },
    { name: 'a row without an approver', text: table(without(4)), expected: ['r.md:3: no Approver'] },
    { name: 'a row without a reason', text: table(without(5)), expected: ['r.md:3: no Reason'] },
    { name: 'a row without a control', text: table(without(6)), expected: ['r.md:3: no Compensating control'] },
    { name: 'a row without a beginning', text: table(without(7)), expected: ['r.md:3: no Accepted on'] },
    { name: 'a row without an end', text: table(without(8)), expected: ['r.md:3: no Expires'] },
    { name: 'a dash for an owner', text: table(ROW.replace('@org/app', '-')), expected: ['r.md:3: no Owner'] },
    { name: 'a dash for an end', text: table(ROW.replace('2026-12-31', '-')), expected: ['r.md:3: no Expires'] },
    {
      name: 'a suggested row that nobody filled in',
      text: table(registerRow(dependency(), NOW)),
      expected: ['Owner', 'Approver', 'Reason', 'Compensating control'].map((column) => `r.md:3: no ${column}`),
    },
    {
      name: 'a suggested row with a name only',
      text: table(registerRow(dependency(), NOW).replace('owner', '@org/app')),
      expected: ['Approver', 'Reason', 'Compensating control'].map((column) => `r.md:3: no ${column}`),
    },
    {
      name: 'the head once more',
      text: table(ROW, HEAD),
      expected: [
        'r.md:4: no Owner',
        'r.md:4: no Approver',
        'r.md:4: no Reason',
        'r.md:4: no Compensating control',
        'r.md:4: Accepted on is "Accepted on"',
        'r.md:4: Expires is "Expires"',
      ],
    },
    {
      name: 'a missing column',
      text: table(ROW).replace('Approver', 'Aprover'),
      expected: ['r.md:1: no column Approver'],
    },
    {
      name: 'a column that comes twice',
      text: `${HEAD} CVE |\n${LINE}---|\n${ROW} CVE-2021-2 |`,
      expected: ['r.md:1: two columns for ID'],
    },
    {
      name: 'an end before the beginning',
      text: table(ROW.replace('2026-12-31', '2026-10-31')),
      expected: ['r.md:3: it expires before it was accepted'],
    },
    {
      name: 'a bar that shifts the cells',
      text: table(ROW.replace('unused', 'a | b')),
      expected: ['r.md:3: Accepted on is "a proxy"'],
    },
    { name: 'a bad row beside a good one', text: table(ROW, without(3)), expected: ['r.md:4: no Owner'] },
  ])('$name', ({ text, expected }) => {
    expect(problems(text)).toEqual(expected);
  });

  test.each([
    '2026-02-30',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '31.12.2026',
    '2026-12-31T00:00:00Z',
    '20261231',
    '2026-12-31Z',
    '2026‑12‑31',
    'never',
    '∞',
    '99999-12-31',
    '-2026-12-31',
    '2026-12-32',
    '0x7EA-12-31',
  ])('the day %s', (day) => {
    expect(problems(table(ROW.replace('2026-12-31', day)))).toEqual([`r.md:3: Expires is ${JSON.stringify(day)}`]);
    expect(problems(table(ROW.replace('2026-11-01', day)))).toEqual([`r.md:3: Accepted on is ${JSON.stringify(day)}`]);
  });

  test('leap days only where there are some', () => {
    expect(problems(table(ROW.replace('2026-12-31', '2028-02-29')))).toEqual([]);
    expect(problems(table(ROW.replace('2026-12-31', '2100-02-29')))).toHaveLength(1);
  });

  test('very many problems, of which the first are listed', () => {
    const found = problems(table(...Array(20_000).fill('| x |')));
    expect(found).toHaveLength(201);
    expect(found[0]).toBe('r.md:3: no Scope');
  });

  test('a register beyond measure', () => {
    expect(problems('x'.repeat(5_000_001))).toEqual(['r.md: a register of 5000001 characters']);
  });
});

test('a suggested row, filled in, excuses the finding that it was made for and no other place', () => {
  const filled = (one: SecurityFinding) =>
    parseRiskRegister(
      table(registerRow(one, NOW).replace('| owner | approver | reason | compensating control |', '| a | b | c | - |')),
      'r.md',
    );
  const path = fc
    .array(
      fc
        .stringMatching(/^[\w .@()[\]{}|*+!#$,;=~^'&%-]{1,12}$/)
        .filter((text) => text.trim() === text && !/^\.{1,2}$/.test(text) && !/\s\s/.test(text)),
      { minLength: 1, maxLength: 3 },
    )
    .map((parts) => parts.join('/'));
  fc.assert(
    fc.property(path, fc.stringMatching(/^[\w.|/:-]{1,20}$/), (file, rule) => {
      const one = finding({ rule, ids: [rule], places: [{ path: file, line: 3 }], where: `${file}:3` });
      fc.pre(!/^(?:\*\*.+\*\*|[_*]+)$/.test(rule) && !/^(?:\*\*.+\*\*|\*|-|\[.*\]\(.*\))$/.test(file) && rule !== '-');
      const [row] = filled(one);
      expect(new AcceptedRisks([row as NonNullable<typeof row>]).judge(one, undefined, NOW)?.counts).toBe(true);
      const elsewhere = finding({ rule, ids: [rule], places: [{ path: 'another/file' }], where: 'another/file' });
      fc.pre(!file.includes('*') && !/[+!@]\(/.test(file));
      expect(new AcceptedRisks([row as NonNullable<typeof row>]).judge(elsewhere, undefined, NOW)).toBeUndefined();
    }),
  );
  const [ofPackage] = filled(dependency());
  expect(ofPackage).toMatchObject({ id: 'CVE-2021-23337', scope: 'npm/lodash@4.17.20' });
});

test('hostile text takes linear time and is never more than cells', () => {
  const started = performance.now();
  for (const text of [
    '`'.repeat(1_000_000),
    `${HEAD}\n| ${'`'.repeat(1_000_000)} |`,
    `${HEAD}\n${'|'.repeat(1_000_000)}`,
    `${HEAD}\n| ${'**'.repeat(500_000)}x | a |`,
    `${HEAD}\n| ${'['.repeat(500_000)} |`,
    `${HEAD}\n| ${'\\|'.repeat(500_000)} |`,
    `| ID | Expires ${'| x '.repeat(300_000)}|`,
    '<!-- '.repeat(300_000),
    '<!----> '.repeat(200_000),
    '\n'.repeat(1_000_000),
    ' '.repeat(4_000_000),
    `${'-'.repeat(1_000_000)}x`,
    `${HEAD}\n|${'-'.repeat(1_000_000)}x|`,
    table(...Array(20_000).fill(ROW)),
  ])
    problems(text);
  expect(performance.now() - started).toBeLessThan(20_000);
});
