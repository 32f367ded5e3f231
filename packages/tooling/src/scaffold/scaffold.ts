import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withListed } from './listed.ts';
import { camelCase, isKebabCase, sentenceCase } from './names.ts';

/** What one new thing is called. */
export interface Naming {
  readonly id: string;
  /** The exported constant. */
  readonly name: string;
  readonly title: string;
}

/** One kind of thing that can be scaffolded. Paths are relative to the repository root. */
export interface Scaffold {
  /** The word on the command line. */
  readonly kind: string;
  readonly needsTitle: boolean;
  /** The index.ts that lists all of its kind. */
  readonly list: string;
  moduleOf(id: string): string;
  /** New files; the test among them fails until it is filled in. */
  files(naming: Naming): Readonly<Record<string, string>>;
}

/** What the user asked for cannot be made; the message says why and what to do. */
export class ScaffoldRefusal extends Error {}

/** Every file to write, new ones and the list. Throws ScaffoldRefusal; writes nothing. */
export function scaffoldFiles(
  root: string,
  scaffold: Scaffold,
  id: string,
  title: string,
): Readonly<Record<string, string>> {
  refuse(root, scaffold, id, title);
  const naming = { id, name: camelCase(id), title: title === '' ? sentenceCase(id) : title };
  const files = scaffold.files(naming);
  const taken = Object.keys(files).filter((path) => existsSync(join(root, path)));
  if (taken.length > 0)
    throw new ScaffoldRefusal(`${taken.join(', ')}: there already; choose another id than "${id}".`);
  const list = readFileSync(join(root, scaffold.list), 'utf8');
  return { ...files, [scaffold.list]: withListed(list, { module: id, exported: naming.name }) };
}

function refuse(root: string, scaffold: Scaffold, id: string, title: string): void {
  if (!isKebabCase(id))
    throw new ScaffoldRefusal(
      `"${id}" is not kebab-case; write lower-case words joined by hyphens, such as "go-cover".`,
    );
  if (scaffold.needsTitle && title === '')
    throw new ScaffoldRefusal(`"${id}" has no title; add it as people write the name, such as "Cobertura XML".`);
  if (/['\\\r\n]|\*\//.test(title))
    throw new ScaffoldRefusal(
      'The title stands in a string and a comment; write it without quotes, backslashes and */.',
    );
  const module = scaffold.moduleOf(id);
  if (existsSync(join(root, module)))
    throw new ScaffoldRefusal(`${module}: there already; choose another id than "${id}".`);
}
