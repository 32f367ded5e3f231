import type { PlanDisable, PlanSection } from '@maturity-actions/criteria';
import type { DocumentBlock } from './block-reader.ts';

const COMMENT = /<!--\s*rollback-plan-lint-disable\s+([^\s:]{1,60})\s*(?::\s*((?:(?!-->)[\s\S]){0,500}?)\s*)?-->/g;

/**
 * Comments that disable a rule. They are about the section they stand in, with all inside of it; before
 * the first heading, about the whole plan. In a fence they are an example.
 */
export function disablesOf(
  blocks: readonly DocumentBlock[],
  sections: readonly PlanSection[],
  of: readonly number[],
  plan: { readonly line: number; readonly endLine: number },
): PlanDisable[] {
  return blocks.flatMap((block, at): readonly PlanDisable[] => {
    if (block.spans.length === 0) return NONE;
    return block.spans
      .filter(({ kind }) => kind === 'html')
      .flatMap(({ text }) =>
        [...text.slice(0, 100_000).matchAll(COMMENT)].map((match) => {
          const [, rule = '', reason = ''] = match;
          const section = headed(sections, of[at] as number);
          const line = block.line + text.slice(0, match.index).split('\n').length - 1;
          const { line: from, endLine: to } = section && section.level > 0 ? section : plan;
          return { rule: rule.toLowerCase(), reason: reason.replace(/\s+/g, ' '), line, from, to };
        }),
      );
  });
}

const NONE: readonly PlanDisable[] = [];

/** The section with a heading that a block stands in: a bold label is too small to be meant. */
function headed(sections: readonly PlanSection[], index: number): PlanSection | undefined {
  let section = sections[index];
  while (section && section.level > 6) section = sections[section.parent];
  return section;
}
