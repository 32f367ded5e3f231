import { GateError, type Plan } from '@maturity-actions/criteria';
import type { FileIndex } from './file-index.ts';
import type { FileTexts } from './file-texts.ts';
import { linkTarget } from './link-target.ts';
import { parseMarkdown } from './markdown.ts';

/** Linked files that are read. */
const MAX_FILES = 200;

/** Anchors of the Markdown files that plans link to with one, as GitHub makes them. */
export async function linkedAnchors(
  plans: readonly Plan[],
  index: FileIndex,
  texts: FileTexts,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>();
  for (const path of [...linkedFiles(plans, index)].slice(0, MAX_FILES)) {
    const text = await texts.readOnce(path);
    const anchors = text === undefined ? undefined : await anchorsOf(text, path);
    if (anchors) found.set(path, anchors);
  }
  return found;
}

function linkedFiles(plans: readonly Plan[], index: FileIndex): ReadonlySet<string> {
  const targets = plans
    .filter(({ isFile }) => isFile)
    .flatMap(({ path, blocks }) =>
      blocks.flatMap(({ spans }) =>
        spans.flatMap(({ href }) => (href === undefined ? [] : (linkTarget(path, href) ?? []))),
      ),
    );
  return new Set(
    targets.flatMap(({ path, anchor }) =>
      anchor !== undefined && /\.(?:md|markdown|mdx)$/i.test(path) && index.files.has(path) ? [path] : [],
    ),
  );
}

/** Anchors of a Markdown text: its headings, and names that its HTML gives; undefined when it cannot be read. */
export async function anchorsOf(text: string, path: string): Promise<ReadonlySet<string> | undefined> {
  try {
    const { blocks } = await parseMarkdown(text, path);
    const slugs = new Slugs();
    for (const block of blocks) if (block.kind === 'heading') slugs.add(block.text);
    const html = blocks.flatMap(({ spans }) => spans.flatMap((span) => (span.kind === 'html' ? [span.text] : [])));
    for (const source of html) {
      for (const [, name = ''] of source.matchAll(/\s(?:id|name)\s*=\s*["']?([^"'\s>]{1,200})/gi))
        slugs.known.add(name);
    }
    return slugs.known;
  } catch (error) {
    if (error instanceof GateError) return undefined;
    throw error;
  }
}

/** Slugs of headings in their order: one that comes again is numbered. */
class Slugs {
  readonly known = new Set<string>();
  readonly #times = new Map<string, number>();

  add(title: string): void {
    // Some sites let a heading name its anchor itself.
    const own = /\{#([\w-]+)\}\s*$/.exec(title.slice(-200))?.[1];
    if (own !== undefined) this.known.add(own);
    const slug = slugOf(title);
    let times = this.#times.get(slug) ?? 0;
    let unique = times === 0 ? slug : `${slug}-${times}`;
    while (this.known.has(unique)) unique = `${slug}-${++times}`;
    this.#times.set(slug, times + 1);
    this.known.add(unique);
  }
}

/** Letters, figures, `_` and `-` in lower case; blanks become `-`, the rest goes. */
export function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}
