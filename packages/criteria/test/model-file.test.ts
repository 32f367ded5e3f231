import { parseModel } from '@maturity-actions/criteria';
import { problemsOf } from './problems.ts';

const VALID = `id: shop
levels:
  - { id: draft, number: 1 }
  - { id: live, number: 2, title: Live, aliases: [prod], soak: 24h }
criteria:
  - id: line-coverage
    asks: Enough?
    area: tests
    check: coverage-floor
    with: { metric: line }
    levels:
      draft: { should: {} }
      live: { must: { min: 79.95 } }
    why: Because.
    fix: Test it.
    source: Our handbook, 3
`;

const NO_CRITERIA = 'id: m\nlevels: [{ id: a, number: 1 }]\ncriteria: []\n';

test('a model without the optional keys gets their plain values', async () => {
  expect(await parseModel(VALID, 'shop.yml', ['coverage-floor'])).toEqual({
    id: 'shop',
    title: 'shop',
    source: 'shop.yml',
    levels: [
      { id: 'draft', number: 1, title: 'draft', aliases: [] },
      { id: 'live', number: 2, title: 'Live', aliases: ['prod'], soakMs: 86_400_000 },
    ],
    criteria: [
      {
        id: 'line-coverage',
        asks: 'Enough?',
        area: 'tests',
        check: 'coverage-floor',
        with: { metric: 'line' },
        levels: {
          draft: { requirement: 'should', params: {} },
          live: { requirement: 'must', params: { min: 79.95 } },
        },
        why: 'Because.',
        fix: 'Test it.',
        source: 'Our handbook, 3',
        traces: [],
      },
    ],
  });
});

test.each([
  { name: 'an unknown key', from: 'asks:', to: 'aks:', lines: [6, 7] },
  { name: 'an unknown key of a level', from: 'soak:', to: 'sok:', lines: [4] },
  { name: 'a soak that is no duration', from: '24h', to: '1 day', lines: [4] },
  { name: 'numbers out of order', from: 'number: 1 }', to: 'number: 2 }', lines: [3, 4] },
  { name: 'a number that is text', from: 'number: 1 }', to: 'number: "1" }', lines: [3] },
  { name: 'the same level twice', from: 'id: live', to: 'id: draft', lines: [4, 13] },
  { name: 'an alias that is another level', from: '[prod]', to: '[Draft]', lines: [4] },
  { name: 'an alias that is the number of another level', from: '[prod]', to: '["1"]', lines: [4] },
  { name: 'a level that does not exist', from: '      live:', to: '      life:', lines: [13] },
  { name: 'an unknown requirement', from: 'must:', to: 'shall:', lines: [13] },
  { name: 'two requirements', from: '{ should: {} }', to: '{ should: {}, must: {} }', lines: [12] },
  { name: 'no requirement', from: '{ should: {} }', to: '{}', lines: [12] },
  { name: 'parameters that are no map', from: '{ should: {} }', to: '{ should: }', lines: [12] },
  { name: 'an unknown kind of check', from: 'coverage-floor', to: 'coverage-flor', lines: [9] },
  {
    name: 'levels that are a list',
    from: 'levels:\n      draft: { should: {} }\n      live: { must: { min: 79.95 } }',
    to: 'levels: []',
    lines: [11],
  },
  { name: 'a missing text', from: '    why: Because.\n', to: '', lines: [6] },
  { name: 'a blank text', from: 'Because.', to: '" "', lines: [14] },
  { name: 'an id with a space', from: 'id: shop', to: 'id: my shop', lines: [1] },
  { name: 'an unknown grade', from: '    why', to: '    grade: sure\n    why', lines: [14] },
  { name: 'a duplicate key', from: '    why', to: '    area: b\n    why', lines: [14] },
])('$name is refused', async ({ from, to, lines }) => {
  expect(VALID).toContain(from);
  const problems = await problemsOf(parseModel(VALID.replace(from, to), 'shop.yml', ['coverage-floor']));
  expect(problems).toEqual(lines.map((line) => `E_BAD_MODEL shop.yml:${line}`));
});

test.each([
  { name: 'nothing', text: '', lines: [1] },
  { name: 'no levels', text: NO_CRITERIA.replace('[{ id: a, number: 1 }]', '[]'), lines: [2] },
  { name: 'a list', text: '- id: m\n', lines: [1] },
  { name: 'the same criterion twice', text: VALID + VALID.slice(VALID.indexOf('  - id: line')), lines: [17] },
])('$name is no model', async ({ text, lines }) => {
  expect(await problemsOf(parseModel(text, 'm.yml'))).toEqual(lines.map((line) => `E_BAD_MODEL m.yml:${line}`));
});

test('without a list of checks any kind passes', async () => {
  expect(await problemsOf(parseModel(VALID.replace('coverage-floor', 'own-check'), 'm.yml'))).toEqual([]);
  expect(await problemsOf(parseModel(NO_CRITERIA, 'm.yml', []))).toEqual([]);
});

test('an unknown key names the nearest one', async () => {
  await expect(parseModel(VALID.replace('asks:', 'aks:'), 'm.yml')).rejects.toThrow('Did you mean `asks`?');
});
