import {
  type Failure,
  type Pattern,
  type Plan,
  type PlanEvidence,
  type PlanRuleSettings,
  UNKNOWN_REPOSITORY,
} from '@maturity-actions/criteria';
import type { Repository } from '../repository/repository.ts';
import { isOfAnother, type PlanComponent, plansFor } from './component-plans.ts';
import { deploymentGuides } from './deployment-guides.ts';
import { type FoundPlans, readText } from './found-plans.ts';
import { plansByPatterns } from './plans-by-patterns.ts';
import { plansInUsualPlaces } from './plans-in-usual-places.ts';
import { repositoryFacts } from './repository-facts.ts';

/** What is wanted of the plans of a repository. */
export interface PlanRequest {
  /** Globs of the plans, `!` takes files away; undefined looks at the usual places. */
  readonly plans?: readonly Pattern[] | undefined;
  /** Whether guides to deploy are asked for as well. */
  readonly deploymentGuides?: boolean | undefined;
  /** Heading of the parts that are plans; others are none. */
  readonly section?: string | undefined;
  /** A text in which the plan is, instead of files: the body of an issue or a pull request. */
  readonly text?: string | undefined;
  /** The component that is judged; undefined for the whole project. */
  readonly component?: PlanComponent | undefined;
  readonly components: readonly PlanComponent[];
  readonly settings: PlanRuleSettings;
}

/** More plans than this nobody can keep in mind at night. */
const MAX_PLANS = 200;

/**
 * Finds and reads the plans, and learns of the repository what rules ask. Failures are collected, not
 * thrown. Plans are in the order of paths, then lines.
 */
export async function gatherPlans(repository: Repository, request: PlanRequest): Promise<PlanEvidence> {
  const { component, components, settings } = request;
  // Listed while the plans are read; what goes wrong is said where the list is asked for.
  repository.files().catch(() => {});
  const found = await rollbackPlans(repository, request);
  const guides = request.deploymentGuides ? await deploymentGuides(repository, request) : undefined;
  const plans = [
    ...(request.text === undefined ? plansFor(found.plans, request) : found.plans),
    ...plansFor(guides?.plans ?? [], request),
  ].sort(inOrder);
  const failures = [...found.failures, ...(guides?.failures ?? [])].filter(
    // What another component's file is like does not matter to this one.
    ({ where }) => !isOfAnother(where, request),
  );
  const kept = plans.slice(0, MAX_PLANS);
  const isEmpty = (await repository.files()).length === 0;
  return {
    plans: kept,
    failures: plans.length > MAX_PLANS ? [...failures, tooMany(plans.length)] : failures,
    remarks: [],
    lookedAt: [...found.lookedAt, ...(guides?.lookedAt ?? [])],
    repository: isEmpty
      ? { ...UNKNOWN_REPOSITORY, components }
      : await repositoryFacts(repository, kept, components, component),
    settings,
  };
}

async function rollbackPlans(repository: Repository, request: PlanRequest): Promise<FoundPlans> {
  if (request.text !== undefined) return readText(request.text, request.section);
  if (request.plans) return plansByPatterns(repository, request.plans, request.section);
  return plansInUsualPlaces(repository, request);
}

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const inOrder = (a: Plan, b: Plan): number => byText(a.path, b.path) || a.line - b.line;

function tooMany(count: number): Failure {
  return {
    kind: 'evidence',
    code: 'E_TOO_LARGE',
    where: 'input plans',
    found: `${count} plans`,
    expected: `at most ${MAX_PLANS}`,
    fix: 'Name the plans that people follow with `plans`.',
  };
}
