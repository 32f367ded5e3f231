/** What is added to a list: the module beside the list, and the name it exports. */
export interface ListEntry {
  /** File name without `.ts`. */
  readonly module: string;
  readonly exported: string;
}

const IMPORT = /^import (?:type )?\{[^}]*\} from '\.\/([a-z0-9-]+)\.ts';$/;
const ITEM = /^ {2}([A-Za-z0-9]+),$/;

/** The text of an index.ts with one more entry, import and item each in their sorted place. Throws when it looks otherwise than expected. */
export function withListed(index: string, { module, exported }: ListEntry): string {
  const lines = index.split('\n');
  const imports = positions(lines, IMPORT);
  insert(lines, imports, module, `import { ${exported} } from './${module}.ts';`);
  const items = positions(lines, ITEM);
  insert(lines, items, exported, `  ${exported},`);
  return lines.join('\n');
}

interface Position {
  readonly line: number;
  readonly name: string;
}

function positions(lines: readonly string[], pattern: RegExp): readonly Position[] {
  return lines.flatMap((text, line) => {
    const name = pattern.exec(text)?.[1];
    return name === undefined ? [] : [{ line, name }];
  });
}

function insert(lines: string[], sorted: readonly Position[], name: string, text: string): void {
  const last = sorted.at(-1);
  if (!last) throw new Error('The list has no entry of the expected form to sort the new one among.');
  const next = sorted.find((position) => fold(position.name) > fold(name));
  lines.splice(next ? next.line : last.line + 1, 0, text);
}

/** Sorted as the import organiser does it: without case. */
const fold = (name: string): string => name.toLowerCase();
