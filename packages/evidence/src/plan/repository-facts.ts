import { type Instant, type Plan, type PlanRepository, SKELETON_PATH } from '@maturity-actions/criteria';
import type { Repository } from '../repository/repository.ts';
import { linkedAnchors } from './anchors.ts';
import { CODEOWNERS_PLACES, codeOwners } from './code-owners.ts';
import { type ComponentScope, isOfAnother, type PlanComponent } from './component-plans.ts';
import { composeServices } from './compose-services.ts';
import { isForeign } from './document-roles.ts';
import { FileIndex } from './file-index.ts';
import { FileTexts } from './file-texts.ts';
import { flagTools } from './flag-tools.ts';
import { knownFlags } from './known-flags.ts';
import { makeTargets } from './make-targets.ts';
import { migrationTools } from './migrations.ts';
import { packageScripts } from './package-scripts.ts';
import { deployWorkflows } from './workflows.ts';

/**
 * What a repository tells about the subject of plans. Reads files up to 1 MB each, and of each kind a bounded number
 * (see the readers); what lies beyond is not known, and nothing is held against a plan for it. Where one component is
 * judged, what is another's is left out of migrations and flags.
 */
export async function repositoryFacts(
  repository: Repository,
  plans: readonly Plan[],
  components: readonly PlanComponent[],
  component?: PlanComponent | undefined,
): Promise<PlanRepository> {
  const scope = { component, components };
  const whole = wholeRepository(repository);
  const index = await indexOf(repository);
  const texts = new FileTexts(repository);
  const isIn = (path: string): boolean => !isForeign(path) && !isOfAnother(path, scope);
  const tools = await flagTools(index, texts, isIn);
  const lastRelease = plans.some(namesVersion) ? await repository.latestTag?.() : undefined;
  return {
    isKnown: true,
    files: index.files,
    folders: index.folders,
    migrations: await migrationTools(index, texts, isIn),
    flagTools: tools,
    // Nobody asks for flags where there is no tool that has them.
    knownFlags: tools.length === 0 ? new Set() : await knownFlags(plans, index.files, texts),
    makeTargets: await makeTargets(index, texts),
    packageScripts: await packageScripts(index, texts),
    composeServices: await composeServices(index, texts),
    deployWorkflows: await deployWorkflows(await workflowPaths(repository, index, whole), texts),
    anchors: await linkedAnchors(plans, index, texts),
    owners: await ownersOf(plans, scope, texts, whole),
    components: components.map(({ name, path }) => ({ name, path })),
    changedAt: await changeTimes(repository, plans),
    ...(lastRelease === undefined ? {} : { lastRelease }),
  };
}

const known = new WeakMap<readonly string[], FileIndex>();

/** The files of a repository, sorted by name once for all components that are judged. */
async function indexOf(repository: Repository): Promise<FileIndex> {
  const files = await repository.files();
  const index = known.get(files) ?? new FileIndex([...files, ...(await hiddenFiles(repository))]);
  known.set(files, index);
  return index;
}

/** Without Git, folders that begin with a point are not listed. */
async function hiddenFiles(repository: Repository): Promise<readonly string[]> {
  return repository.isGit ? [] : repository.find(['.github/**']);
}

/** How the judged folder lies in its checkout: workflows and owners belong to the whole of it. */
interface WholeRepository {
  /** The judged folder below the checkout, with `/` behind it; empty when it is the checkout. */
  readonly prefix: string;
  /** From the judged folder to the checkout: `../../`. */
  readonly up: string;
}

function wholeRepository({ root, checkout = root }: Repository): WholeRepository {
  const [own, all] = [root, checkout].map((path) => path.replaceAll('\\', '/').replace(/\/$/, '')) as [string, string];
  const prefix = own.startsWith(`${all}/`) ? `${own.slice(all.length + 1)}/` : '';
  return { prefix, up: '../'.repeat(prefix.split('/').length - 1) };
}

async function workflowPaths(
  repository: Repository,
  { files }: FileIndex,
  { up }: WholeRepository,
): Promise<readonly string[]> {
  const isWorkflow = (path: string): boolean => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path);
  if (up === '') return [...files].filter(isWorkflow);
  return repository.find([`${up}.github/workflows/*.yml`, `${up}.github/workflows/*.yaml`]);
}

async function ownersOf(
  plans: readonly Plan[],
  { component }: ComponentScope,
  texts: FileTexts,
  { prefix, up }: WholeRepository,
): Promise<ReadonlyMap<string, readonly string[]>> {
  for (const place of CODEOWNERS_PLACES) {
    const text = await texts.read(`${up}${place}`);
    if (text === undefined) continue;
    const ownersAt = codeOwners(text);
    const folder = component && component.path !== '.' ? `${component.path}/` : '';
    const paths = [
      ...plans.filter(({ isFile }) => isFile).map(({ path }) => path),
      SKELETON_PATH,
      `${folder}${SKELETON_PATH}`,
    ];
    return new Map(
      paths.flatMap((path) => {
        const owners = ownersAt(`${prefix}${path}`);
        return owners.length === 0 ? [] : [[path, owners] as const];
      }),
    );
  }
  return new Map();
}

/** When the commands of plans were last changed. Only of plans that say when they were tested: only then it matters. */
async function changeTimes(
  repository: Repository,
  plans: readonly Plan[],
): Promise<ReadonlyMap<string, ReadonlyMap<number, Instant>>> {
  const lines = new Map<string, Set<number>>();
  for (const { path, isFile, tests, commands } of plans) {
    if (!isFile || !tests.some(({ at, isDone }) => isDone && at !== undefined)) continue;
    const wanted = lines.get(path) ?? new Set();
    for (const { line } of commands) wanted.add(line);
    lines.set(path, wanted);
  }
  const times = new Map<string, ReadonlyMap<number, Instant>>();
  for (const [path, wanted] of lines) {
    const asked = [...wanted].sort((a, b) => a - b);
    const changed = asked.length === 0 ? undefined : await repository.blame?.(path, asked);
    if (changed && changed.size > 0) times.set(path, changed);
  }
  return times;
}

/** Whether a plan names a version or a commit, which may be older than the last release. */
function namesVersion({ blocks }: Plan): boolean {
  return blocks.some(
    // The first look is the quick one: what may stand before a version is asked at every letter.
    ({ text }) => /\d|[a-f]{40}/.test(text) && /(?=[v\d])(?<![\w.])v?\d+\.\d+|\b[0-9a-f]{40}\b/.test(text),
  );
}
