import type { Instant, PlanTest } from '@maturity-actions/criteria';
import { datesIn } from './dates.ts';
import type { PlanSource } from './plan-source.ts';
import { isEmptyAnswer, patternOf, words } from './plan-words.ts';

/** Words that say that the way back was tried. */
const TESTED = patternOf(
  words(
    'tested, last test, rollback test, drill, rehears, exercised, dry run, dry-run, game day, practised',
    'practiced, verified in staging, getestet, geprobt, geubt, probelauf, teste, exercice, essai, probado',
    'ensayad, simulacro, testado, ensaiad, протестирован, проверено, последняя проверка, проверка плана, учени, отработан, test edil',
    'tatbikat, testad, ovad, ovning, przetestowan, cwiczen, 演练, 测试',
  ),
);
/** Not done, or not yet. */
const NOT_DONE = patternOf(
  words(
    'never, not tested, not yet, untested, not been tested, has not, to be tested, tbd, todo, planned',
    'scheduled for, must be tested, should be tested, will be tested, needs to be, pending',
    'nicht getestet, noch nicht, nie , jamais, pas encore, nunca, todavia no, ainda nao, никогда',
    'не тестир, не провер, henuz, hic , aldrig, inte , nigdy, jeszcze nie, 未, 从未',
  ),
);
/** `curl --fail` is a command that is meant to fail. */
const FAILED = /(?<!0 )(?<!no )(?<!without )(?<!-)\bfail(?:ed|ure|s)?\b(?!\s*(?:over|rate))/;

/** `Next test: 2027-01-30` is a day that is planned, beside one on which it was done. */
const PLANNED =
  /(?:(?<!\p{L})(?:next(?!\s+(?:day|morning|week))|nächste\p{L}{0,2}|prochaine?|próxim[ao]|следующ\p{L}{2,3}|sonraki|nästa|następn\p{L}{1,3})(?!\p{L})|下次)[^.;\d]{0,40}(?:\d[\d./-]{5,9}|\d{1,2}(?:\.|st|nd|rd|th)?,?\s+(?:(?:de\s+)?\p{L}{3,12}\.?,?\s+(?:de\s+)?)?\d{4}|\d{4}年\d{1,2}月\d{1,2}日)/giu;

/** What the plan says of tests of itself, done or not. */
export function testsOf({ blocks, sections, of, topics, plain: texts }: PlanSource): PlanTest[] {
  return blocks.flatMap((block, at): PlanTest[] => {
    const { kind, row, text, line, endLine } = block;
    if (kind === 'html' || kind === 'heading' || row?.isHead || (text === '' && kind !== 'code')) return [];
    const plain = texts[at] as string;
    const isAbout = topics[at] === 'testing' || (topics[at] !== 'trigger' && kind !== 'code' && TESTED.test(plain));
    if (!isAbout || sections[of[at] as number]?.heading === at || isEmptyAnswer(text)) return [];
    const days = datesIn(text.replace(PLANNED, ''));
    const newest = days.length === 0 ? undefined : days.reduce((a: Instant, b: Instant) => Math.max(a, b));
    const isDone = block.item?.isChecked !== false && !NOT_DONE.test(plain) && !FAILED.test(plain);
    const place = { text, line, endLine, block: at, section: of[at] as number };
    return [{ ...place, ...(newest === undefined ? {} : { at: newest }), isDone }];
  });
}
