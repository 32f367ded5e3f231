import { readdir, readFile } from 'node:fs/promises';
import { CHECKS, type Model, parseModel } from '@maturity-actions/criteria';

/** Generated files: path relative to the repository's root -> content. */
export type GeneratedFiles = Readonly<Record<string, string>>;

const FOLDER = 'packages/criteria/models';
const ROOT = new URL('../../../../', import.meta.url);

/** The built-in models, read from their files and ordered by id. Throws ConfigurationError E_BAD_MODEL. */
export async function readModels(): Promise<readonly Model[]> {
  const names = (await readdir(new URL(FOLDER, ROOT))).filter((name) => name.endsWith('.yml')).sort();
  const checks = CHECKS.map((check) => check.kind);
  return Promise.all(
    names.map(async (name) => {
      const path = `${FOLDER}/${name}`;
      return parseModel(await readFile(new URL(path, ROOT), 'utf8'), path, checks);
    }),
  );
}

/** The module that holds the built-in models, so that a run reads no model file. */
export async function generateModels(): Promise<GeneratedFiles> {
  const content = [
    '// Generated from packages/criteria/models by npm run generate; do not edit.',
    "import type { Model } from './model.ts';",
    '',
    '/** The models that are built in, ordered by id. */',
    `export const MODELS: readonly Model[] = ${literal(await readModels(), '')};`,
    '',
  ];
  return { 'packages/criteria/src/models.generated.ts': content.join('\n') };
}

const WIDTH = 110;

/** A value of plain data as a TypeScript literal, one entry a line where it does not fit in one line. */
function literal(value: unknown, indent: string): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const inner = `${indent}  `;
  const entries = Array.isArray(value)
    ? value.map((item) => literal(item, inner))
    : Object.entries(value).map(([key, item]) => `${keyLiteral(key)}: ${literal(item, inner)}`);
  const space = Array.isArray(value) || entries.length === 0 ? '' : ' ';
  const line = `${open}${space}${entries.join(', ')}${space}${close}`;
  if (indent.length + line.length <= WIDTH && !line.includes('\n') && indent !== '') return line;
  return [open, ...entries.map((entry) => `${inner}${entry},`), `${indent}${close}`].join('\n');
}

function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${escaped}'`;
}

function keyLiteral(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}
