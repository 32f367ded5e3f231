import { nextOfSameLength } from './backtick-runs.ts';
import type { Plan, PlanBlock, PlanCommand } from './plan.ts';

/** A place in the file, both figures 1-based, the column in UTF-16 units. */
export interface PlanPlace {
  readonly line: number;
  readonly column: number;
}

/** A code span, as it stands in the file. */
export interface PlanCodeSpan extends PlanPlace {
  readonly text: string;
  /** Position of its block in `blocks`. */
  readonly block: number;
}

/** Lines of a file as one text. */
export interface PlacedText {
  readonly text: string;
  /** Offset of each line in `text`; the first one is line `firstLine` of the file. */
  readonly starts: readonly number[];
  readonly firstLine: number;
}

/** The written words of a plan: code, comments and what is no block are blank, so that places stay. */
export interface PlanProse extends PlacedText {
  /** Position in `blocks` of the block on each line; -1 for none. */
  readonly blocks: readonly number[];
  readonly codeSpans: readonly PlanCodeSpan[];
}

const known = new WeakMap<readonly PlanBlock[], PlanProse>();

/** The prose of a plan; worked out once, since many rules read it. */
export function proseOf({ blocks, lines }: Plan): PlanProse {
  const prose = known.get(blocks) ?? readProse(blocks, lines);
  known.set(blocks, prose);
  return prose;
}

const whole = new WeakMap<Plan, PlacedText>();

/** Everything that stands in a plan, code and comments as well; worked out once. */
export function wholeText(plan: Plan): PlacedText {
  const { lines, line, endLine, sectionTitle } = plan;
  const firstLine = sectionTitle === undefined ? 1 : line;
  const text = whole.get(plan) ?? placed(lines.slice(firstLine - 1, endLine), firstLine);
  whole.set(plan, text);
  return text;
}

/** Where an offset stands in the file. */
export function textAt({ starts, firstLine }: PlacedText, offset: number): PlanPlace {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: firstLine + low, column: offset - (starts[low] ?? 0) + 1 };
}

/** Position in `blocks` of the prose on a line; -1 for none. */
export function blockOn({ blocks, firstLine }: PlanProse, line: number): number {
  return blocks[line - firstLine] ?? -1;
}

function readProse(blocks: readonly PlanBlock[], lines: readonly string[]): PlanProse {
  const firstLine = blocks.reduce((least, { line }) => Math.min(least, line), lines.length);
  const lastLine = blocks.reduce((most, { endLine }) => Math.max(most, endLine), firstLine);
  const count = Math.max(0, Math.min(lastLine, lines.length) - firstLine + 1);
  const written: string[] = new Array(count).fill('');
  const owners: number[] = new Array(count).fill(-1);
  const codeSpans: PlanCodeSpan[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at] as PlanBlock;
    // An item without words of its own spans what stands below it.
    if (block.kind === 'code' || (block.kind === 'item' && block.text === '')) continue;
    const hasCode = block.kind !== 'html';
    let isPlain = true;
    for (let line = block.line; line <= block.endLine; line++) {
      const own = lines[line - 1] as string;
      isPlain &&= !(hasCode && own.includes('`')) && !own.includes('<!--');
      written[line - firstLine] = own;
      owners[line - firstLine] = at;
    }
    if (isPlain) continue;
    const source = lines.slice(block.line - 1, block.endLine);
    const { lines: bare, spans } = (hasCode && withoutSimpleCode(source)) || withoutCode(source, hasCode);
    for (const [index, line] of bare.entries()) written[block.line - firstLine + index] = line;
    for (const { text, line, column } of spans) codeSpans.push({ text, line: line + block.line, column, block: at });
  }
  return { ...placed(written, firstLine), blocks: owners, codeSpans };
}

function placed(lines: readonly string[], firstLine: number): PlacedText {
  const starts: number[] = [];
  let length = 0;
  // No iterator: there is one element for each line of the file.
  for (let at = 0; at < lines.length; at++) {
    starts.push(length);
    length += (lines[at] as string).length + 1;
  }
  return { text: lines.join('\n'), starts, firstLine };
}

