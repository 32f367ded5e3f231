import * as v from 'valibot';
import { anchorsOf, plainAnchor } from '../heading-anchors.ts';
import { nearest } from '../nearest.ts';
import { cutText, plainText } from '../plain-text.ts';
import type { Plan } from '../plan.ts';
import { linksOf, type PlanLink } from '../plan-links.ts';
import type { PlanRepository } from '../plan-repository.ts';
import { definePlanRule, type PlanProblem } from '../plan-rule.ts';

/** Links to a heading find it. */
export const deadAnchor = definePlanRule({
  id: 'dead-anchor',
  about: 'Links to a heading find a heading.',
  why: 'A link to a heading that was renamed leads to the top of the page, and says nothing.',
  severity: 'warning',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan, repository }) {
    const problems: PlanProblem[] = [];
    for (const link of linksOf(plan)) {
      const anchors =
        link.anchor === '' || NO_HEADING.test(link.anchor) ? undefined : anchorsFor(link, plan, repository);
      if (!anchors || anchors.has(plainAnchor(link.anchor))) continue;
      const close =
        problems.length < MOST_SUGGESTED
          ? nearest(plainAnchor(link.anchor), [...anchors].slice(0, MOST_COMPARED))
          : undefined;
      const { line, column, anchor } = link;
      problems.push({
        line,
        ...(column === undefined ? {} : { column }),
        message: `no heading makes the anchor ${JSON.stringify(`#${cutText(plainText(anchor), 80)}`)}`,
        fix: close === undefined ? 'Correct the anchor, or take it out.' : `Did you mean \`#${close}\`?`,
      });
    }
    return problems;
  },
});

/** Lines of code, the top of the page, and text that a browser looks for. */
const NO_HEADING = /^(?:L\d+(?:-L?\d+)?|top|:~:.*|!.*|\/.*)$/i;
const MOST_SUGGESTED = 50;
const MOST_COMPARED = 500;

/** Anchors of the file that a link leads to; undefined when nobody knows them. */
function anchorsFor({ path }: PlanLink, plan: Plan, { anchors }: PlanRepository): ReadonlySet<string> | undefined {
  if (path === plan.path) return anchorsOf(plan.lines);
  const known = anchors.get(path);
  return known && plainAnchors(known);
}

const plain = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

function plainAnchors(anchors: ReadonlySet<string>): ReadonlySet<string> {
  const known = plain.get(anchors) ?? new Set([...anchors].map(plainAnchor));
  plain.set(anchors, known);
  return known;
}
