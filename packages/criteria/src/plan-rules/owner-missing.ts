import * as v from 'valibot';
import type { Plan } from '../plan.ts';
import { topicLine } from '../plan-anatomy.ts';
import { definePlanRule, type PlanEdit } from '../plan-rule.ts';

/** Somebody answers for the plan. Source: GitLab production change template, technician and reviewer named. */
export const ownerMissing = definePlanRule({
  id: 'owner-missing',
  about: 'The plan names who decides, acts or is on call.',
  why: 'When everybody may decide, everybody waits for the others.',
  severity: 'warning',
  options: v.strictObject({}),
  find({ plan, repository }) {
    if (plan.owners.length > 0) return [];
    const owners = (repository.owners.get(plan.path) ?? []).filter((owner) => OWNER.test(owner)).slice(0, MOST_OWNERS);
    const edit = owners.length > 0 ? withOwners(plan, owners) : undefined;
    return [
      {
        line: topicLine(plan, 'ownership'),
        message: 'it does not say who decides, acts or is on call',
        fix:
          owners.length > 0
            ? `Write below the heading: "Owner: ${owners.join(', ')}", as CODEOWNERS says.`
            : 'Write below the heading who answers for it, such as "Owner: @acme/shop-on-call".',
        ...(edit ? { edit } : {}),
      },
    ];
  },
});

/** An account, a team or an address, and nothing that Markdown would read otherwise. */
const OWNER = /^(?:@[\w.-]+(?:\/[\w.-]+)?|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)$/;
const MOST_OWNERS = 3;

/** A line below the heading with which the plan begins. */
function withOwners({ blocks, lines }: Plan, owners: readonly string[]): PlanEdit | undefined {
  const title = blocks.find(({ kind }) => kind !== 'html');
  if (title?.kind !== 'heading' || title.isQuoted || title.parent >= 0) return undefined;
  const { line, endLine } = title;
  const isBlankBelow = (lines[endLine] ?? '').trim() === '';
  const added = ['', `Owner: ${owners.join(', ')}`, ...(isBlankBelow ? [] : [''])];
  return { line, endLine, lines: [...lines.slice(line - 1, endLine), ...added] };
}