interface Written {
  readonly lines: readonly string[];
  /** Lines from 0. */
  readonly spans: readonly Omit<PlanCodeSpan, 'block'>[];
}

/** The same as `withoutCode` for one line whose code spans have one backtick at each end, as most do; undefined for any other. */
function withoutSimpleCode([line = '', ...others]: readonly string[]): Written | undefined {
  if (others.length > 0 || line.includes('<!--')) return undefined;
  const spans: Omit<PlanCodeSpan, 'block'>[] = [];
  let text = '';
  let done = 0;
  for (let at = line.indexOf('`'); at >= 0; at = line.indexOf('`', done)) {
    const end = line.indexOf('`', at + 1);
    if (end < 0) break;
    if (end === at + 1 || line[end + 1] === '`' || line[at - 1] === '\\') return undefined;
    const inner = line.slice(at + 1, end);
    spans.push({ text: inner.trim(), line: 0, column: at + 2 + inner.length - inner.trimStart().length });
    text += line.slice(done, at) + ' '.repeat(end + 1 - at);
    done = end + 1;
  }
  return { lines: [text + line.slice(done)], spans };
}

/** Blanks code spans and comments of a block's lines. Linear: each run of backticks knows the next of its length. */
function withoutCode(lines: readonly string[], hasCode: boolean): Written {
  const source = lines.join('\n');
  const runs = [...source.matchAll(hasCode ? /`+|<!--/g : /<!--/g)];
  const closing = nextOfSameLength(runs);
  const spans: Omit<PlanCodeSpan, 'block'>[] = [];
  const placeOf = lineCounter(source);
  let text = '';
  let done = 0;
  for (const [at, { 0: mark, index }] of runs.entries()) {
    if (index < done) continue;
    const isComment = mark === '<!--';
    if (!isComment && source[index - 1] === '\\') continue;
    const end = isComment ? source.indexOf('-->', index) : (closing[at] ?? -1);
    if (end < 0 && !isComment) continue;
    const after = end < 0 ? source.length : end + (isComment ? 3 : mark.length);
    if (!isComment) {
      const inner = source.slice(index + mark.length, end);
      const from = index + mark.length + inner.length - inner.trimStart().length;
      const { line, start } = placeOf(from);
      spans.push({ text: inner.trim().replace(/\n/g, ' '), line, column: from - start + 1 });
    }
    text += source.slice(done, index) + blank(source.slice(index, after));
    done = after;
  }
  return { lines: (text + source.slice(done)).split('\n'), spans };
}

/** As long, on as many lines. */
function blank(source: string): string {
  return source.includes('\n') ? source.replace(/[^\n]/g, ' ') : ' '.repeat(source.length);
}

/** Counts lines up to offsets that only grow. */
function lineCounter(source: string): (offset: number) => { line: number; start: number } {
  let [line, start] = [0, 0];
  return (offset) => {
    for (let next = source.indexOf('\n', start); next >= 0 && next < offset; next = source.indexOf('\n', start))
      [line, start] = [line + 1, next + 1];
    return { line, start };
  };
}

/** Lines in which a piece of a block is looked for. */
const FARTHEST = 200;

/** Where a text stands on the lines of a block; only the line when it is not there as such, such as across a line break. */
export function placeIn(plan: Plan, block: number, text: string, from?: number): { line: number; column?: number } {
  const { line: first, endLine } = plan.blocks[block] as PlanBlock;
  const start = from ?? first;
  const last = Math.min(endLine, start + FARTHEST);
  for (let line = start; text !== '' && line <= last; line++) {
    const at = (plan.lines[line - 1] ?? '').indexOf(text);
    if (at >= 0) return { line, column: at + 1 };
  }
  return { line: start };
}

/** Where a piece of a command stands: its line, or one that continues it. */
export function placeInCommand(
  plan: Plan,
  { line, block }: Pick<PlanCommand, 'line' | 'block'>,
  text: string,
): { line: number; column?: number } {
  return placeIn(plan, block, text, line);
}
