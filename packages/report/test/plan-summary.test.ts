import type { MeasuredPlanProblem, PlanMeasurement, Report } from '@maturity-actions/criteria';
import { renderComment, renderSummary, SUMMARY_BUDGET_BYTES } from '@maturity-actions/report';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import {
  HOSTILE_PROBLEM,
  measuredPlan,
  namedProblem,
  PLAN_REPORTS,
  planProblem,
  planReport,
  ruled,
} from './sample-plans.ts';
import { finding, HOSTILE, verdict } from './sample-reports.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-20T09:30:00Z');

const summaryOf = (...plans: PlanMeasurement[]) => renderSummary(planReport(plans));
const countOf = (text: string, part: string) => text.split(part).length - 1;
/** The lines of the summary from a heading to the next one of its rank. */
const sectionOf = (text: string, heading: string) => text.split(`### ${heading}\n`)[1]?.split(/\n###? /)[0] ?? '';
const many = (count: number, parts: Partial<MeasuredPlanProblem> = {}): MeasuredPlanProblem[] =>
  Array.from({ length: count }, (_, index) =>
    planProblem({ line: index + 2, message: `no ${index}`, fingerprint: `${parts.rule}:${index}`, ...parts }),
  );

test('each plan begins with what it must hold, in the words of people', () => {
  const text = summaryOf(
    measuredPlan({ commands: 'no', databaseRollback: 'not-applicable', testedEvidence: 'no', lastTested: null }),
  );
  expect(sectionOf(text, 'Plans').match(/^- .+$/gm)).toEqual([
    '- ✅ When to roll back',
    '- ✅ Numbered steps',
    '- ❌ **Commands**',
    '- ➖ Database (does not apply)',
    '- ➖ Feature flags (does not apply)',
    '- ✅ Estimated time (10 min)',
    '- ✅ Verification',
    '- ❌ **Tested**',
  ]);
  expect(text).toContain('No problems.');
});

test('a guide to deploy is looked through for steps and commands only', () => {
  const text = summaryOf(measuredPlan({ kind: 'deployment', path: 'DEPLOY.md', numberedSteps: 'no' }));
  expect(sectionOf(text, 'Plans').match(/^- .+$/gm)).toEqual(['- ❌ **Numbered steps**', '- ✅ Commands']);
  expect(text).toContain('#### `DEPLOY.md` (deployment guide)');
});

test.each([
  [10, 'Estimated time (10 min)'],
  [2.41, 'Estimated time (2.5 min)'],
  [0.01, 'Estimated time (0.1 min)'],
  [4.35, 'Estimated time (4.4 min)'],
  [1440.5, 'Estimated time (1,441 min)'],
])('%d minutes are shown as %s, never less', (estimatedMinutes, text) =>
  expect(summaryOf(measuredPlan({ estimatedMinutes }))).toContain(text),
);

test.each([
  [NOW - 10 * 3_600_000, 'Tested (2026-11-19, today)'],
  [Date.parse('2026-11-20'), 'Tested (2026-11-20, today)'],
  [Date.parse('2026-11-21'), 'Tested (2026-11-21, today)'],
  [NOW - DAY, 'Tested (2026-11-19, 1 day ago)'],
  [NOW - 50.9 * DAY, 'Tested (2026-09-30, 50 days ago)'],
])('a test at %d is shown as %s', (lastTested, text) =>
  expect(summaryOf(measuredPlan({ lastTested }))).toContain(text),
);

test('problems come in reading order, each with its line, the line itself and the fix', () => {
  const text = summaryOf(
    measuredPlan({
      problems: [
        planProblem({ rule: 'r1', severity: 'info', line: 3, message: 'first', fix: 'Do `a | b` or `c`.' }),
        planProblem({ rule: 'r2', line: 5, endLine: 9, message: 'second', fix: '' }),
      ],
    }),
  );
  expect(sectionOf(text, 'Plans').match(/^- (?:ℹ️|❌ \*\*line).+$/gmu)).toEqual([
    '- ℹ️ **line 3**, info `r1`: first.<br>`Contact: TBD`<br>Fix: Do <code>a &#124; b</code> or `c`.',
    '- ❌ **lines 5-9**, error `r2`: second.<br>`Contact: TBD`',
  ]);
  expect(text).toContain('\n1 error, 1 info:\n');
});

test('the heading is not quoted for what is missing, but for what stands in it', () => {
  const missing = planProblem({ line: 7, quote: '# Rollback' });
  expect(summaryOf(measuredPlan({ line: 7, problems: [missing] }))).not.toContain('# Rollback');
  expect(summaryOf(measuredPlan({ line: 7, problems: [{ ...missing, column: 3 }] }))).toContain('`# Rollback`');
});

test('of many problems the worst twenty are open, in reading order, and the rest is counted', () => {
  const problems = [...many(240, { severity: 'info', rule: 'idle' }), ...many(30, { rule: 'bad' })];
  const text = sectionOf(summaryOf(measuredPlan({ problems })), 'Plans');
  const [open = '', folded = ''] = text.split('<summary>180 more problems</summary>');
  expect(countOf(open, '`bad`')).toBe(20);
  expect(countOf(open, '`idle`')).toBe(0);
  expect(open.indexOf('no 3.')).toBeLessThan(open.indexOf('no 4.'));
  expect(countOf(folded, '`bad`')).toBe(10);
  expect(countOf(folded, '`idle`')).toBe(170);
  expect(folded).toContain('70 more problems are in the report JSON.');
});

test('a fix that can be applied is shown as a folded diff with one unchanged line around', () => {
  const before = ['1. a', '1. b', '1.\u00a0c', '4. d', '5. e'];
  const lines = ['1. a', '1. b', '3. c', '3b. c', '4. d', '5. e'];
  const edit = { line: 4, endLine: 8, before, lines };
  const text = summaryOf(measuredPlan({ problems: [planProblem({ edit })] }));
  const fence = ['  ```diff', '   1. b', '  -1.<U+00A0>c', '  +3. c', '  +3b. c', '   4. d', '  ```'];
  expect(text).toContain(`\n  <details>\n  <summary>Suggested change</summary>\n\n${fence.join('\n')}\n\n  </details>`);
  const long = Array.from({ length: 90 }, (_, index) => `${index}`);
  const cut = summaryOf(measuredPlan({ problems: [planProblem({ edit: { ...edit, before: long, lines: [] } })] }));
  expect(cut).toContain('  -39\n   … 50 more\n  ```');
});

test.each([
  ['nothing before', [], ['a'], ['+a']],
  ['nothing after', ['a'], [], ['-a']],
  ['the same', ['a', 'b'], ['a', 'b'], [' b']],
  ['one line twice', ['a'], ['a', 'a'], [' a', '+a']],
  ['one line less', ['a', 'a'], ['a'], [' a', '-a']],
])('a diff of %s', (_, before, lines, expected) => {
  const edit = { line: 1, endLine: 1, before, lines };
  const text = summaryOf(measuredPlan({ problems: [planProblem({ edit })] }));
  expect(text).toContain(`  \`\`\`diff\n${expected.map((line) => `  ${line}\n`).join('')}  \`\`\`\n`);
});

test('disabled problems are folded with their reason and do not count', () => {
  const problems = [
    planProblem({ rule: 'off', disabled: 'a cache, made anew' }),
    ...many(55, { rule: 'x', disabled: 'y' }),
  ];
  const text = summaryOf(measuredPlan({ problems }));
  expect(text).toContain('No problems.');
  const folded = text.split('<summary>56 disabled problems</summary>')[1];
  expect(folded).toContain(
    '`off`: the placeholder TBD is still there.<br>`Contact: TBD`<br>Disabled: a cache, made anew.',
  );
  expect(folded).toContain('- and 6 more');
});

test('what the list of problems says is not said again, everything else is', () => {
  const plan = measuredPlan({ problems: [planProblem({ rule: 'ONLY-ONCE' })] });
  const unlisted = finding({ rule: 'E_TOO_DEEP', message: 'docs/b.md: 101 levels', fingerprint: 'other' });
  const one = planReport([plan], {
    verdicts: [
      ruled('a', ['ONLY-ONCE'], [plan]),
      ruled('b', ['ONLY-ONCE'], [plan]),
      ruled('c', ['ONLY-ONCE'], [plan], { findings: [unlisted, namedProblem(plan, planProblem())] }),
    ],
  });
  const text = renderSummary(one);
  expect(countOf(text, 'ONLY-ONCE')).toBe(1);
  expect(sectionOf(text, 'What to do').match(/^- /gm)).toHaveLength(1);
  expect(sectionOf(text, 'Findings')).toContain('docs/b.md: 101 levels');
  expect(text).not.toContain('Reports read');
});

test('an amount of what should not be there is said once', () => {
  const text = renderSummary(PLAN_REPORTS['plan-red'] as Report);
  expect(text).toContain(
    '**Rollback steps: 1 error; component production requires no error. 3 more criteria are open.**',
  );
});

test('without a level it is the rules that ask', () => {
  const plan = measuredPlan({ problems: [planProblem()] });
  const text = renderSummary(planReport([plan], { model: '', level: '' }));
  expect(text).toContain('**Rollback sound: 1 error; the stated rules require no error.**');
});

test('with several plans a table sums them up', () => {
  const text = summaryOf(
    measuredPlan({ problems: [planProblem()] }),
    measuredPlan({ path: 'MATURITY.md', section: 'Back' }),
  );
  expect(sectionOf(text, 'Plans').match(/^\| .+$/gm)).toEqual([
    '| Plan | Missing | Problems | Estimated time | Tested |',
    '| --- | --- | --- | --- | --- |',
    '| `docs/ROLLBACK.md` | – | 1 error | 10&nbsp;min | 2026-10-01, 50 days ago |',
    '| `MATURITY.md`, section Back | – | – | 10&nbsp;min | 2026-10-01, 50 days ago |',
  ]);
});

test('the eleventh plan and those after it are folded', () => {
  const plans = Array.from({ length: 12 }, (_, index) => measuredPlan({ path: `docs/rollback-${index}.md` }));
  const text = summaryOf(...plans);
  expect(countOf(text, '\n#### ')).toBe(10);
  expect(text).toContain('<summary>docs/rollback-11.md: no problems</summary>');
});

test('with components the plans are summed up once, and each component has its own', () => {
  const text = renderSummary(PLAN_REPORTS['plan-parts'] as Report);
  expect(countOf(text, '\n### Plans\n')).toBe(1);
  expect(countOf(text, '\n#### Plans\n')).toBe(3);
  expect(sectionOf(text, 'Plans')).not.toContain('When to roll back');
  expect(text).toContain('| ❌&nbsp;failed | **search** | component staging | no plan |');
  expect(countOf(text, '# Rollback of shop')).toBe(1);
});

test('without a plan there is one to start from, in a fence that it cannot close', () => {
  const of = (planSkeleton: string) => renderSummary(planReport([], { measurements: { plan: [], planSkeleton } }));
  expect(of('# A\n\n````bash\nx\n````\n')).toContain('\n`````markdown\n# A\n\n````bash\nx\n````\n`````\n');
  expect(of('# A')).toContain('\n```markdown\n# A\n```\n');
  expect(renderSummary(planReport([]))).not.toContain('start from');
});

test('200 plans with 500 problems each stay under the budget, quickly', () => {
  const problems = many(500, { edit: { line: 1, endLine: 1, before: ['a'], lines: ['b'] } });
  const plans = Array.from({ length: 200 }, (_, index) =>
    measuredPlan({ path: `docs/rollback-${index}.md`, problems }),
  );
  const start = performance.now();
  const text = summaryOf(...plans);
  expect(performance.now() - start).toBeLessThan(3000);
  expect(Buffer.byteLength(text)).toBeLessThan(SUMMARY_BUDGET_BYTES);
  expect(text).toContain('only what fails is shown');
});

test.each([
  [200_000, '', '180 more problems'],
  [20_000, 'only what fails is shown', '380 more problems are in the report JSON.'],
  [1500, 'only totals are shown', '| `docs/ROLLBACK.md` | – | 400 errors |'],
  [300, 'only totals are shown', ''],
])('a budget of %i bytes holds', (budgetBytes, note, part) => {
  const text = renderSummary(planReport([measuredPlan({ problems: many(400) })]), { budgetBytes });
  expect(Buffer.byteLength(text.replaceAll('\n', '\r\n'))).toBeLessThanOrEqual(budgetBytes);
  expect(text).toContain(note);
  expect(text).toContain(part);
});

test('totals count the problems once', () => {
  const plan = measuredPlan({ problems: [...many(20), planProblem({ disabled: 'x' })] });
  const verdicts = [
    ruled('a', ['placeholder'], [plan]),
    ruled('b', ['placeholder'], [plan]),
    verdict({ why: 'x'.repeat(900) }),
  ];
  const text = renderSummary(planReport([plan], { verdicts }), { budgetBytes: 1500 });
  expect(text).toContain('only totals are shown');
  expect(text).toContain(' 20 findings.');
});

/** Tags of the page that a summary becomes, code spans aside, since texts may hold some. */
const tagsOf = (markdown: string) =>
  new MarkdownIt({ html: true, linkify: true })
    .render(markdown)
    .match(/<[!/?]?[a-z][^>]*>|<!--/gi)
    ?.filter((tag) => !/^<\/?code/.test(tag));

/** A report every text of which is `text`. */
function filled(text: string): Report {
  const edit = { line: 2, endLine: 3, before: [text, `${text}1`], lines: [`${text}2`] };
  const problem = { ...HOSTILE_PROBLEM, rule: text, message: text, fix: text, quote: text, fingerprint: text, edit };
  const problems = [problem, { ...problem, severity: 'info' as const, fingerprint: 'i', disabled: text }];
  const plans = [measuredPlan({ path: text, section: text, problems }), measuredPlan()];
  return planReport(plans, {
    verdicts: [ruled('a', [text], plans, { title: text })],
    measurements: { plan: plans, planSkeleton: `${text}\n${text}` },
  });
}

test('whatever the texts hold, the page has the same structure', () => {
  const harmless = tagsOf(renderSummary(filled('x')));
  const piece = fc.constantFrom(
    ...[
      '`',
      '```',
      '~~~',
      '|',
      '<',
      '>',
      '</details>',
      '<script>',
      '<!--',
      '-->',
      '[a](b)',
      '![a](b)',
      '@org',
      '#1',
      '##[',
    ],
    ...[
      '::error::',
      '\n',
      '\n\n',
      '- ',
      '1. ',
      '# ',
      '&',
      '*',
      '_',
      '\\',
      '$',
      'http://e.example',
      HOSTILE,
      'www.e.example',
    ],
    ...['<b>', '<br>', '"', "'", '=', '    ', '\t', 'a', 'é', '\u202e', '\u0000'],
  );
  const text = fc.array(piece, { minLength: 1, maxLength: 9 }).map((pieces) => `x${pieces.join('')}x`);
  fc.assert(
    fc.property(text, (hostile) => expect(tagsOf(renderSummary(filled(hostile)))).toEqual(harmless)),
    { numRuns: 1000 },
  );
});

test('hostile texts are shown as they are, and do nothing', () => {
  const one = PLAN_REPORTS['plan-unknown'] as Report;
  for (const text of [renderSummary(one), renderComment(one, { key: 'x' }).split('\n').slice(1).join('\n')]) {
    // In code nothing is obeyed.
    const prose = text.replace(/^ *(`{3,})[\s\S]*?^ *\1$/gm, '').replace(/(`+)[^`].*?\1/g, '');
    expect(prose).not.toMatch(/<script|<!--|@everyone|\]\(|\u202e|#12\s|:\/\//);
    expect(prose).not.toMatch(/^::|^- item/m);
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u202e');
  }
});
