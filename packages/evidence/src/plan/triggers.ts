import type { PlanSection, PlanTopic, PlanTrigger } from '@maturity-actions/criteria';
import type { DocumentBlock } from './block-reader.ts';
import { answerOf, LONGEST_TEXT, type PlanSource } from './plan-source.ts';
import { maySpellTime, VOCABULARY } from './plan-vocabulary.ts';
import { fold, isEmptyAnswer } from './plan-words.ts';
import { withFigures } from './spelled-numbers.ts';
import { AUTOMATIC, FIGURE, METRIC_WORDS, PERCENT_FIRST, SPAN, USED_WHEN } from './trigger-words.ts';

const { bit } = VOCABULARY;
const METRICS = Object.keys(METRIC_WORDS) as (keyof typeof METRIC_WORDS)[];
const ANY_METRIC = METRICS.reduce((bits, metric) => bits | bit[metric], 0);

/** Conditions under which to roll back: what stands below such a heading, and sentences that say it elsewhere. */
export function triggersOf(source: PlanSource): PlanTrigger[] {
  const { blocks, sections, of, topics } = source;
  const isParent = new Set(blocks.flatMap(({ kind, parent }) => (kind === 'item' ? [parent] : [])));
  return blocks.flatMap((block, at): PlanTrigger[] => {
    const { kind, row, text, line, endLine } = block;
    if (kind === 'code' || kind === 'html' || kind === 'heading' || row?.isHead || text === '') return [];
    const section = sections[of[at] as number] as PlanSection;
    const isLeadIn = section.heading === at || isParent.has(at);
    const statements = topics[at] === 'trigger' ? stated(source, at, isLeadIn) : said(source, at);
    const place = { line, endLine, block: at, section: of[at] as number };
    return statements.map((one) => ({
      ...readTrigger(one),
      isAutomatic: AUTOMATIC.test(fold(`${section.title} ${one}`)),
      ...place,
    }));
  });
}

/** What a block below a heading about triggers states. */
function stated(source: PlanSource, at: number, isLeadIn: boolean): string[] {
  const { text } = source.blocks[at] as DocumentBlock;
  const answer = answerOf(source, at);
  if (answer === '' || isEmptyAnswer(answer)) return [];
  // What only introduces a list, or asks a question, is no condition.
  if (!isLeadIn && !/[:：?？]$/u.test(text)) return [text];
  const plain = fold(answer);
  if (!isConcrete(VOCABULARY.find(plain), plain)) return [];
  return [text];
}

/** Topics in which a sentence about the way back is none about when to take it. */
const NO_CONDITION: ReadonlySet<PlanTopic> = new Set(['testing', 'background', 'database']);

/** Sentences that tie a symptom to the way back. */
function said({ blocks, topics, plain: texts, words }: PlanSource, at: number): string[] {
  const { text, isQuoted } = blocks[at] as DocumentBlock;
  if (isQuoted || !mayTie(words[at] as number, texts[at] as string)) return [];
  if (NO_CONDITION.has(topics[at] as PlanTopic)) return [];
  return sentences(text).filter((sentence) => {
    const plain = fold(sentence);
    const own = VOCABULARY.find(plain);
    return mayTie(own, plain) && ((own & bit.condition) !== 0 || isUsedWhen(own, plain)) && isConcrete(own, plain);
  });
}

/** Whether a text speaks of the way back, or says when something is needed. */
function mayTie(words: number, plain: string): boolean {
  return (words & bit.action) !== 0 || isUsedWhen(words, plain);
}

function isUsedWhen(words: number, plain: string): boolean {
  return (words & bit.use) !== 0 && (words & bit.when) !== 0 && USED_WHEN.test(plain);
}

/** Sentences of a text; of a very long one, of its beginning. */
function sentences(text: string): string[] {
  return text.slice(0, LONGEST_TEXT).split(/(?<=[.!?。！？])\s+/u);
}

function isConcrete(words: number, plain: string): boolean {
  return (words & ANY_METRIC) !== 0 || FIGURE.test(plain);
}

function readTrigger(
  text: string,
): Pick<PlanTrigger, 'text' | 'metrics' | 'threshold' | 'withinMinutes' | 'isConcrete'> {
  const folded = fold(text);
  const words = VOCABULARY.find(folded);
  const plain = maySpellTime(words) ? withFigures(folded) : folded;
  const metrics = METRICS.filter((metric) => (words & bit[metric]) !== 0);
  const threshold = thresholdOf(plain);
  const withinMinutes = spanOf(plain);
  return {
    text,
    metrics: metrics.length > 0 ? metrics : ['other'],
    ...(threshold ? { threshold } : {}),
    ...(withinMinutes === undefined ? {} : { withinMinutes }),
    isConcrete: threshold !== undefined || metrics.length > 0,
  };
}

function thresholdOf(plain: string): PlanTrigger['threshold'] {
  const [, before] = PERCENT_FIRST.exec(plain) ?? [];
  const [, figure = '', unit = ''] = before === undefined ? (FIGURE.exec(plain) ?? []) : ['', before, '%'];
  const value = Number(figure.replace(',', '.'));
  if (figure === '' || !Number.isFinite(value)) return undefined;
  if (/^(?:%|p)/.test(unit) || unit.startsWith('процент')) return { value, unit: '%' };
  if (/^m(?:s|illi)/.test(unit)) return { value, unit: 'ms' };
  if (/^s/.test(unit)) return { value: value * 1000, unit: 'ms' };
  return { value, unit: 'x' };
}

function spanOf(plain: string): number | undefined {
  const [, figure, unit = ''] = SPAN.exec(plain) ?? [];
  if (figure === undefined) return undefined;
  const value = Number(figure.replace(',', '.'));
  if (/^(?:s|秒)/.test(unit) && !unit.startsWith('stund')) return value / 60;
  return /^(?:h|stund)/.test(unit) ? value * 60 : value;
}
