import type { PlanBlock, PlanCode, PlanItem, PlanSpan } from '@maturity-actions/criteria';
import type { Token } from 'markdown-it';
import { bareText, type InlineText, inlineText, splitAtLabels } from './inline-text.ts';

/** A block while its document is read: its section is known last. */
export type DocumentBlock = { -readonly [K in keyof PlanBlock]: PlanBlock[K] };

interface OpenList {
  readonly isOrdered: boolean;
  readonly list: number;
}

const NO_SPANS: readonly PlanSpan[] = [];

/** Turns the tokens of markdown-it into blocks, in one pass. */
export class BlockReader {
  readonly blocks: DocumentBlock[] = [];
  readonly #lines: readonly string[];
  readonly #lists: OpenList[] = [];
  readonly #items: number[] = [];
  #listCount = 0;
  #tableCount = 0;
  #quotes = 0;
  #row: { cells: string[]; spans: PlanSpan[]; isHead: boolean; line: number } | undefined;
  #heading: { level: number; line: number; endLine: number } | undefined;
  #place: { line: number; endLine: number } = { line: 1, endLine: 1 };

  constructor(lines: readonly string[]) {
    this.#lines = lines;
  }

  /** A line of the front matter. */
  fact({ line, text }: { readonly line: number; readonly text: string }): void {
    this.#add('paragraph', { line, endLine: line }, text, NO_SPANS);
  }

  read(token: Token): void {
    const reader = READERS[token.type];
    if (!reader) return;
    const { map } = token;
    if (map) this.#place = { line: map[0] + 1, endLine: Math.max(map[0] + 1, map[1]) };
    reader(this, token);
  }

  openList(isOrdered: boolean): void {
    this.#lists.push({ isOrdered, list: this.#listCount++ });
  }

  closeList(): void {
    this.#lists.pop();
  }

  openItem(token: Token): void {
    const { isOrdered, list } = this.#lists.at(-1) as OpenList;
    const item: PlanItem = { isOrdered, number: isOrdered ? Number(token.info) || 0 : 0, list };
    this.#items.push(this.blocks.length);
    const block = this.#add('item', this.#place, '', NO_SPANS);
    block.item = item;
    block.level = this.#lists.length;
    block.parent = this.#items.at(-2) ?? -1;
  }

  closeItem(): void {
    this.#items.pop();
  }

  quote(by: 1 | -1): void {
    this.#quotes += by;
  }

  openHeading(token: Token): void {
    this.#heading = { level: Number(token.tag.slice(1)), ...this.#place };
  }

  openTable(): void {
    this.#tableCount++;
  }

  openRow(): void {
    this.#row = { cells: [], spans: [], isHead: false, line: this.#place.line };
  }

