import type { Scaffold } from './scaffold.ts';

const SOURCE = (id: string, name: string, title: string): string => `import * as v from 'valibot';
import { definePlanRule } from '../plan-rule.ts';

/** ${title}: what it looks at, where it stays silent in doubt, and the source. */
export const ${name} = definePlanRule({
  id: '${id}',
  about: 'The plan does what this rule asks.',
  why: 'What goes wrong at night when it does not.',
  severity: 'warning',
  options: v.strictObject({}),
  find({ plan }) {
    // Until it is filled in it speaks about every plan, so that no example of it passes by chance.
    return [{ line: plan.line, message: 'nothing judges this yet', fix: 'Fill in the rule.' }];
  },
});
`;

const BAD = (id: string): string => `# Rollback of the shop

Replace this by the least plan that does not meet the rule, with the marker behind each line it speaks about. {${id}}
`;

const GOOD = `# Rollback of the shop

Replace this by the same plan as it should be. Put what only looks like a problem into files of its own beside this one.
`;

/** A rule about plans: rule, the two examples of its page, line in the list. The test of all rules runs the examples. */
export const planRule: Scaffold = {
  kind: 'plan-rule',
  needsTitle: false,
  list: 'packages/criteria/src/plan-rules/index.ts',
  moduleOf: (id) => `packages/criteria/src/plan-rules/${id}.ts`,
  files: ({ id, name, title }) => ({
    [`packages/criteria/src/plan-rules/${id}.ts`]: SOURCE(id, name, title),
    [`packages/criteria/fixtures/plan-rules/${id}/bad.md`]: BAD(id),
    [`packages/criteria/fixtures/plan-rules/${id}/good.md`]: GOOD,
  }),
};
