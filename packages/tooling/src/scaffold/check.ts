import type { Scaffold } from './scaffold.ts';

const SOURCE = (id: string, name: string, title: string): string => `import * as v from 'valibot';
import { defineCheck } from '../check.ts';

const params = v.strictObject({});

/** ${title}: what it asks, what makes it unmet, and what it cannot know. */
export const ${name} = defineCheck<v.InferOutput<typeof params>>({
  kind: '${id}',
  needs: [],
  params,
  judge() {
    // Evidence that is absent makes a criterion unknown, never met.
    return { outcome: 'unknown', observed: 'nothing judges this yet', required: 'a judgement' };
  },
});
`;

const TEST = (id: string, name: string): string => `import { ${name} } from '../src/checks/${id}.ts';

const AT = Date.UTC(2026, 10, 20);

test.each([
  ['without evidence', {}, 'unknown', 'say what is missing'],
  ['with evidence that is enough', {}, 'met', 'say what was seen'],
  ['with evidence that is not', {}, 'unmet', 'say what was seen'],
])('%s', (_name, evidence, outcome, observed) => {
  expect(${name}.judge(evidence, {} as never, AT)).toMatchObject({ outcome, observed });
});
`;

const README = (title: string): string => `# ${title}

One folder for each case: \`<what-is-special>/\`. Put into it

- \`evidence.json\`: the evidence the check is given, as its readers state it.
- \`expected.json\`: params, outcome, observed, required, and the findings, worked out by hand.

Read them from the test of the check, and delete this file. A check whose cases fit a table needs no folder.
`;

/** A kind of check: code, test, fixture folder, line in the list. */
export const check: Scaffold = {
  kind: 'check',
  needsTitle: false,
  list: 'packages/criteria/src/checks/index.ts',
  moduleOf: (id) => `packages/criteria/src/checks/${id}.ts`,
  files: ({ id, name, title }) => ({
    [`packages/criteria/src/checks/${id}.ts`]: SOURCE(id, name, title),
    [`packages/criteria/test/${id}.test.ts`]: TEST(id, name),
    [`packages/criteria/fixtures/checks/${id}/README.md`]: README(title),
  }),
};
