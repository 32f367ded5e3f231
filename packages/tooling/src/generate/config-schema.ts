import { CONFIG_SCHEMA } from '@maturity-actions/criteria';
import { toJsonSchema } from '@valibot/to-json-schema';
import type { GeneratedFiles } from './models.ts';

/** The JSON Schema of maturity.yml, for editors. What it cannot say (dates exist, names are known) the gates check. */
export async function generateConfigSchema(): Promise<GeneratedFiles> {
  const { $schema, ...schema } = toJsonSchema(CONFIG_SCHEMA, {
    // The schema changes no value; its last step, unlike its first, says which keys there are.
    typeMode: 'output',
    ignoreActions: ['check', 'raw_check'],
    overrideSchema: ({ valibotSchema, jsonSchema }) =>
      valibotSchema.type === 'loose_object' ? { ...jsonSchema, additionalProperties: false } : undefined,
  });
  const titled = {
    $schema,
    $comment: 'Generated from packages/criteria/src/config-schema.ts by npm run generate; do not edit.',
    title: 'maturity.yml: levels, components, classes of code, overrides and waivers',
    ...schema,
  };
  return { 'packages/criteria/maturity.schema.json': `${JSON.stringify(titled, undefined, 2)}\n` };
}
