import { memoryRepository } from '../../../packages/evidence/test/memory-repository.ts';
import { plannedMaintenance } from '../src/maintenance.ts';
import { given, settingsOf } from './settings.ts';

const hour = (text: string): number => Date.parse(`2026-11-20T${text}:00:00Z`);
const SPAN = '2026-11-20T02:00:00Z/2026-11-20T04:00:00Z';
const planned = (lines: string) => plannedMaintenance(given({ maintenance: lines }), memoryRepository({}), []);

describe('of the inputs', () => {
  test.each([
    { name: 'a date', line: `${SPAN} declared 2026-11-18 database upgrade`, declaredAt: Date.UTC(2026, 10, 18) },
    { name: 'a time', line: `${SPAN} declared 2026-11-20T01:00:00Z database upgrade`, declaredAt: hour('01') },
    {
      name: 'blanks',
      line: `  ${SPAN}   declared   2026-11-18   database upgrade  `,
      declaredAt: Date.UTC(2026, 10, 18),
    },
  ])('$name', async ({ line, declaredAt }) => {
    expect(await planned(line)).toEqual([
      { from: hour('02'), to: hour('04'), declaredAt, reason: 'database upgrade', where: 'input maintenance, line 1' },
    ]);
  });

  test('without a time of its declaration', async () => {
    const [one] = await planned(`${SPAN} database upgrade`);
    expect(one).toEqual({
      from: hour('02'),
      to: hour('04'),
      reason: 'database upgrade',
      where: 'input maintenance, line 1',
    });
  });

  test.each([
    { name: 'no span', line: 'tuesday night' },
    { name: 'no reason', line: `${SPAN} declared 2026-11-18` },
    { name: 'a declaration that is no time', line: `${SPAN} declared yesterday database upgrade` },
    {
      name: 'an end before its beginning',
      line: '2026-11-20T04:00:00Z/2026-11-20T02:00:00Z declared 2026-11-18 upgrade',
    },
    { name: 'no length', line: '2026-11-20T04:00:00Z/2026-11-20T04:00:00Z declared 2026-11-18 upgrade' },
    { name: 'a time without its zone', line: '2026-11-20T02:00:00/2026-11-20T04:00:00 declared 2026-11-18 upgrade' },
  ])('refused: $name', async ({ line }) => {
    await expect(planned(`${SPAN} declared 2026-11-18 fine\n${line}`)).rejects.toThrow('input maintenance, line 2');
  });
});

describe('of maturity.yml', () => {
  const lines = [
    'uptime:',
    '  maintenance:',
    '    - from: "2026-11-20T02:00:00Z"',
    '      to: "2026-11-20T04:00:00Z"',
    '      reason: disk',
  ];
  const declared = async (blame: Readonly<Record<number, number>> | undefined) => {
    const repository = memoryRepository(blame ? { blame: { 'maturity.yml': blame } } : {});
    return (await plannedMaintenance(given({}), repository, await settingsOf(lines)))[0]?.declaredAt;
  };

  test('dated by Git', async () => {
    expect(await declared({ 3: 100, 4: 100, 5: 100 })).toBe(100);
  });

  test('by the newest of the lines that say when it is', async () => {
    expect(await declared({ 3: 100, 4: 900, 5: 100 })).toBe(900);
    expect(await declared({ 3: 800, 4: 100, 5: 100 })).toBe(800);
  });

  test('a reason may be written better later on', async () => {
    expect(await declared({ 3: 100, 4: 100, 5: 900 })).toBe(100);
  });

  test.each([{ blame: undefined }, { blame: { 3: 100 } }, { blame: {} }])(
    'nobody can tell: $blame',
    async ({ blame }) => {
      expect(await declared(blame)).toBeUndefined();
    },
  );
});
