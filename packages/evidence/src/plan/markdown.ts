import { EvidenceError } from '@maturity-actions/criteria';
import type { MarkdownIt, Token } from 'markdown-it';
import { BlockReader, type DocumentBlock } from './block-reader.ts';
import { frontMatter } from './front-matter.ts';
import { hasMarkup } from './inline-text.ts';

/** A Markdown file as lines and blocks. */
export interface MarkdownDocument {
  readonly lines: readonly string[];
  readonly blocks: readonly DocumentBlock[];
}

/** Largest document that is read, in UTF-16 units. */
export const MAX_PLAN_LENGTH = 5_000_000;
/** Deepest nesting of lists and quotes. */
const MAX_DEPTH = 100;

let parser: MarkdownIt | undefined;

async function markdownIt(): Promise<MarkdownIt> {
  if (parser) return parser;
  // Half of the bundle, and needed only once there is a plan.
  const { default: create } = await import('markdown-it');
  // Links in plain text are not needed, and looking for them is the slowest rule of all.
  parser = create({ html: true, linkify: false, typographer: false, maxNesting: MAX_DEPTH + 1 });
  parser.core.ruler.disable(['inline', 'linkify', 'replacements', 'smartquotes', 'text_join']);
  parser.inline.ruler.disable(['linkify']);
  return parser;
}

/**
 * Reads CommonMark with tables and task lists. Throws EvidenceError E_TOO_LARGE (above 5 MB), E_TOO_DEEP
 * (above 100 levels). Nothing else is malformed in Markdown: a fence that is never closed ends with the file.
 */
export async function parseMarkdown(text: string, path: string): Promise<MarkdownDocument> {
  if (text.length > MAX_PLAN_LENGTH) throw refused(path, 'E_TOO_LARGE', `${text.length} characters`, 'at most 5 MB');
  const lines = text.includes('\r') ? text.split(/\r\n|[\n\r]/) : text.split('\n');
  const { body, facts } = frontMatter(text, lines);
  const markdown = await markdownIt();
  const definitions = {};
  const tokens = markdown.parse(body, definitions);
  if (tokens.some(({ level }) => level >= MAX_DEPTH))
    throw refused(path, 'E_TOO_DEEP', `lists or quotes nested deeper than ${MAX_DEPTH}`, 'less nesting');
  const reader = new BlockReader(lines);
  for (const fact of facts) reader.fact(fact);
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    const { type, content, children } = token;
    // Most texts have nothing but code marked up: these are read as they are, without tokens of their own.
    if (type === 'inline' && children && hasMarkup(content))
      markdown.inline.parse(content, markdown, definitions, children);
    reader.read(token);
    // Read, and in the way: a large document has more of them than of anything else.
    token.children = null;
  }
  return { lines, blocks: reader.blocks };
}

function refused(path: string, code: 'E_TOO_LARGE' | 'E_TOO_DEEP', found: string, expected: string): EvidenceError {
  const fix = 'A plan that people can follow is shorter: split it, or name the right files with `plans`.';
  return new EvidenceError({ code, where: path, found, expected, fix });
}
