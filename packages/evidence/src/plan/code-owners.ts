/** One line of CODEOWNERS. */
interface OwnerRule {
  readonly pattern: string;
  readonly owners: readonly string[];
}

/** Where GitHub looks for the file, in this order; the first one counts. */
export const CODEOWNERS_PLACES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

/** Longer patterns match nothing. */
const LONGEST_PATTERN = 500;

/** Who owns a path by a CODEOWNERS file: the last line that fits. Empty when none does, or that line names nobody. */
export function codeOwners(text: string): (path: string) => readonly string[] {
  const rules = text.split(/\r?\n/).flatMap(ruleOf).reverse();
  return (path) => rules.find(({ pattern }) => ownsPath(pattern, path))?.owners ?? [];
}

function ruleOf(raw: string): OwnerRule[] {
  const line = raw.replace(/(^|\s)#.*$/, '').trim();
  // A blank in a path is escaped.
  const [pattern = '', ...owners] = line.replaceAll('\\ ', '\0').split(/\s+/);
  if (pattern === '' || pattern.length > LONGEST_PATTERN) return [];
  return [{ pattern: pattern.replaceAll('\0', ' ').replaceAll('\\#', '#'), owners }];
}

/** Patterns are those of gitignore, without `!` and `[]`; `docs/*` means the files of that folder only. */
export function ownsPath(pattern: string, path: string): boolean {
  const isFolder = pattern.endsWith('/');
  const written = pattern.replace(/^\/|\/$/g, '').split('/');
  const isAnchored = pattern.startsWith('/') || written.length > 1;
  const parts = isAnchored ? written : ['**', ...written];
  const segments = path.split('/');
  const isFlat = isAnchored && parts.at(-1) === '*';
  // What names a folder means all that is in it.
  const isInside = (): boolean => fitsPath([...parts, '*', '**'], segments);
  return (!isFolder && fitsPath(parts, segments)) || (!isFlat && isInside());
}

const fitsPath = (parts: readonly string[], segments: readonly string[]): boolean =>
  fits(parts, segments, '**', (part, segment) => fits(part, segment, '*', fitsLetter));

const fitsLetter = (sign: string, letter: string): boolean => sign === '?' || sign === letter;

/** Whether items (segments of a path, or letters) follow a pattern in which `any` stands for any number of them. Goes back to the last `any` only. */
function fits(
  pattern: ArrayLike<string>,
  items: ArrayLike<string>,
  any: string,
  same: (part: string, item: string) => boolean,
): boolean {
  let at = 0;
  let open = -1;
  let from = 0;
  for (let item = 0; item < items.length; ) {
    const part = pattern[at];
    if (part === any) {
      open = at++;
      from = item;
    } else if (part !== undefined && same(part, items[item] as string)) {
      at++;
      item++;
    } else if (open >= 0) {
      at = open + 1;
      item = ++from;
    } else return false;
  }
  while (pattern[at] === any) at++;
  return at === pattern.length;
}
