import { EvidenceError, type Plan, type PlanKind } from '@maturity-actions/criteria';
import type { DocumentBlock } from './block-reader.ts';
import { commandsOf } from './commands.ts';
import { disablesOf } from './disables.ts';
import { durationsOf } from './durations.ts';
import { isEnglish } from './imperatives.ts';
import { type MarkdownDocument, parseMarkdown } from './markdown.ts';
import { planSource } from './plan-source.ts';
import { testsOf } from './plan-tests.ts';
import { proceduresOf } from './procedures.ts';
import { namedParts, type PlanPart, rollbackParts } from './select-parts.ts';
import { statementsOf } from './statements.ts';
import { triggersOf } from './triggers.ts';

/** A document that is or holds a plan. */
export interface PlanText {
  /** Relative to the repository; `input text` for a text that is no file. */
  readonly path: string;
  readonly isFile: boolean;
  readonly text: string;
}

/** Which part of a document is a plan. */
export interface PlanSelection {
  readonly kind: PlanKind;
  /** `file`: all of it. `sections`: the parts whose heading says so. `named`: the part with this heading. */
  readonly part: 'file' | 'sections' | { readonly named: string };
}

/**
 * The plans of a document, read. Empty when no part of it is one. Throws EvidenceError E_TOO_LARGE
 * (above 5 MB), E_TOO_DEEP (above 100 levels), E_EMPTY.
 */
export async function readPlans(source: PlanText, { kind, part }: PlanSelection): Promise<Plan[]> {
  if (source.text.trim() === '') {
    throw new EvidenceError({
      code: 'E_EMPTY',
      where: source.path,
      found: 'an empty file',
      expected: 'a plan in Markdown',
      fix: 'Write the plan, or leave the file out of `plans`.',
    });
  }
  const document = await parseMarkdown(source.text, source.path);
  return partsOf(document, part).map((one) => readPart(source, document, kind, one));
}

function partsOf(document: MarkdownDocument, part: PlanSelection['part']): PlanPart[] {
  if (part === 'file') return [{ from: 0, to: document.blocks.length }];
  return part === 'sections' ? rollbackParts(document) : namedParts(document, part.named);
}

function readPart(
  { path, isFile }: PlanText,
  { lines, blocks: all }: MarkdownDocument,
  kind: PlanKind,
  part: PlanPart,
): Plan {
  // Parts do not overlap, so that the blocks of the document become the plan's own.
  const blocks = all.slice(part.from, part.to);
  if (part.from > 0) for (const block of blocks) block.parent = rebased(block, part.from);
  const plan = planSource(blocks);
  const { sections, of } = plan;
  for (let at = 0; at < blocks.length; at++) (blocks[at] as DocumentBlock).section = of[at] as number;
  const commands = commandsOf(blocks, of);
  const procedures = proceduresOf({ ...plan, commands, isEnglish: inEnglish(blocks) });
  const steps = new Set(procedures.flatMap((procedure) => procedure.steps.flatMap((step) => step.blocks[0] ?? [])));
  const place = {
    line: part.title === undefined ? 1 : (blocks[0]?.line ?? 1),
    endLine: endLineOf(blocks, part, lines.length),
  };
  return {
    path,
    isFile,
    kind,
    title: part.title ?? blocks.find((block) => block.kind === 'heading')?.text ?? path,
    ...(part.title === undefined ? {} : { sectionTitle: part.title }),
    ...place,
    line: headingLine(blocks, place.line),
    lines,
    blocks,
    sections,
    procedures,
    commands,
    durations: durationsOf(plan, (at) => steps.has(at)),
    triggers: triggersOf(plan),
    ...statementsOf(plan, commands),
    tests: testsOf(plan),
    disables: disablesOf(blocks, sections, of, place),
  };
}

/** Asked by few plans, and then at every step. */
function inEnglish(blocks: readonly DocumentBlock[]): () => boolean {
  let known: boolean | undefined;
  return () => {
    known ??= isEnglish(
      blocks
        .slice(0, 400)
        .map(({ text }) => text)
        .join(' '),
    );
    return known;
  };
}

function rebased({ parent }: DocumentBlock, from: number): number {
  return parent < from ? -1 : parent - from;
}

/** What is missing is shown at the first heading of the plan. */
function headingLine(blocks: readonly DocumentBlock[], line: number): number {
  return blocks.find(({ kind }) => kind === 'heading')?.line ?? line;
}

function endLineOf(blocks: readonly DocumentBlock[], { title }: PlanPart, lines: number): number {
  return title === undefined ? lines : blocks.reduce((last, { endLine }) => Math.max(last, endLine), 1);
}
