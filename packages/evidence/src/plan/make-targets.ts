import type { FileIndex } from './file-index.ts';
import type { FileTexts } from './file-texts.ts';
import { linkTarget } from './link-target.ts';

/** Makefiles that are read, the nearest to the root first. */
const MAX_FILES = 100;
/** Makefiles that one includes, each with what it includes in turn. */
const MAX_INCLUDED = 50;

/**
 * Targets of each Makefile, with those of the files that it includes. A Makefile whose targets cannot be told by reading it is
 * left out: one with a pattern rule or with names that make works out, one that includes what is not tracked.
 */
export async function makeTargets(
  index: FileIndex,
  texts: FileTexts,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const path of index.named('makefile', 'gnumakefile').slice(0, MAX_FILES)) {
    const targets = await targetsOf(path, index, texts);
    if (targets) found.set(path, targets);
  }
  return found;
}

async function targetsOf(path: string, index: FileIndex, texts: FileTexts): Promise<ReadonlySet<string> | undefined> {
  const targets = new Set<string>();
  const seen = new Set([path]);
  for (const file of seen) {
    const text = await texts.read(file);
    if (text === undefined || seen.size > MAX_INCLUDED) return undefined;
    const read = readMakefile(text);
    if (read.isOpen) return undefined;
    for (const target of read.targets) targets.add(target);
    for (const name of read.includes) {
      // make looks from the folder it runs in, which is that of the first file.
      const included = linkTarget(path, name)?.path;
      if (included !== undefined && index.files.has(included)) seen.add(included);
      else return undefined;
    }
  }
  return targets;
}

interface Makefile {
  readonly targets: readonly string[];
  readonly includes: readonly string[];
  /** Whether it may have targets that cannot be read off. */
  readonly isOpen: boolean;
}

/** Reads what a Makefile defines by its lines; recipes begin with a tab. */
export function readMakefile(text: string): Makefile {
  const targets: string[] = [];
  const includes: string[] = [];
  const values = new Map<string, string>();
  for (const raw of text.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    const line = raw.startsWith('\t') ? '' : raw.replace(/(?:^|\s)#.*$/, '').trim();
    const [, name, value] = /^(?:export\s+)?([\w.-]+)\s*(?:\?|::?)?=\s*([^\s$]*)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) values.set(name, value);
    const included = /^-?s?include\s+(\S.*)$/.exec(line)?.[1];
    if (included !== undefined) includes.push(...included.split(/\s+/));
    else targets.push(...targetNames(line).map((target) => expanded(target, values)));
  }
  // Of a variable or a wildcard nobody knows here what it stands for.
  const isOpen =
    targets.some(isAnyName) || includes.some((name) => /[$*?[]/.test(name)) || /\$\((?:eval|call)\b/.test(text);
  return { targets: targets.filter((target) => !/[%$]/.test(target)), includes, isOpen };
}

/** What stands before the colon of a rule. */
function targetNames(line: string): string[] {
  const colon = line.indexOf(':');
  const names = line.slice(0, Math.max(0, colon)).replace(/&$/, '');
  if (colon < 0 || names.includes('=') || /^:*=/.test(line.slice(colon + 1)) || STATEMENT.test(names)) return [];
  return names.split(/\s+/).filter((name) => name !== '' && !name.startsWith('.'));
}

const STATEMENT = /^\s*(?:ifn?eq|ifn?def|else|endif|define|endef|export|unexport|override|vpath)\b/;

function expanded(target: string, values: ReadonlyMap<string, string>): string {
  return target.replace(/\$[({]([\w.-]+)[)}]/g, (written, name) => values.get(name) ?? written);
}

/** `deploy-%`, `$(NAME)`: any word may be a target. `%.o` and `$(DIR)/app` are files, which no plan asks make for. */
function isAnyName(target: string): boolean {
  return /[%$]/.test(target) && !/[./](?![^(]*\))/.test(target);
}
