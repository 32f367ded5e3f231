import type { Repository } from '../repository/repository.ts';
import { type FoundPlans, readAll, reading } from './found-plans.ts';
import { documentsOf, type PlaceRequest } from './plans-in-usual-places.ts';

/**
 * The guides to deploy, each a whole file: those whose name says it, such as `docs/deployment/deployment-guide.md` and `DEPLOYMENT.md`,
 * else `docs/**` documents whose name begins with `deployment`.
 */
export async function deploymentGuides(repository: Repository, { components }: PlaceRequest): Promise<FoundPlans> {
  const documents = await documentsOf(repository, components);
  const named = (guide: 'sure' | 'near') => documents.filter(({ roles }) => roles.guide === guide);
  const sure = named('sure');
  const read = reading({ kind: 'deployment', part: 'file' });
  const found = await readAll(
    repository,
    (sure.length > 0 ? sure : named('near')).map(({ path }) => ({ path, read })),
  );
  return { ...found, lookedAt: ['docs/**/deployment*.md', 'DEPLOYMENT.md', 'DEPLOY.md'] };
}
