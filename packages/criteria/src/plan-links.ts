import type { Plan, PlanBlock } from './plan.ts';
import { folderOf, joinPath } from './repository-paths.ts';

/** A link or image of a plan that leads into the repository, or to a place in the plan's own file. */
export interface PlanLink {
  /** As written. */
  readonly href: string;
  /** Relative to the repository; that of the plan itself for `#anchor`. */
  readonly path: string;
  /** Whether it begins with `/`: the root of the repository, or that of a site. */
  readonly isRooted: boolean;
  /** Decoded, without `#`; empty when there is none. */
  readonly anchor: string;
  readonly line: number;
  readonly column?: number;
}

const known = new WeakMap<Plan, readonly PlanLink[]>();

/** Relative links in reading order; those that lead out of the repository, and templates, are left out. Worked out once. */
export function linksOf(plan: Plan): readonly PlanLink[] {
  const links = known.get(plan) ?? readLinks(plan);
  known.set(plan, links);
  return links;
}

const NO_LINKS: readonly PlanLink[] = [];
const NO_HREFS: readonly string[] = [];

function readLinks(plan: Plan): PlanLink[] {
  return plan.blocks.flatMap((block): readonly PlanLink[] => {
    const hrefs = hrefsOf(block);
    if (hrefs.length === 0) return NO_LINKS;
    const placeOf = placesIn(plan, block);
    return hrefs.flatMap((href) => {
      const link = readHref(href, plan.path);
      return link ? [{ ...link, href, ...placeOf(href) }] : [];
    });
  });
}

function hrefsOf({ spans }: PlanBlock): readonly string[] {
  if (spans.length === 0) return NO_HREFS;
  return spans.flatMap(({ href, kind, text }) => {
    if (href !== undefined) return [href];
    if (kind !== 'html' || !/\s(?:href|src)\s?=/i.test(text)) return [];
    return [
      ...text.slice(0, 100_000).matchAll(/<(?:a|img)\s[^<>]{0,500}?\b(?:href|src)\s?=\s?["']([^"'<>]{1,1000})["']/gi),
    ].map(([, found = '']) => found);
  });
}

function readHref(href: string, from: string): Pick<PlanLink, 'path' | 'isRooted' | 'anchor'> | undefined {
  if (href === '' || /^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(href)) return undefined;
  const hash = href.indexOf('#');
  const written = decoded((hash < 0 ? href : href.slice(0, hash)).split('?', 1)[0] ?? '');
  const anchor = hash < 0 ? '' : decoded(href.slice(hash + 1));
  if (/[{}<>$%|]|\{%/.test(written)) return undefined;
  if (written === '') return { path: from, isRooted: false, anchor };
  const isRooted = written.startsWith('/');
  const path = joinPath(isRooted ? '' : folderOf(from), written);
  return path === undefined ? undefined : { path, isRooted, anchor };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

type Place = Pick<PlanLink, 'line' | 'column'>;

/** How far a link is looked for behind the last one. */
const MOST_LINES = 200;
const MOST_UNITS = 20_000;

/** Where links stand, asked in reading order: each is looked for behind the last one. Only a line for what is not there as such. */
function placesIn({ lines }: Plan, { line: first, endLine }: PlanBlock): (href: string) => Place {
  let [line, done] = [first, 0];
  const find = (text: string): Place | undefined => {
    let from = done;
    let rest = MOST_UNITS;
    for (let at = line; at <= Math.min(endLine, line + MOST_LINES) && rest > 0; at++, from = 0) {
      const part = (lines[at - 1] ?? '').slice(from, from + rest);
      const found = part.indexOf(text);
      if (found >= 0) {
        [line, done] = [at, from + found + text.length];
        return { line, column: from + found + 1 };
      }
      rest -= part.length;
    }
    return undefined;
  };
  // Processors write a link with other escapes than people do.
  return (href) => find(href) ?? find(decoded(href)) ?? { line };
}
