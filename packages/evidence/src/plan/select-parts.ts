import type { PlanSection } from '@maturity-actions/criteria';
import type { DocumentBlock } from './block-reader.ts';
import type { MarkdownDocument } from './markdown.ts';
import { plainTitle } from './plan-words.ts';
import { isRollbackTitle } from './rollback-titles.ts';
import { sectionsOf } from './sections.ts';

/** A run of blocks that is a plan; `title` when it is a part of the file only. */
export interface PlanPart {
  readonly from: number;
  readonly to: number;
  readonly title?: string;
}

/** Parts whose heading announces a way back, outermost ones only; bold labels count where no heading does. */
export function rollbackParts({ blocks }: MarkdownDocument): PlanPart[] {
  const headings = partsBy(headingsOf(blocks), blocks.length, isRollbackTitle);
  return headings.length > 0 ? headings : partsBy(sectionsOf(blocks).sections, blocks.length, isRollbackTitle);
}

/** Parts with this heading, else those whose heading begins with it; case, accents, numbering and emoji do not matter. */
export function namedParts({ blocks }: MarkdownDocument, name: string): PlanPart[] {
  const wanted = plainTitle(name);
  const { sections } = sectionsOf(blocks);
  const exact = partsBy(sections, blocks.length, (title) => plainTitle(title) === wanted);
  return exact.length > 0 || wanted === ''
    ? exact
    : partsBy(sections, blocks.length, (title) => plainTitle(title).startsWith(`${wanted} `));
}

type Titled = Pick<PlanSection, 'heading' | 'title' | 'level'>;

function headingsOf(blocks: readonly DocumentBlock[]): Titled[] {
  return blocks.flatMap(({ kind, text, level }, at) =>
    kind === 'heading' ? [{ heading: at, title: text, level }] : NO_HEADING,
  );
}

const NO_HEADING: readonly Titled[] = [];

/** Each title that fits, with what follows up to the next one of its rank; `end` is the number of all blocks. */
function partsBy(titles: readonly Titled[], end: number, fits: (title: string) => boolean): PlanPart[] {
  const parts: PlanPart[] = [];
  for (const [index, { heading, title, level }] of titles.entries()) {
    if (heading < 0 || heading < (parts.at(-1)?.to ?? 0) || !fits(title)) continue;
    let next = index + 1;
    while ((titles[next]?.level ?? 0) > level) next++;
    parts.push({ from: heading, to: titles[next]?.heading ?? end, title });
  }
  return parts;
}
