import { readFile } from 'node:fs/promises';
import { Ajv } from 'ajv';
import { generateConfigSchema } from '../src/generate/config-schema.ts';
import { generateCriteriaReference } from '../src/generate/criteria-reference.ts';
import { generateModels } from '../src/generate/models.ts';

const ROOT = new URL('../../../', import.meta.url);

test.each([
  { name: 'models', generate: generateModels },
  { name: 'schema of maturity.yml', generate: generateConfigSchema },
  { name: 'criteria reference', generate: generateCriteriaReference },
])('the $name in the repository is what the generator makes', async ({ generate }) => {
  for (const [path, content] of Object.entries(await generate()))
    expect(await readFile(new URL(path, ROOT), 'utf8')).toBe(content);
});

const waiver = { owner: '@org/a', reason: 'r', 'accepted-on': '2026-11-01', expires: '2026-12-31' };

test.each([
  {
    name: 'a whole config',
    data: { model: 'component', level: 3, classes: { ui: [] }, evidence: { coverage: 'a' } },
    valid: true,
  },
  { name: 'a component', data: { components: { a: { path: 'a', 'depends-on': [] } } }, valid: true },
  { name: 'a waiver', data: { waivers: [{ criterion: 'a', ...waiver }] }, valid: true },
  { name: 'an unknown key', data: { levl: 3 }, valid: false },
  { name: 'an unknown key of a component', data: { components: { a: { path: 'a', needs: [] } } }, valid: false },
  { name: 'a component without a path', data: { components: { a: {} } }, valid: false },
  { name: 'a blank reason', data: { waivers: [{ criterion: 'a', ...waiver, reason: ' ' }] }, valid: false },
  { name: 'a list', data: [], valid: false },
])('the JSON Schema says of $name: $valid', async ({ data, valid }) => {
  const [schema = ''] = Object.values(await generateConfigSchema());
  // Formats are for editors; the gates check that a day exists.
  const validate = new Ajv({ validateFormats: false }).compile(JSON.parse(schema));
  expect(validate(data)).toBe(valid);
});
