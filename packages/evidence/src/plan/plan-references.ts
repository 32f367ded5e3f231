import type { Plan } from '@maturity-actions/criteria';
import { linkTarget } from './link-target.ts';

/** Whether a plan says itself what to do. */
export function hasSubstance({ procedures, commands }: Plan): boolean {
  return procedures.length > 0 || commands.length > 0;
}

/** Leaves out parts of documents that only point to a plan that is there: `See docs/ROLLBACK.md`. */
export function withoutReferences(plans: readonly Plan[]): Plan[] {
  const whole = new Set(plans.filter(hasSubstance).map(({ path }) => path));
  return plans.filter((plan) => {
    if (plan.sectionTitle === undefined || hasSubstance(plan)) return true;
    return !targetsOf(plan).some((path) => whole.has(path));
  });
}

/** Paths that a plan links to or names as code. */
function targetsOf({ path, blocks }: Plan): string[] {
  const spans = blocks.flatMap((block) => block.spans);
  return spans.flatMap(({ kind, text, href }) => {
    const link = kind === 'link' ? href : kind === 'code' ? text : undefined;
    if (link === undefined) return [];
    // In code people write paths from the root as well as from where they are.
    const places = [linkTarget(path, link), kind === 'code' ? linkTarget('', link) : undefined];
    return places.flatMap((place) => place?.path ?? []);
  });
}
