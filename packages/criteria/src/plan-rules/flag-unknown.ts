import * as v from 'valibot';
import { cutText } from '../plain-text.ts';
import { flagsOf } from '../plan-flags.ts';
import { definePlanRule } from '../plan-rule.ts';

/** Feature flags that the plan names are used in the code. */
export const flagUnknown = definePlanRule({
  id: 'flag-unknown',
  about: 'Feature flags that the plan names occur in the code.',
  why: 'A flag that the code no longer asks for can be switched, and nothing happens.',
  severity: 'info',
  options: v.strictObject({}),
  find({ plan, repository }) {
    if (!repository.isKnown) return { notApplicable: 'Nothing is known of the repository.' };
    if (repository.flagTools.length === 0) return { notApplicable: 'The repository uses no tool for feature flags.' };
    return flagsOf(plan)
      .filter(({ name }) => !repository.knownFlags.has(name))
      .map(({ name, ...place }) => ({
        ...place,
        message: `the flag ${JSON.stringify(cutText(name, 80))} does not occur in the code`,
        fix: 'Correct its name, or take the step out when the flag is gone.',
      }));
  },
});
