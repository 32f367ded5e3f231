import { type Failure, GateError, type Plan } from '@maturity-actions/criteria';
import type { Repository } from '../repository/repository.ts';
import { documentText } from './plan-files.ts';
import { type PlanSelection, type PlanText, readPlans } from './read-plan.ts';

/** Plans of one kind, what is wrong with their files, and where was looked, in words. */
export interface FoundPlans {
  readonly plans: readonly Plan[];
  readonly failures: readonly Failure[];
  readonly lookedAt: readonly string[];
}

/** A file and how it is read. */
export interface WantedDocument {
  readonly path: string;
  read(source: PlanText): Promise<readonly Plan[]>;
  /** What is wrong with the file does not matter: nobody said that there is a plan in it. */
  readonly mayBeBroken?: boolean;
}

/** Reads the part of a document that a selection names; a document without a word has no parts. */
export function reading({ kind, part }: PlanSelection): WantedDocument['read'] {
  return async (source) => (part === 'sections' && isBlank(source.text) ? [] : readPlans(source, { kind, part }));
}

/** Reads files one after the other, and collects what is wrong with any of them. */
export async function readAll(
  repository: Repository,
  wanted: readonly WantedDocument[],
): Promise<Pick<FoundPlans, 'plans' | 'failures'>> {
  const plans: Plan[] = [];
  const failures: Failure[] = [];
  for (const { path, read, mayBeBroken } of wanted) {
    try {
      plans.push(...(await read({ path, isFile: true, text: await documentText(repository, path) })));
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      if (!mayBeBroken) failures.push(...error.failures);
    }
  }
  return { plans, failures };
}

/** The plans in a text that is no file: the parts whose heading says so, or has this name. */
export async function readText(text: string, section: string | undefined): Promise<FoundPlans> {
  const path = 'input text';
  const lookedAt = [`the headings of the ${path}${isBlank(text) ? ', which is empty' : ''}`];
  try {
    const read = reading({ kind: 'rollback', part: section === undefined ? 'sections' : { named: section } });
    const plans = isBlank(text) ? [] : await read({ path, isFile: false, text });
    return { plans, failures: section === undefined ? [] : missingSection(section, plans, [path]), lookedAt };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { plans: [], failures: error.failures, lookedAt };
  }
}

const isBlank = (text: string): boolean => text.trim() === '';

/** A heading that somebody expects and that is nowhere hides what would stand below it. */
export function missingSection(section: string, plans: readonly Plan[], paths: readonly string[]): Failure[] {
  if (plans.length > 0) return [];
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : '';
  const places = paths.length === 0 ? 'any document' : `${paths.slice(0, 3).join(', ')}${more}`;
  return [
    {
      kind: 'configuration',
      code: 'E_PATTERN_MATCHED_NOTHING',
      where: 'input section',
      found: `no heading ${JSON.stringify(section)} in ${places}`,
      expected: 'a heading of the plan',
      fix: 'Correct `section`, or leave it out.',
    },
  ];
}
