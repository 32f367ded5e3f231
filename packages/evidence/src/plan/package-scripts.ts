import type { FileIndex } from './file-index.ts';
import type { FileTexts } from './file-texts.ts';

/** Packages that are read, the nearest to the root first. */
const MAX_FILES = 300;

/** Scripts of each package.json; one that cannot be read is left out. */
export async function packageScripts(
  index: FileIndex,
  texts: FileTexts,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const path of index.named('package.json').slice(0, MAX_FILES)) {
    const scripts = fieldOf(await texts.read(path), 'scripts');
    if (scripts) found.set(path, new Set(Object.keys(scripts)));
  }
  return found;
}

/** A map of a package.json: empty when it has none of this name; undefined when the file is no such JSON. */
export function fieldOf(text: string | undefined, name: string): Readonly<Record<string, unknown>> | undefined {
  const data = jsonMap(text);
  const field: unknown = data && Object.hasOwn(data, name) ? data[name] : {};
  return data && (isMap(field) ? field : {});
}

function jsonMap(text = ''): Readonly<Record<string, unknown>> | undefined {
  try {
    const data: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isMap(data) ? data : undefined;
  } catch {
    return undefined;
  }
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