  closeRow(): void {
    const row = this.#row;
    if (!row) return;
    this.#row = undefined;
    const { cells, isHead, spans, line } = row;
    const block = this.#add('row', { line, endLine: line }, cells.join(' | '), spans);
    block.row = { cells, isHead, table: this.#tableCount };
  }

  headCell(): void {
    if (this.#row) this.#row.isHead = true;
  }

  inline(token: Token): void {
    const children = token.children ?? [];
    const isBare = children.length === 0;
    if (this.#row || this.#heading) return this.#title(isBare ? bareText(token.content) : inlineText(children));
    if (isBare) {
      const { text, spans } = bareText(token.content);
      return this.#words(text, spans, this.#place);
    }
    const { line, endLine } = this.#place;
    const pieces = splitAtLabels(children);
    for (const [index, { tokens, offset }] of pieces.entries()) {
      const next = pieces[index + 1];
      const place = { line: line + offset, endLine: next ? line + next.offset - 1 : endLine };
      const { text, spans } = inlineText(tokens);
      if (index > 0) this.#add('paragraph', place, text, spans);
      else this.#words(text, spans, place);
    }
  }

  #words(text: string, spans: readonly PlanSpan[], place: { line: number; endLine: number }): void {
    if (!this.#fillItem(text, spans, place)) this.#add('paragraph', place, text, spans);
  }

  /** The text of a heading or of a cell. */
  #title({ text, spans }: InlineText): void {
    if (this.#row) {
      this.#row.cells.push(text);
      this.#row.spans.push(...spans);
    } else if (this.#heading) {
      const { level, line, endLine } = this.#heading;
      this.#heading = undefined;
      this.#add('heading', { line, endLine }, text, spans).level = level;
    }
  }

  /** The first text of an item is the item's own. */
  #fillItem(text: string, spans: readonly PlanSpan[], { endLine }: { readonly endLine: number }): boolean {
    const at = this.#items.at(-1);
    if (at === undefined || at !== this.blocks.length - 1) return false;
    const block = this.blocks[at] as DocumentBlock;
    if (block.text !== '') return false;
    const [box, mark] = text.startsWith('[') ? (/^\[([ xX])\](?=\s|$)\s*/.exec(text) ?? []) : [];
    if (box !== undefined) block.item = { ...(block.item as PlanItem), isChecked: mark !== ' ' };
    block.text = box === undefined ? text : text.slice(box.length);
    block.spans = spans;
    block.endLine = endLine;
    return true;
  }

  code(token: Token, isFenced: boolean): void {
    const { line, endLine } = this.#place;
    const lines = token.content.replace(/\n$/, '').split('\n');
    const language = /^[^\s{]*/.exec(token.info.trim())?.[0].toLowerCase() ?? '';
    const code: PlanCode = {
      language,
      firstLine: isFenced ? line + 1 : line,
      lines: token.content === '' ? [] : lines,
      isFenced,
      isClosed: !isFenced || isClosing(this.#lines[endLine - 1] ?? '', token.markup, endLine > line),
    };
    this.#add('code', { line, endLine }, token.content, NO_SPANS).code = code;
  }

  html(token: Token): void {
    const text = token.content;
    const [, level, title] = /^\s*<h([1-6])\b[^>]*>([^<]{1,200})<\/h\1>\s*$/i.exec(text) ?? [];
    if (level !== undefined) this.#add('heading', this.#place, String(title).trim(), NO_SPANS).level = Number(level);
    else this.#add('html', this.#place, text, [{ kind: 'html', text }]);
  }

  #add(
    kind: DocumentBlock['kind'],
    { line, endLine }: { line: number; endLine: number },
    text: string,
    spans: readonly PlanSpan[],
  ): DocumentBlock {
    const block: DocumentBlock = {
      kind,
      line,
      endLine: endOf(this.#lines, line, endLine),
      level: 0,
      text,
      spans,
      isQuoted: this.#quotes > 0,
      parent: this.#items.at(-1) ?? -1,
      section: -1,
    };
    this.blocks.push(block);
    return block;
  }
}

/** Without the blank lines that belong to a block of markdown-it. */
function endOf(lines: readonly string[], line: number, endLine: number): number {
  let end = Math.min(endLine, lines.length);
  while (end > line && (lines[end - 1] ?? '').trim() === '') end--;
  return end;
}

/** Whether a line closes a fence that began with `markup`. */
function isClosing(line: string, markup: string, isLater: boolean): boolean {
  const closing = /(`{3,}|~{3,})\s*$/.exec(line)?.[1] ?? '';
  return isLater && closing.length >= markup.length && closing.startsWith(markup.charAt(0));
}

/** What each type of token does; others say nothing. */
const READERS: Readonly<Record<string, (reader: BlockReader, token: Token) => void>> = {
  bullet_list_open: (reader) => reader.openList(false),
  ordered_list_open: (reader) => reader.openList(true),
  bullet_list_close: (reader) => reader.closeList(),
  ordered_list_close: (reader) => reader.closeList(),
  list_item_open: (reader, token) => reader.openItem(token),
  list_item_close: (reader) => reader.closeItem(),
  blockquote_open: (reader) => reader.quote(1),
  blockquote_close: (reader) => reader.quote(-1),
  heading_open: (reader, token) => reader.openHeading(token),
  inline: (reader, token) => reader.inline(token),
  fence: (reader, token) => reader.code(token, true),
  code_block: (reader, token) => reader.code(token, false),
  html_block: (reader, token) => reader.html(token),
  table_open: (reader) => reader.openTable(),
  tr_open: (reader) => reader.openRow(),
  th_open: (reader) => reader.headCell(),
  tr_close: (reader) => reader.closeRow(),
};
