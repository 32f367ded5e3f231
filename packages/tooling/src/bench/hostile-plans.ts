/** A document that tries to make a reader slow, or to break it. */
export interface HostileDocument {
  readonly name: string;
  text(): string;
}

const LONG = 100_000;
const HEAD = '# Rollback\n\n';
const repeated = (count: number, one: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => one(index)).join('');
const line = (unit: string): string => `${HEAD}${unit.repeat(Math.ceil(LONG / unit.length))}\n`;

/** Nesting, long lines and long lists of everything that Markdown has, and of everything that rules look for. */
export const HOSTILE: readonly HostileDocument[] = [
  { name: '600 nested lists', text: () => HEAD + repeated(600, (depth) => `${'  '.repeat(depth)}- a\n`) },
  { name: '20,000 nested quotes', text: () => `${HEAD}${'>'.repeat(20_000)} a\n` },
  { name: '20,000 nested quotes, spaced', text: () => `${HEAD}${'> '.repeat(20_000)}a\n` },
  ...['`', '[', '*', '_', '<', '![', '[](', '**a', '`a``', '<!--', '&#', '\\'].map((unit) => ({
    name: `100,000 characters of ${unit}`,
    text: () => line(unit),
  })),
  ...['1 ', '5 minutes ', '1-', 'a:', 'yes/no ', '<a ', '{{ ', '"', "'a ", '- ', 'if ', '/a', '.', 'a ', 'A'].map(
    (unit) => ({
      name: `100,000 characters of "${unit}"`,
      text: () => line(unit),
    }),
  ),
  { name: 'the same in a code span', text: () => `${HEAD}\`${'--a '.repeat(LONG / 4)}\`\n` },
  { name: 'a command of 100,000 words', text: () => `${HEAD}\`\`\`bash\nrm ${'-rf '.repeat(LONG)}\n\`\`\`\n` },
  { name: 'a command of 50,000 lines', text: () => `${HEAD}\`\`\`bash\n${'rm -rf a \\\n'.repeat(50_000)}\`\`\`\n` },
  { name: '100,000 bold words', text: () => `${HEAD}${'**a** '.repeat(LONG)}\n` },
  { name: '20 words of 50,000 letters', text: () => HEAD + `${'A'.repeat(50_000)}\n\n`.repeat(20) },
  {
    name: '5,000-row table',
    text: () =>
      `${HEAD}| # | Step | Time |\n| - | - | - |\n${repeated(5_000, (row) => `| ${row} | Stop \`a\` | 5 min |\n`)}`,
  },
  { name: '50,000 links', text: () => `${HEAD}${repeated(50_000, (link) => `[a](b${link}.md) `)}\n` },
  {
    name: '50,000 definitions of links',
    text: () => `${HEAD}${repeated(50_000, (link) => `[a${link}]: b${link}\n`)}[a1]\n`,
  },
  { name: '20,000 headings of one name', text: () => HEAD + '## Steps\n\n'.repeat(20_000) },
  {
    name: '20,000 numbered headings',
    text: () => HEAD + repeated(20_000, (step) => `### ${step + 1}. Stop\n\nRun \`make a\`\n\n`),
  },
  { name: '20,000 bold labels', text: () => HEAD + repeated(20_000, (step) => `**Step ${step + 1}: Stop**\n\n`) },
  {
    name: '20,000 steps with times',
    text: () => HEAD + repeated(20_000, (step) => `${step + 1}. Check \`make a\` (5 min)\n`),
  },
  {
    name: '20,000 commented steps in a fence',
    text: () => `${HEAD}\`\`\`bash\n${repeated(20_000, (step) => `# ${step + 1}. Stop\nmake a\n`)}\`\`\`\n`,
  },
  { name: '20,000 fences', text: () => HEAD + '```bash\nrm -rf /data\n```\n\n'.repeat(20_000) },
  { name: '20,000 lists split by fences', text: () => HEAD + repeated(20_000, () => '1. Stop\n```\nmake a\n```\n') },
  {
    name: '20,000 triggers',
    text: () => `${HEAD}## Triggers\n\n${'- Error rate above 5 % for 5 minutes\n'.repeat(20_000)}`,
  },
  {
    name: '20,000 disabling comments',
    text: () => HEAD + '<!-- rollback-plan-lint-disable placeholder: asked for -->\n\nTODO\n\n'.repeat(20_000),
  },
  { name: '20,000 tests', text: () => `${HEAD}## Tested\n\n${'- Tested on 2026-10-01\n'.repeat(20_000)}` },
  {
    name: 'everything unclosed',
    text: () => `---\n${HEAD}<details>\n<!--\n[a](b **c _d \`e <f\n> - 1. | g\n~~~\n`.repeat(2_000),
  },
];
