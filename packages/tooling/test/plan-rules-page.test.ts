import { PLAN_RULES } from '@maturity-actions/criteria';
import MarkdownIt from 'markdown-it';
import { exampleOf } from '../src/generate/plan-rule-example.ts';
import { generatePlanRulesPage } from '../src/generate/plan-rules-page.ts';

test.each([
  ['a marker', '# Plan {some-rule}\n\nText\n', { text: '# Plan\n\nText', lines: [1] }],
  ['no marker', '# Plan\n\nText\n', { text: '# Plan\n\nText', lines: [] }],
  ['the marker of another rule', '# Plan {other}\n', { text: '# Plan {other}', lines: [] }],
  [
    'what is given',
    '<!-- {"now":"2026-11-20T12:00:00Z"} -->\n\n# Plan\n\nText {some-rule}\n',
    { text: '# Plan\n\nText', lines: [3], given: '{"now":"2026-11-20T12:00:00Z"}' },
  ],
  ['another comment', '<!-- note -->\n# Plan {some-rule}\n', { text: '<!-- note -->\n# Plan', lines: [2] }],
])('an example with %s', (_name, raw, expected) => {
  expect(exampleOf('some-rule', raw)).toEqual(expected);
});

describe('the page', () => {
  test('shows every rule, and no example breaks out of its fence', async () => {
    const [page = ''] = Object.values(await generatePlanRulesPage());
    const tokens = new MarkdownIt({ html: true }).parse(page, {});
    const headings = tokens.flatMap(({ type, tag }, at) =>
      type === 'heading_open' && tag === 'h2' ? [tokens[at + 1]?.content] : [],
    );
    expect(headings).toEqual(PLAN_RULES.map(({ id }) => `\`${id}\``));
    const examples = tokens.filter(({ type, info }) => type === 'fence' && info === 'markdown');
    // One more is in the introduction.
    expect(examples).toHaveLength(2 * PLAN_RULES.length + 1);
    expect(tokens.filter(({ type }) => type === 'html_block')).toHaveLength(1);
  });

  test('says of every must-have that the plan cannot switch it off, and of no other rule', async () => {
    const [page = ''] = Object.values(await generatePlanRulesPage());
    const sections = page.split(/^## /m).slice(1);
    const fixed = sections.filter((section) => section.includes('The plan cannot switch it off'));
    const elements = PLAN_RULES.filter(({ element }) => element !== undefined);
    expect(fixed.map((section) => section.split('\n')[0])).toEqual(elements.map(({ id }) => `\`${id}\``));
  });
});
