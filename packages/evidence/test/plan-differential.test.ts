import { describe, expect, test } from '@jest/globals';
import { EvidenceError, PLAN_ELEMENTS, type Plan, type PlanStatement } from '@maturity-actions/criteria';
import fc from 'fast-check';
import { damaged, PIECES, type PlanPiece, pieces, planText, soup } from './plan-arbitraries.ts';
import { heldBy, heldIn, plansOf, problemsOf, reportOf } from './plan-judging.ts';

const heldByPieces = (some: readonly PlanPiece[]) =>
  PLAN_ELEMENTS.filter((element) => some.some(({ holds }) => holds.includes(element)));

describe('a plan of sound pieces', () => {
  test('holds what its pieces hold, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(pieces, async (some) => {
        expect(await heldBy(planText(some))).toEqual(heldByPieces(some));
      }),
      { numRuns: 300 },
    );
  });

  test('holds the same as a part of another document', async () => {
    await fc.assert(
      fc.asyncProperty(pieces, async (some) => {
        const text = `# Guide\n\nHow it is deployed.\n\n${planText(some, 3)}\n## Glossary\n\nTested on 2026-10-01.\n`;
        expect(await heldBy(text, 'sections')).toEqual(heldByPieces(some));
        expect(await heldBy(text, { named: 'Rollback of the shop' })).toEqual(heldByPieces(some));
      }),
    );
  });

  test.each<[string, (text: string) => string]>([
    ['with CRLF', (text) => text.replaceAll('\n', '\r\n')],
    ['with CR', (text) => text.replaceAll('\n', '\r')],
    ['with a byte order mark', (text) => `\uFEFF${text}`],
    ['with blanks at the ends of lines', (text) => text.replaceAll('\n', ' \n')],
    ['with more blank lines', (text) => text.replaceAll('\n\n', '\n\n\n\n')],
    ['without a last line break', (text) => text.trimEnd()],
    ['with front matter', (text) => `---\ntitle: The way back\nweight: 3\n---\n\n${text}`],
    ['with emoji in its headings', (text) => text.replace(/^(#+) /gm, '$1 🚨 ')],
    ['with numbers in its headings', (text) => text.replace(/^## /gm, '## 1.2 ')],
    ['with underlined headings', (text) => text.replace(/^## (.*)$/gm, '$1\n---')],
    ['with other bullets', (text) => text.replace(/^- /gm, '* ')],
  ])('holds the same %s', async (_name, change) => {
    await fc.assert(
      fc.asyncProperty(pieces, async (some) => {
        expect(await heldBy(change(planText(some)))).toEqual(heldByPieces(some));
      }),
    );
  });

  test.each<[string, (text: string) => string]>([
    ['in a comment', (text) => `# Rollback\n\n<!--\n${text}\n-->\n`],
    ['in a fence that shows Markdown', (text) => `# Rollback\n\n\`\`\`\`markdown\n${text}\n\`\`\`\`\n`],
    ['in a heading for reasons', () => '# Rollback\n\n## Background\n\n1. The queue was full\n2. Nobody saw it\n'],
  ])('holds nothing %s', async (_name, hide) => {
    await fc.assert(
      fc.asyncProperty(pieces, async (some) => {
        expect(await heldBy(hide(planText(some)))).toEqual([]);
      }),
    );
  });

  test.each(PIECES.filter(({ holds }) => holds.length > 0))('without its $title lacks that', async (piece) => {
    const others = PIECES.filter((one) => one !== piece);
    expect(await heldBy(planText(others))).toEqual(heldByPieces(others));
    expect(await heldBy(planText([...others, { ...piece, body: 'N/A\n' }]))).toEqual(heldByPieces(others));
    expect(await heldBy(planText([...others, { ...piece, body: '<!-- to be written -->\n' }]))).toEqual(
      heldByPieces(others),
    );
  });

  test('of which the lines with triggers are taken away names none', async () => {
    await fc.assert(
      fc.asyncProperty(pieces, async (some) => {
        const [plan] = (await plansOf(planText(some))) as [Plan];
        const gone = new Set(plan.triggers.flatMap(({ line, endLine }) => between(line, endLine)));
        const rest = plan.lines.filter((_, index) => !gone.has(index + 1)).join('\n');
        expect(await heldBy(rest)).not.toContain('triggerConditions');
      }),
    );
  });
});

describe('any text', () => {
  const any = fc.oneof(soup, damaged, fc.string({ unit: 'binary', maxLength: 300 }));
  const parts = fc.constantFrom<'file' | 'sections'>('file', 'sections');

  test('is read, or refused with a code', async () => {
    await fc.assert(
      fc.asyncProperty(any, parts, async (text, part) => {
        const plans = await plansOf(text, part).catch((error: unknown) => {
          expect(error).toBeInstanceOf(EvidenceError);
          return [];
        });
        for (const plan of plans) expectSound(plan, text);
      }),
      { numRuns: 1000 },
    );
  });

  test('reads the same a second time, and with other line breaks', async () => {
    await fc.assert(
      fc.asyncProperty(soup, async (text) => {
        const lines = text.split(/\r\n|[\n\r]/);
        if (text.trim() === '') return;
        const [plan] = await plansOf(lines.join('\n'));
        expect(await plansOf(text)).toEqual([plan]);
        expect(await plansOf(lines.join('\r\n'))).toEqual([plan]);
      }),
    );
  });

  test('has problems at lines that it has, and says the same of each of them twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(soup, damaged), async (text) => {
        if (text.trim() === '') return;
        const [plan] = (await plansOf(text)) as [Plan];
        const problems = problemsOf(plan);
        for (const { rule, line, endLine = line, column, message, fix, edit } of problems) {
          expect([rule, line >= 1 && line <= endLine && endLine <= plan.lines.length]).toEqual([rule, true]);
          if (column !== undefined)
            expect([rule, column >= 1 && column <= (plan.lines[line - 1] ?? '').length]).toEqual([rule, true]);
          expect([rule, message]).toEqual([rule, expect.not.stringMatching(/\.$|^$|undefined|NaN|\[object/)]);
          expect([rule, fix]).toEqual([rule, expect.stringMatching(/^[A-Z"`].*[.`]$/s)]);
          if (edit) expect([rule, edit.line >= 1 && edit.endLine <= plan.lines.length]).toEqual([rule, true]);
        }
        expect(problemsOf(plan)).toEqual(problems);
        expect(new Set(problems.map(({ fingerprint }) => fingerprint)).size).toBe(problems.length);
      }),
      { numRuns: 500 },
    );
  });

  test('loses no must-have by a fix, and the fixed problem is gone', async () => {
    await fc.assert(
      fc.asyncProperty(damaged, async (text) => {
        if (text.trim() === '') return;
        const [plan] = (await plansOf(text)) as [Plan];
        const before = heldIn(plan);
        for (const { rule, edit } of problemsOf(plan)) {
          if (!edit) continue;
          const lines = [...plan.lines.slice(0, edit.line - 1), ...edit.lines, ...plan.lines.slice(edit.endLine)];
          const [mended] = (await plansOf(lines.join('\n'))) as [Plan];
          expect([rule, heldIn(mended)]).toEqual([rule, expect.arrayContaining(before)]);
          const count = (of: Plan) => problemsOf(of).filter((one) => one.rule === rule).length;
          expect([rule, count(mended) < count(plan)]).toEqual([rule, true]);
        }
      }),
      { numRuns: 300 },
    );
  });
});

test('no rule shows a secret, wherever it stands', async () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9]{20}$/).map((text) => `Zx9${text}`);
  const places: readonly ((value: string) => string)[] = [
    (value) => `1. Set it: \`export DB_PASSWORD=${value}\``,
    (value) => `1. Run\n\n   \`\`\`bash\n   psql postgres://shop:${value}@db.internal/shop # TODO\n   \`\`\``,
    (value) => `- Stop the workers, password: ${value}`,
    (value) => `| 1 | {"password": "${value}"} |`,
    (value) => `\`\`\`\n$ mysql -uroot -p${value} shop \\\n\`\`\``,
    (value) => `1. Stop\n3. Deploy with ghp_${value}${value.slice(0, 13)} by hand`,
  ];
  await fc.assert(
    fc.asyncProperty(secret, fc.constantFrom(...places), pieces, async (value, place, some) => {
      const [plan] = (await plansOf(`${planText(some)}\n## Procedure\n\n${place(value)}\n`)) as [Plan];
      const problems = problemsOf(plan);
      const texts = problems.map(({ rule, message, fix }) => `${rule}: ${message} ${fix}`);
      expect(texts.filter((text) => text.includes(value))).toEqual([]);
      expect(reportOf(plan)).not.toContain(value);
      expect(problems.map(({ rule }) => rule)).toContain('secret');
    }),
  );
});

const between = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

/** What holds of every plan: places are in the file, positions are in their lists, and nothing is larger than the text. */
function expectSound(plan: Plan, text: string): void {
  const { lines, blocks, sections, procedures, commands, durations } = plan;
  expect(lines).toEqual(text.split(/\r\n|[\n\r]/));
  const statements: readonly PlanStatement[] = [
    ...plan.triggers,
    ...plan.verifications,
    ...plan.database,
    ...plan.flags,
    ...plan.tests,
    ...plan.owners,
    ...plan.contacts,
    ...plan.notices,
    ...plan.postMortems,
  ];
  const steps = procedures.flatMap((one) => one.steps);
  for (const { line, endLine } of [...blocks, ...sections, ...procedures, ...steps, ...statements])
    if (line < 1 || endLine < line || endLine > lines.length) throw new Error(`lines ${line} to ${endLine}`);
  for (const { line } of [...commands, ...durations]) expect(line >= 1 && line <= lines.length).toBe(true);
  expect(plan.line >= 1 && plan.line <= plan.endLine && plan.endLine <= lines.length).toBe(true);
  for (const [at, { parent, section }] of blocks.entries()) {
    expect(parent < at && section >= 0 && section < sections.length).toBe(true);
    if (parent >= 0) expect(blocks[parent]?.kind).toBe('item');
  }
  for (const [at, { heading, parent }] of sections.entries())
    expect(heading < blocks.length && parent < at && (heading >= 0 || at === 0)).toBe(true);
  for (const { block, section } of [...statements, ...commands, ...durations])
    expect(block >= 0 && block < blocks.length && section >= 0 && section < sections.length).toBe(true);
  for (const step of steps) {
    expect(step.blocks.every((at) => at >= 0 && at < blocks.length)).toBe(true);
    expect(step.commands.every((at) => at >= 0 && at < commands.length)).toBe(true);
  }
  // Headings may count at each of their six ranks, lists once; no other piece of text is said to be two things of one kind.
  expect(steps.reduce((sum, one) => sum + one.blocks.length, 0)).toBeLessThanOrEqual(8 * blocks.length);
  for (const list of [blocks, plan.triggers, plan.verifications, plan.tests, commands])
    expect(list.reduce((sum, one) => sum + one.text.length, 0)).toBeLessThanOrEqual(2 * text.length + 100);
}
