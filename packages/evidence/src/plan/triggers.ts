import type { PlanSection, PlanTopic, PlanTrigger } from '@maturity-actions/criteria';
import type { DocumentBlock } from './block-reader.ts';
import { answerOf, LONGEST_TEXT, type PlanSource } from './plan-source.ts';
import { fold, isEmptyAnswer } from './plan-words.ts';
import { ACTION, AUTOMATIC, CONDITION, FIGURE, isUsedWhen, METRICS, PERCENT_FIRST, SPAN } from './trigger-words.ts';

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
  if ((isLeadIn || /[:：?？]$/u.test(text)) && !isConcrete(`${fold(answer)} `)) return [];
  return [text];
}

/** Topics in which a sentence about the way back is none about when to take it. */
const NO_CONDITION: ReadonlySet<PlanTopic> = new Set(['testing', 'background', 'database']);

/** Sentences that tie a symptom to the way back. */
function said({ blocks, topics, plain: texts }: PlanSource, at: number): string[] {
  const { text, isQuoted } = blocks[at] as DocumentBlock;
  const whole = texts[at] as string;
  if (isQuoted || NO_CONDITION.has(topics[at] as PlanTopic) || !(ACTION.test(whole) || isUsedWhen(whole))) return [];
  return sentences(text).filter((sentence) => {
    const plain = `${fold(sentence)} `;
    const isTied = (ACTION.test(plain) && CONDITION.test(plain)) || isUsedWhen(plain);
    return isTied && isConcrete(plain);
  });
}

/** Sentences of a text; of a very long one, of its beginning. */
function sentences(text: string): string[] {
  return text.slice(0, LONGEST_TEXT).split(/(?<=[.!?。！？])\s+/u);
}

function isConcrete(plain: string): boolean {
  return FIGURE.test(plain) || METRICS.some(([, words]) => words.test(plain));
}

function readTrigger(
  text: string,
): Pick<PlanTrigger, 'text' | 'metrics' | 'threshold' | 'withinMinutes' | 'isConcrete'> {
  const plain = `${fold(text)} `;
  const metrics = METRICS.flatMap(([metric, words]) => (words.test(plain) ? [metric] : []));
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
