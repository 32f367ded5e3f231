import { SPELLED_TIME_WORDS } from './spelled-numbers.ts';
import { STATEMENT_WORDS } from './statement-words.ts';
import { TEST_WORDS } from './test-words.ts';
import { TRIGGER_WORDS } from './trigger-words.ts';
import { wordSets } from './word-sets.ts';

/** All words that say what a text of a plan is about. Each text is read for them once. */
export const VOCABULARY = wordSets({ ...STATEMENT_WORDS, ...TRIGGER_WORDS, ...TEST_WORDS, ...SPELLED_TIME_WORDS });

const SPELLED_TIME = VOCABULARY.bit.spelledNumber | VOCABULARY.bit.timeUnit;

/** Whether a text with these words may hold a time in words: `ten minutes`. */
export function maySpellTime(words: number): boolean {
  return (words & SPELLED_TIME) === SPELLED_TIME;
}
