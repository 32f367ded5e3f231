import * as v from 'valibot';
import { definePlanRule } from '../plan-rule.ts';

/** A plan for code with feature flags names those to switch. Source: Component Maturity Criteria, rollback plan. */
export const flagsMissing = definePlanRule({
  id: 'flags-missing',
  about: 'The plan names the feature flags to switch, when the repository uses flags.',
  why: 'Switching a flag takes seconds and redeploys nothing. A plan that forgets flags takes the slow way.',
  severity: 'warning',
  element: 'featureFlags',
  options: v.strictObject({}),
  find({ plan, repository: { flagTools, isKnown } }) {
    if (plan.flags.length > 0) return [];
    const [used] = flagTools;
    if (!used) {
      const unknown = 'Whether there are feature flags is not known without the repository.';
      return { notApplicable: isKnown ? 'The repository uses no feature flags.' : unknown };
    }
    return [
      {
        line: plan.line,
        message: `it names no feature flag, and the repository uses ${used.tool} (${used.where})`,
        fix: 'Add a section "Feature flags" that says which flag to switch off and where, such as "`new-checkout` off", or write there that no flag guards the release.',
      },
    ];
  },
});
