import type { Plan } from '@maturity-actions/criteria';
import type { Repository } from '../repository/repository.ts';
import { type ComponentScope, isOfAnother, plansFor } from './component-plans.ts';
import { type DocumentRoles, rolesOf } from './document-roles.ts';
import { type FoundPlans, missingSection, readAll, reading, type WantedDocument } from './found-plans.ts';
import { hasSubstance, withoutReferences } from './plan-references.ts';

/** Which plans are looked for. */
export interface PlaceRequest extends ComponentScope {
  readonly section?: string | undefined;
}

/** More documents than this are not searched for a part about the way back, nor more text than this in all. */
const MAX_OTHERS = 1000;
const MAX_TEXT = 20_000_000;

const USUAL = [
  'docs/**/*rollback*.md',
  'ROLLBACK*.md',
  'runbooks',
  'rollback headings in MATURITY.md, RELEASING.md, OPERATIONS.md and guides to deploy',
];

/**
 * The plans where people put them: files named for it, and parts with such a heading in documents about operations;
 * only where there is none at all, in READMEs and all of docs.
 */
export async function plansInUsualPlaces(repository: Repository, request: PlaceRequest): Promise<FoundPlans> {
  const { section, components } = request;
  const documents = await documentsOf(repository, components);
  const part = section === undefined ? undefined : { named: section };
  const whole = reading({ kind: 'rollback', part: part ?? 'file' });
  const parts = reading({ kind: 'rollback', part: part ?? 'sections' });
  const likely = documents.filter(({ roles }) => roles.isPlan || roles.holdsParts);
  const found = await readAll(
    repository,
    likely.map(({ path, roles }) => ({ path, read: roles.isPlan ? whole : parts })),
  );
  const plans = withoutReferences(found.plans);
  const isBroken = found.failures.some(({ where }) => !isOfAnother(where, request));
  if (isBroken || plansFor(plans, request).length > 0) return { plans, failures: found.failures, lookedAt: USUAL };
  const last = await lastResort(repository, documents, parts, request);
  // A product may have a feature of this name: here only what tells somebody to do something is a plan.
  const all = [...plans, ...last.plans.filter((plan) => part || hasSubstance(plan))];
  const looked = [...likely.map(({ path }) => path), ...last.searched];
  const missing = section === undefined ? [] : missingSection(section, all, looked);
  return { plans: all, failures: [...found.failures, ...missing], lookedAt: [...USUAL, ...last.lookedAt] };
}

/** Parts of all documents in which one may be; what is wrong with any of them does not matter. */
async function lastResort(
  repository: Repository,
  documents: readonly PlaceDocument[],
  read: WantedDocument['read'],
  scope: ComponentScope,
): Promise<{ readonly plans: readonly Plan[]; readonly searched: readonly string[]; readonly lookedAt: string[] }> {
  const others = documents.filter(({ path, roles }) => roles.isOther && !roles.holdsParts && !isOfAnother(path, scope));
  const searched: string[] = [];
  let length = 0;
  const readSome: typeof read = async (source) => {
    length += source.text.length;
    if (length > MAX_TEXT) return [];
    searched.push(source.path);
    return read(source);
  };
  const wanted = others.slice(0, MAX_OTHERS).map(({ path }) => ({ path, read: readSome, mayBeBroken: true }));
  const { plans } = await readAll(repository, wanted);
  return { plans, searched, lookedAt: othersText(searched.length, others.length) };
}

interface PlaceDocument {
  readonly path: string;
  readonly roles: DocumentRoles;
}

/** All documents whose path says something, sorted by path. */
export async function documentsOf(
  repository: Repository,
  components: ComponentScope['components'],
): Promise<readonly PlaceDocument[]> {
  const homes = new Set(components.map(({ path }) => path));
  const documents = (await repository.files()).flatMap((path) => {
    const roles = rolesOf(path, homes);
    return roles ? [{ path, roles }] : [];
  });
  return documents.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function othersText(searched: number, all: number): string[] {
  if (all === 0) return [];
  const many = all > searched ? `${searched} of ${all}` : String(all);
  return [`the headings of ${many} other document${all === 1 ? '' : 's'}`];
}
