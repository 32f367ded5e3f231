import { GateError, type PlanRepository, readYaml } from '@maturity-actions/criteria';
import { isForeign } from './document-roles.ts';
import { type FileIndex, nearestFirst } from './file-index.ts';
import type { FileTexts } from './file-texts.ts';
import { isMap } from './package-scripts.ts';

const COMPOSE = /(?:^|\/)(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/i;
/** Compose files that are read, the nearest to the root first. */
const MAX_FILES = 20;

/** Services of the compose files; a file that cannot be read has none. */
export async function composeServices(index: FileIndex, texts: FileTexts): Promise<PlanRepository['composeServices']> {
  const named = index.ending('.yml', '.yaml').filter((path) => COMPOSE.test(path) && !isForeign(path));
  const services: PlanRepository['composeServices'][number][] = [];
  for (const where of nearestFirst(named).slice(0, MAX_FILES)) {
    const data = await yamlData(await texts.read(where), where);
    for (const [name, service] of entriesOf(data, 'services')) {
      const image = isMap(service) && typeof service['image'] === 'string' ? service['image'] : undefined;
      services.push({ name, ...(image === undefined ? {} : { image }), where });
    }
  }
  return services;
}

/** Entries of a map below a key; none where there is no such map. */
export function entriesOf(data: unknown, key: string): readonly (readonly [string, unknown])[] {
  const map = isMap(data) && Object.hasOwn(data, key) ? data[key] : undefined;
  return isMap(map) ? Object.entries(map) : [];
}

/** What a YAML file holds; undefined when it cannot be read. */
export async function yamlData(text: string | undefined, path: string): Promise<unknown> {
  if (text === undefined) return undefined;
  try {
    return (await readYaml(text, path, 'E_MALFORMED')).data;
  } catch (error) {
    if (error instanceof GateError) return undefined;
    throw error;
  }
}
