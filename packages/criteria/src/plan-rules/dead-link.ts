import * as v from 'valibot';
import { cutText, plainText } from '../plain-text.ts';
import { linksOf, type PlanLink } from '../plan-links.ts';
import type { PlanRepository } from '../plan-repository.ts';
import { definePlanRule, type PlanProblem } from '../plan-rule.ts';
import { isThere, nearestFile } from '../repository-paths.ts';

/** Files that the plan links to are in the repository. */
export const deadLink = definePlanRule({
  id: 'dead-link',
  about: 'Links to files of the repository lead somewhere.',
  why: 'A link stands for what the plan leaves out. When it is dead, that part of the plan is missing.',
  severity: 'error',
  kinds: ['rollback', 'deployment'],
  options: v.strictObject({}),
  find({ plan, repository }) {
    if (!repository.isKnown || !plan.isFile) return { notApplicable: 'Nothing is known of the repository.' };
    const problems: PlanProblem[] = [];
    for (const link of linksOf(plan)) {
      if (link.path === plan.path || isReached(link, repository)) continue;
      const close = problems.length < MOST_SUGGESTED ? nearestFile(repository, link.path) : undefined;
      const { line, column, href } = link;
      problems.push({
        line,
        ...(column === undefined ? {} : { column }),
        message: `the link leads to ${JSON.stringify(cutText(plainText(href), 100))}, which the repository does not have`,
        fix: close === undefined ? 'Correct the link, or take it out.' : `Did you mean \`${close}\`?`,
      });
    }
    return problems;
  },
});

/** Problems that get a suggestion: looking for one takes its time. */
const MOST_SUGGESTED = 50;

/** Whether a link leads to a file or a folder, or to a page that a site makes of a file. */
function isReached({ path, isRooted }: PlanLink, repository: PlanRepository): boolean {
  if (isThere(repository, path)) return true;
  const bare = path.replace(/\.html?$/, '');
  const sources = ['.md', '.mdx', '.markdown', '.html.md', '.rst', '/index.md', '/README.md', '/_index.md'];
  if (sources.some((ending) => repository.files.has(`${bare}${ending}`))) return true;
  // What begins with `/` may be a page of a site, unless its first folder is here.
  const [first = ''] = path.split('/');
  return isRooted && !/\.(?:md|mdx|markdown)$/.test(path) && !isThere(repository, first);
}
