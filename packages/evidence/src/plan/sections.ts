import type { PlanSection, PlanTopic } from '@maturity-actions/criteria';
import type { DocumentBlock } from './block-reader.ts';
import { topicOf } from './plan-topics.ts';
import { plainTitle, stepNumber } from './plan-words.ts';

/** Rank of a bold label: below all headings. */
export const LABEL_LEVEL = 7;
/** Longest bold line that is taken for a label. */
const LONGEST_LABEL = 160;

/** Sections of a list of blocks, and the section of each block. */
export interface Sections {
  readonly sections: readonly PlanSection[];
  readonly of: readonly number[];
}

/** Divides blocks by their headings and by bold lines that stand for one. */
export function sectionsOf(blocks: readonly DocumentBlock[]): Sections {
  const sections: Draft[] = [];
  const of: number[] = [];
  const open: number[] = [];
  const start = (heading: number, title: string, level: number, line: number): void => {
    while (open.length > 0 && (sections[open.at(-1) as number] as Draft).level >= level) open.pop();
    const parent = open.at(-1) ?? -1;
    const own = heading < 0 ? 'other' : topicOf(title);
    const topic: PlanTopic = own === 'other' ? (sections[parent]?.topic ?? 'other') : own;
    open.push(sections.length);
    sections.push({ heading, title, level, topic, parent, line, endLine: line });
  };
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at] as DocumentBlock;
    if (block.kind === 'heading') start(at, block.text, block.level, block.line);
    else {
      const label = labelOf(block, blocks[at + 1], at);
      if (label !== undefined) start(at, label, LABEL_LEVEL, block.line);
      else if (open.length === 0) start(-1, '', 0, block.line);
    }
    for (let depth = 0; depth < open.length; depth++) {
      const around = sections[open[depth] as number] as Draft;
      if (around.endLine < block.endLine) around.endLine = block.endLine;
    }
    of.push(open.at(-1) as number);
  }
  return { sections, of };
}

type Draft = { -readonly [K in keyof PlanSection]: PlanSection[K] };

/** The title of a bold line that stands for a heading: `**Triggers:**`, or a bold question that a list item answers. */
function labelOf(block: DocumentBlock, next: DocumentBlock | undefined, at: number): string | undefined {
  const { kind, text, spans, item, parent } = block;
  const [first] = spans;
  if (first?.kind !== 'strong' || text.length > LONGEST_LABEL || text === '') return undefined;
  // Bold as a whole, a colon at most behind it.
  if (text.replace(/[:：]$/u, '').trim() !== first.text.replace(/[:：]$/u, '').trim()) return undefined;
  if (stepNumber(text) !== undefined) return undefined;
  if (kind === 'paragraph' && parent < 0) return text;
  const isAnswered = kind === 'item' && item?.isOrdered === false && parent < 0 && next?.parent === at;
  return isAnswered && topicOf(text) !== 'other' ? text : undefined;
}

/** Whether a colon stands among the first signs of a text. */
function hasEarlyColon(text: string): boolean {
  const narrow = text.indexOf(':');
  const wide = text.indexOf('：');
  return (narrow >= 0 && narrow < 64) || (wide >= 0 && wide < 64);
}

/** The words before the first colon of a block, when they are few: `Estimated time`. */
export function labelText({ text, spans }: Pick<DocumentBlock, 'text' | 'spans'>): string | undefined {
  const [first] = spans;
  const bold = first?.kind === 'strong' && text.startsWith(first.text) ? first.text : undefined;
  if (bold === undefined && !hasEarlyColon(text)) return undefined;
  const [, plain] = /^([^.:：\n]{2,60})(?::(?=\s|$)|：)/u.exec(text) ?? [];
  const label =
    bold !== undefined && /[:：]$/.test(bold.trim())
      ? bold
      : (plain ?? (bold && text.slice(bold.length).startsWith(':') ? bold : undefined));
  const isEmpty = label === undefined || (!/\p{L}/u.test(label) && plainTitle(label) === '');
  return isEmpty ? undefined : label.replace(/[:：]\s*$/u, '');
}
