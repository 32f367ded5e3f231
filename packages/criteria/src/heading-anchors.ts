import { isPlainAscii } from './plain-text.ts';

/** Anchors of the headings of a file that Markdown processors make, and those that its HTML names. */
const known = new WeakMap<readonly string[], ReadonlySet<string>>();

/** All anchors of a file, as `plainAnchor` writes them. Worked out once for a file. */
export function anchorsOf(lines: readonly string[]): ReadonlySet<string> {
  const anchors = known.get(lines) ?? readAnchors(lines);
  known.set(lines, anchors);
  return anchors;
}

/** An anchor as it is compared: processors differ in how many hyphens they make of ` & ` and of an emoji. */
export function plainAnchor(anchor: string): string {
  return anchor
    .toLowerCase()
    .replace(/^user-content-/, '')
    .replace(/[-_\s]+/g, '-')
    .replace(/^-|-$/g, '');
}

function readAnchors(lines: readonly string[]): Set<string> {
  const anchors = new Set<string>();
  const counts = new Map<string, number>();
  let fence: string | undefined;
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as string;
    const isUnderlined = isUnderline(lines[index + 1] ?? '');
    if (!isUnderlined && !SIGN.test(line)) continue;
    const mark = fenceOf(line);
    if (fence !== undefined) {
      if (mark?.startsWith(fence) && /^[\s>]*[`~]+\s*$/.test(line)) fence = undefined;
      continue;
    }
    if (mark !== undefined) {
      fence = mark;
      continue;
    }
    if (line.includes('<'))
      for (const [, , id = ''] of line.matchAll(/\s(?:id|name)\s?=\s?(["']?)([^"'\s>]{1,200})\1/gi))
        anchors.add(plainAnchor(id));
    const title = headingOf(line, isUnderlined);
    if (title === undefined) continue;
    const [, own] = /\{\s*#([\w:.-]{1,200})[^}]*\}\s*$/.exec(title) ?? [];
    if (own !== undefined) anchors.add(plainAnchor(own));
    const slug = slugOf(title.replace(/\{\s*#[^{}]{0,200}\}\s*$/, ''));
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    anchors.add(plainAnchor(count === 0 ? slug : `${slug}-${count}`));
  }
  return anchors;
}

/** A line without one of these, and without another below it, is no fence, no heading and no HTML. */
const SIGN = /[#<`~]/;
const [BLANK, HYPHEN, EQUALS, LAST_ASCII] = [0x20, 0x2d, 0x3d, 0x7f];
const UNDERLINE = /^[\s>]{0,100}(?:={1,100}|-{2,100})\s*$/;

function isUnderline(line: string): boolean {
  // Most lines end with something else, and need not be read.
  const last = line.charCodeAt(line.length - 1);
  return (last === HYPHEN || last === EQUALS || last <= BLANK || last > LAST_ASCII) && UNDERLINE.test(line);
}

/** The marks with which a line opens or closes a fence. */
function fenceOf(line: string): string | undefined {
  if (!line.includes('```') && !line.includes('~~~')) return undefined;
  return /^[\s>]{0,100}(?:[-*+]\s+|\d{1,9}[.)]\s+)?(`{3,}|~{3,})/.exec(line)?.[1];
}

const LONGEST_TITLE = 1000;

/** The words of a heading line, or of a line that the next one underlines; undefined for any other. */
function headingOf(line: string, isUnderlined: boolean): string | undefined {
  const text = line.slice(0, LONGEST_TITLE);
  if (text.includes('#')) {
    const [, title] = /^[\s>]{0,100}(?:[-*+]\s+)?#{1,6}(?:\s+(.*))?$/.exec(text) ?? [];
    if (title !== undefined) return title.replace(/\s#{1,10}\s*$/, '');
  }
  const [, html] = text.includes('<') ? (/^\s*<h[1-6]\b[^>]{0,200}>(.*?)<\/h[1-6]>/i.exec(text) ?? []) : [];
  if (html !== undefined) return html;
  return isUnderlined && /[^\s>]/.test(text) ? text.replace(/^[\s>]+/, '') : undefined;
}

/** What a slug leaves out. Of ASCII, since most titles are, and the large classes take 1 ms to compile. */
const NO_SLUG_ASCII = /[^\w\s-]/g;
const NO_SLUG = /[^\p{L}\p{M}\p{N}\p{Pc}\s-]/gu;

/** What GitHub makes of a heading: its visible words, lower case, blanks as hyphens, no other signs. */
function slugOf(title: string): string {
  const words = MARKED.test(title) ? unmarked(title) : title;
  return words
    .trim()
    .toLowerCase()
    .replace(isPlainAscii(words) ? NO_SLUG_ASCII : NO_SLUG, '')
    .replace(/\s/g, '-');
}

const MARKED = /[[<*`]/;

/** A title without the signs of links, tags, stress and code. */
function unmarked(title: string): string {
  return title
    .replace(/!?\[([^\]\n]{0,500})\]\([^)\n]{0,1000}\)/g, '$1')
    .replace(/<[^<>]{0,500}>/g, '')
    .replace(/[*`]/g, '');
}
