import type { DocumentBlock } from './block-reader.ts';
import type { MarkdownDocument } from './markdown.ts';
import { plainTitle } from './plan-words.ts';
import { isRollbackTitle } from './rollback-titles.ts';
import { LABEL_LEVEL, sectionsOf } from './sections.ts';

/** A run of blocks that is a plan; `title` when it is a part of the file only. */
export interface PlanPart {
  readonly from: number;
  readonly to: number;
  readonly title?: string;
}

/** Parts whose heading announces a way back, outermost ones only; bold labels count where no heading does. */
export function rollbackParts({ blocks }: MarkdownDocument): PlanPart[] {
  const headings = partsBy(blocks, ({ title, level }) => level < LABEL_LEVEL && isRollbackTitle(title));
  return headings.length > 0 ? headings : partsBy(blocks, ({ title }) => isRollbackTitle(title));
}

/** Parts with this heading, else those whose heading begins with it; case, accents, numbering and emoji do not matter. */
export function namedParts({ blocks }: MarkdownDocument, name: string): PlanPart[] {
  const wanted = plainTitle(name);
  const exact = partsBy(blocks, ({ title }) => plainTitle(title) === wanted);
  return exact.length > 0 || wanted === ''
    ? exact
    : partsBy(blocks, ({ title }) => plainTitle(title).startsWith(`${wanted} `));
}

function partsBy(
  blocks: readonly DocumentBlock[],
  fits: (section: { readonly title: string; readonly level: number }) => boolean,
): PlanPart[] {
  const { sections } = sectionsOf(blocks);
  const parts: PlanPart[] = [];
  for (const [index, { heading, title, level }] of sections.entries()) {
    if (heading < 0 || heading < (parts.at(-1)?.to ?? 0) || !fits({ title, level })) continue;
    let next = index + 1;
    while ((sections[next]?.level ?? 0) > level) next++;
    parts.push({ from: heading, to: sections[next]?.heading ?? blocks.length, title });
  }
  return parts;
}
