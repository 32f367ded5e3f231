import type { PlanSection, PlanTopic } from '@maturity-actions/criteria';
import type { DocumentBlock } from './block-reader.ts';
import { topicOf } from './plan-topics.ts';
import { VOCABULARY } from './plan-vocabulary.ts';
import { fold } from './plan-words.ts';
import { labelText, sectionsOf } from './sections.ts';

/** The blocks of a plan, and what every reading of them needs to know, worked out once. Lists go by the position of the block. */
export interface PlanSource {
  readonly blocks: readonly DocumentBlock[];
  readonly sections: readonly PlanSection[];
  /** Position of its section in `sections`. */
  readonly of: readonly number[];
  /** Words before its first colon, when they are few: `Estimated time`. */
  readonly labels: readonly (string | undefined)[];
  /** Topic of its own label, else of its section. */
  readonly topics: readonly PlanTopic[];
  /** Its text as words are looked for in it; empty for code. Of a very long one, the beginning. */
  readonly plain: readonly string[];
  /** What words it has, as bits of `VOCABULARY`; 0 for code. */
  readonly words: readonly number[];
}

/** Longest text that words are looked for in, in UTF-16 units. */
export const LONGEST_TEXT = 20_000;

export function planSource(blocks: readonly DocumentBlock[]): PlanSource {
  const { sections, of } = sectionsOf(blocks);
  const labels = blocks.map(labelText);
  const topics = blocks.map((_, at): PlanTopic => {
    const label = labels[at];
    const own = label === undefined ? 'other' : topicOf(label);
    return own === 'other' ? (sections[of[at] as number]?.topic ?? 'other') : own;
  });
  const plain = blocks.map(({ kind, text }) =>
    kind === 'code' || kind === 'html' ? '' : fold(text.slice(0, LONGEST_TEXT)),
  );
  return { blocks, sections, of, labels, topics, plain, words: plain.map(VOCABULARY.find) };
}

/** What stands behind the label of a block; its text when it has none. */
export function answerOf({ blocks, labels }: PlanSource, at: number): string {
  const { text } = blocks[at] as DocumentBlock;
  const label = labels[at];
  if (label === undefined) return text;
  return text.slice(text.indexOf(label) + label.length).replace(/^[\s:：*]+/u, '');
}
