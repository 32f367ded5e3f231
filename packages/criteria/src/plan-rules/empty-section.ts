import * as v from 'valibot';
import { cutText, plainText } from '../plain-text.ts';
import type { Plan, PlanBlock, PlanSection, PlanTopic } from '../plan.ts';
import { definePlanRule, type PlanProblem } from '../plan-rule.ts';

/** No part of the plan that matters is only a heading, a comment of a template or an answer such as `N/A`. */
export const emptySection = definePlanRule({
  id: 'empty-section',
  about: 'Every section of the plan says something.',
  why: 'A heading promises an answer. Whoever looks for it in an outage reads on, searches, and loses minutes.',
  severity: 'error',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan }) {
    const steps = new Set(plan.procedures.flatMap((one) => one.steps.map(({ line }) => line)));
    const content = contentOf(plan, steps);
    if (!content.includes('words')) {
      const message = 'it holds nothing but headings, comments and empty answers';
      return [{ line: plan.line, message, fix: 'Write the plan; the summary has a skeleton for this repository.' }];
    }
    const reported = new Set<number>();
    return plan.sections.flatMap((section, at): PlanProblem[] => {
      const own = content[at] as Content;
      const isInside = reported.has(section.parent);
      if (isInside) reported.add(at);
      if (isInside || section.topic === 'other' || !isHeading(plan, section)) return [];
      if (own === 'words' || (own === 'no answer' && MAY_BE_NONE.has(section.topic))) return [];
      reported.add(at);
      const name = JSON.stringify(cutText(plainText(section.title), 60));
      const message =
        own === 'nothing' ? `the section ${name} is empty` : `the section ${name} says only that there is nothing`;
      return [{ line: section.line, message, fix: FIXES[own] }];
    });
  },
});

const FIXES = {
  nothing: 'Write what to do, or take the heading out.',
  'no answer':
    'Write what to do, or why nothing has to be done, such as "None: a rollback reads the old data as well".',
} as const;

/** What a section holds, itself or below. */
type Content = 'nothing' | 'no answer' | 'words';

/** Where "None" is an answer. */
const MAY_BE_NONE: ReadonlySet<PlanTopic> = new Set([
  'background',
  'preparation',
  'communication',
  'post-mortem',
  'other',
]);

/** What each section holds; one that other sections stand in holds what they hold. */
function contentOf(plan: Plan, steps: ReadonlySet<number>): Content[] {
  const { blocks, sections, database, flags, durations } = plan;
  const content: Content[] = sections.map(() => 'nothing');
  const times = durations.filter(({ role }) => role === 'estimate');
  // That no database or flag has to be taken back is what such a section may say; the time may stand in the heading itself.
  const answers = new Set([...database, ...flags, ...times].map(({ block }) => block));
  for (let at = 0; at < blocks.length; at++) {
    const block = blocks[at] as PlanBlock;
    if (content[block.section] === 'words') continue;
    // `### 1. Stop the workers` is a step and says what to do.
    const isSaid = answers.has(at) || (block.kind === 'heading' && steps.has(block.line));
    const own = isSaid ? 'words' : contentOfBlock(block, sections[block.section], at);
    content[block.section] = more(content[block.section], own);
  }
  for (let at = sections.length - 1; at >= 0; at--) {
    const { parent } = sections[at] as PlanSection;
    if (parent >= 0) content[parent] = more(content[parent], content[at] as Content);
  }
  return content;
}

function more(a: Content = 'nothing', b: Content): Content {
  return a === 'words' || b === 'nothing' ? a : b;
}

function contentOfBlock(block: PlanBlock, section: PlanSection | undefined, at: number): Content {
  const { kind, text, spans, row, code } = block;
  if (kind === 'heading' || row?.isHead) return 'nothing';
  if (code) return code.lines.some((line) => line.trim() !== '') ? 'words' : 'nothing';
  if (kind === 'html') return hasWords(text) ? 'words' : 'nothing';
  if (row)
    return row.cells
      .slice(row.cells.length > 1 ? 1 : 0)
      .map(contentOfText)
      .reduce(more, 'nothing');
  if (section?.heading === at && /[:：]\s*$/u.test(text)) return 'nothing';
  if (spans.some((span) => span.kind === 'image' || span.kind === 'link')) return 'words';
  return contentOfText(text);
}

/** HTML without its comments and tags. */
function hasWords(source: string): boolean {
  if (/<(?:img|iframe|video|embed)\b/i.test(source)) return true;
  return (
    source
      .replace(/<!--(?:(?!-->)[\s\S])*(?:-->|$)/g, '')
      .replace(/<[^<>]{0,2000}>/g, '')
      .trim() !== ''
  );
}

/** Words that say that there is nothing to say, in the languages of plans. */
const NO_ANSWER =
  /^(?:n\s*\/\s*a|none|nothing|not applicable|keine?r?|nicht zutreffend|entf[aä]llt|non|aucune?|sans objet|ningun[oa]?|no aplica|nenhuma?|n[aã]o se aplica|нет|не применимо|yok|uygulanamaz|inga?|ingen|ej till[aä]mpligt|brak|nie dotyczy|无|不适用|没有|tb[dca]|todo|to be (?:determined|decided|defined|written|added)|[-–—?.…]+)[\s.!]*$/iu;

function contentOfText(text: string): Content {
  const trimmed = text.trim();
  if (trimmed === '') return 'nothing';
  const answer = /^[^:：]{1,60}[:：](.{0,60})$/u.exec(trimmed)?.[1]?.trim();
  // `On call:` asks, and nobody answered.
  if (answer === '') return 'nothing';
  return NO_ANSWER.test((answer ?? trimmed).slice(0, 80)) ? 'no answer' : 'words';
}

/** A bold line without a colon may be a sentence of its own, and one before a quotation announces it. */
function isHeading({ blocks }: Plan, { heading, level }: PlanSection): boolean {
  const own = blocks[heading];
  if (!own || level < 7) return own !== undefined;
  return /[:：]\s*$/u.test(own.text) && (own.isQuoted || blocks[heading + 1]?.isQuoted !== true);
}
