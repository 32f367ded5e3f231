import type { Instant, PlanTest } from '@maturity-actions/criteria';
import { datesIn } from './dates.ts';
import type { PlanSource } from './plan-source.ts';
import { VOCABULARY } from './plan-vocabulary.ts';
import { isEmptyAnswer } from './plan-words.ts';

/** `curl --fail` is a command that is meant to fail. */
const FAILED = /(?<!0 )(?<!no )(?<!without )(?<!-)\bfail(?:ed|ure|s)?\b(?!\s*(?:over|rate))/;

/** Every day that is read has one. */
const YEAR = /20\d\d/;

/** `Next test: 2027-01-30` is a day that is planned, beside one on which it was done. */
const PLANNED =
  /(?:(?<!\p{L})(?:next(?!\s+(?:day|morning|week))|nächste\p{L}{0,2}|prochaine?|próxim[ao]|следующ\p{L}{2,3}|sonraki|nästa|następn\p{L}{1,3})(?!\p{L})|下次)[^.;\d]{0,40}(?:\d[\d./-]{5,9}|\d{1,2}(?:\.|st|nd|rd|th)?,?\s+(?:(?:de\s+)?\p{L}{3,12}\.?,?\s+(?:de\s+)?)?\d{4}|\d{4}年\d{1,2}月\d{1,2}日)/giu;

const { bit } = VOCABULARY;

/** What the plan says of tests of itself, done or not. */
export function testsOf({ blocks, sections, of, topics, plain, words }: PlanSource): PlanTest[] {
  return blocks.flatMap((block, at): PlanTest[] => {
    const { kind, row, text, line, endLine } = block;
    if (kind === 'html' || kind === 'heading' || row?.isHead || (text === '' && kind !== 'code')) return [];
    const said = words[at] as number;
    const isAbout = topics[at] === 'testing' || (topics[at] !== 'trigger' && (said & bit.tested) !== 0);
    if (!isAbout || sections[of[at] as number]?.heading === at || isEmptyAnswer(text)) return [];
    const days = YEAR.test(text) ? datesIn(text.replace(PLANNED, '')) : [];
    const newest = days.length === 0 ? undefined : days.reduce((a: Instant, b: Instant) => Math.max(a, b));
    const isDone = block.item?.isChecked !== false && (said & bit.notDone) === 0 && !FAILED.test(plain[at] as string);
    const place = { text, line, endLine, block: at, section: of[at] as number };
    return [{ ...place, ...(newest === undefined ? {} : { at: newest }), isDone }];
  });
}
