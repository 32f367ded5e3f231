/** What is added to a list: the module beside the list, and the name it exports. */
export interface ListEntry {
  /** File name without `.ts`. */
  readonly module: string;
  readonly exported: string;
}

const IMPORT = /^import (?:type )?\{ *([^}]*?) *\} from '\.\/([a-z0-9-]+)\.ts';$/;
/** An entry, or a call that makes one. */
const ITEM = /^ {2}([A-Za-z0-9]+)(?:\(.*\))?,$/;

/**
 * The text of an index.ts with one more entry: its import sorted by module, its item in the order of the imports.
 * Throws when it looks otherwise than expected.
 */
export function withListed(index: string, { module, exported }: ListEntry): string {
  const lines = index.split('\n');
  const entries = lines.flatMap((text) => entryIn(text) ?? []);
  const modules = new Map(entries.map((entry) => [entry.exported, entry.module]));
  const imports = positions(lines, (text) => entryIn(text)?.module);
  insert(lines, imports, module, `import { ${exported} } from './${module}.ts';`);
  const items = positions(lines, (text) => modules.get(ITEM.exec(text)?.[1] ?? ''));
  insert(lines, items, module, `  ${exported},`);
  return lines.join('\n');
}

function entryIn(text: string): ListEntry | undefined {
  const [, exported, module] = IMPORT.exec(text) ?? [];
  return exported === undefined || module === undefined ? undefined : { exported, module };
}

interface Position {
  readonly line: number;
  readonly module: string;
}

function positions(lines: readonly string[], moduleIn: (text: string) => string | undefined): readonly Position[] {
  return lines.flatMap((text, line) => {
    const module = moduleIn(text);
    return module === undefined ? [] : [{ line, module }];
  });
}

function insert(lines: string[], sorted: readonly Position[], module: string, text: string): void {
  const last = sorted.at(-1);
  if (!last) throw new Error('The list has no entry of the expected form to sort the new one among.');
  const next = sorted.find((position) => position.module > module);
  lines.splice(next ? next.line : last.line + 1, 0, text);
}
