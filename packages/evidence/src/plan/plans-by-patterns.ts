import type { Failure, Pattern, Plan } from '@maturity-actions/criteria';
import type { Repository } from '../repository/repository.ts';
import { isRollbackName } from './document-roles.ts';
import { firstTitle } from './first-title.ts';
import { type FoundPlans, missingSection, readAll } from './found-plans.ts';
import { withoutReferences } from './plan-references.ts';
import { type PlanText, readPlans } from './read-plan.ts';
import { isRollbackTitle } from './rollback-titles.ts';

/** More files than this are no list of plans. */
const MAX_FILES = 2000;

/** The plans that globs name. A glob without a file is a failure: somebody expects a plan there. */
export async function plansByPatterns(
  repository: Repository,
  patterns: readonly Pattern[],
  section: string | undefined,
): Promise<FoundPlans> {
  const { paths, failures } = await pathsOf(repository, patterns);
  const lookedAt = patterns.map(({ glob }) => glob);
  const read = (source: PlanText) => namedPlans(source, section);
  const found = await readAll(
    repository,
    paths.map((path) => ({ path, read })),
  );
  const all = [...failures, ...found.failures];
  const missing = section === undefined || all.length > 0 ? [] : missingSection(section, found.plans, paths);
  return { plans: withoutReferences(found.plans), failures: [...all, ...missing], lookedAt };
}

/**
 * A file that is named or titled as a rollback plan is one as a whole; of another one its parts with such a heading
 * are; one without any is a plan because the glob says so.
 */
async function namedPlans(source: PlanText, section: string | undefined): Promise<readonly Plan[]> {
  const kind = 'rollback';
  if (section !== undefined) return readPlans(source, { kind, part: { named: section } });
  const isWhole = isRollbackName(source.path) || isRollbackTitle(firstTitle(source.text));
  const parts = isWhole ? [] : await readPlans(source, { kind, part: 'sections' });
  return parts.length > 0 ? parts : readPlans(source, { kind, part: 'file' });
}

async function pathsOf(
  repository: Repository,
  patterns: readonly Pattern[],
): Promise<{ readonly paths: readonly string[]; readonly failures: readonly Failure[] }> {
  const without = patterns.filter(({ glob }) => glob.startsWith('!')).map(({ glob }) => glob);
  const wanted = patterns.filter(({ glob }) => !glob.startsWith('!'));
  const paths = new Set<string>();
  const failures: Failure[] = [];
  for (const { glob, where } of wanted) {
    const found = await repository.find([glob, ...without]);
    if (found.length === 0) failures.push(noFile(where, glob));
    for (const path of found) paths.add(path);
  }
  if (wanted.length === 0) failures.push(noFile(patterns[0]?.where ?? 'input plans', 'no pattern'));
  if (paths.size <= MAX_FILES) return { paths: [...paths].sort(), failures };
  return { paths: [], failures: [...failures, tooMany(wanted[0]?.where ?? 'input plans', paths.size)] };
}

function noFile(where: string, pattern: string): Failure {
  return {
    kind: 'configuration',
    code: 'E_PATTERN_MATCHED_NOTHING',
    where,
    found: `no file for ${pattern}`,
    expected: 'at least one rollback plan',
    fix: 'Correct the pattern, or leave it out to look at the usual places.',
  };
}

function tooMany(where: string, count: number): Failure {
  return {
    kind: 'evidence',
    code: 'E_TOO_LARGE',
    where,
    found: `${count} files`,
    expected: `at most ${MAX_FILES}`,
    fix: 'Name the plans more closely.',
  };
}
