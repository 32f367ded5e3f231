import type { CommandPlace, PlacedCommand } from './command-places.ts';
import type { CommandReference } from './command-references.ts';
import { nearest } from './nearest.ts';
import type { PlanRepository } from './plan-repository.ts';
import { folderOf, isThere, joinPath, nearestFile } from './repository-paths.ts';

/** How references of one kind are looked up. */
export interface ReferenceKind {
  /** Whether the repository has nothing of that name; false where nobody can tell. */
  isDead(reference: CommandReference, placed: PlacedCommand, repository: PlanRepository): boolean;
  /** What was probably meant. */
  closeTo(reference: CommandReference, repository: PlanRepository): string | undefined;
  /** How a message says that it is missing, before its name. */
  readonly missing: string;
}

/** What a build or an installation makes, and files that are never tracked. */
const MADE =
  /^(?:\.\/)?(?:node_modules|vendor|venv|\.venv|env|dist|build|target|out|output|tmp|temp|\.git|coverage|backups?|dumps?|releases?|artifacts?)(?:\/|$)|(?:^|\/)\.env|(?:^|\/)(?:gradlew|mvnw|artisan)$|(?:^|\/)[^/]*(?:backup|dump|secret|local)[^/]*$/i;
/** What only a shell knows, what is no path of this machine's folder, and what is somewhere else. */
const NOT_HERE = /^[/~%<({-]|^$|^\.{1,2}$|[$*?[\]{}<>`%\s@]|:/;

/** Whether a file or folder is in none of the folders that the command may run in. */
function isDeadPath({ name }: CommandReference, { place }: PlacedCommand, repository: PlanRepository): boolean {
  if (NOT_HERE.test(name) || MADE.test(name)) return false;
  const paths = [...place.folders].map((folder) => joinPath(folder, name));
  // A way out of the repository leads to what nobody knows here.
  if (paths.some((path) => path === undefined)) return false;
  const within = paths as string[];
  if (within.some((path) => isThere(repository, path))) return false;
  const isScript = /\.(?:sh|bash|zsh|py|[cm]?js|[cm]?ts|rb|pl|php|ps1|ya?ml|tfvars)$/.test(name);
  // A name without an ending may be a program that is built; where its folder is tracked it would be as well.
  const isInKnownFolder = within.some((path) => path.includes('/') && repository.folders.has(folderOf(path)));
  return (isScript || isInKnownFolder) && !place.made().has(name.slice(name.lastIndexOf('/') + 1));
}

const MAKEFILES = ['GNUmakefile', 'makefile', 'Makefile'];

/** Whether no Makefile that the command may mean has the target. */
function isDeadTarget(
  { name, folder }: CommandReference,
  { place }: PlacedCommand,
  { files, makeTargets }: PlanRepository,
): boolean {
  if (files.has(name) || isAmong(name, makeTargets)) return false;
  // Without any Makefile there is none to look for.
  if (folder === undefined && makeTargets.size === 0 && !hasUnknownMakefile(files, makeTargets)) return true;
  const makefiles = makefilesIn(place, folder).filter((path) => files.has(path));
  // One whose targets could not be told may have it.
  if (makefiles.length > 0) return makefiles.every((path) => makeTargets.has(path));
  return folder === undefined && !hasUnknownMakefile(files, makeTargets);
}

function isAmong(name: string, lists: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  for (const names of lists.values()) if (names.has(name)) return true;
  return false;
}

/** Names that one is compared with. */
const MOST_COMPARED = 500;

function closeIn(name: string, lists: ReadonlyMap<string, ReadonlySet<string>>): string | undefined {
  return nearest(name, [...lists.values()].flatMap((names) => [...names]).slice(0, MOST_COMPARED));
}

function makefilesIn({ folders }: CommandPlace, folder: string | undefined): string[] {
  const places = [...folders].flatMap((one) => joinPath(one, folder ?? '') ?? []);
  return places.flatMap((one) => [...MAKEFILES.map((name) => (one === '' ? name : `${one}/${name}`)), one]);
}

const unknownMakefiles = new WeakMap<ReadonlySet<string>, boolean>();

function hasUnknownMakefile(files: ReadonlySet<string>, makeTargets: ReadonlyMap<string, unknown>): boolean {
  const known = unknownMakefiles.get(files);
  if (known !== undefined) return known;
  const has = [...files].some((file) => /(?:^|\/)(?:GNUm|m|M)akefile$/.test(file) && !makeTargets.has(file));
  unknownMakefiles.set(files, has);
  return has;
}

function isDeadScript(
  { name, isGuess }: CommandReference,
  _: PlacedCommand,
  { files, packageScripts }: PlanRepository,
): boolean {
  if (isAmong(name, packageScripts) || (packageScripts.size === 0 && files.has('package.json'))) return false;
  return !isGuess || name.includes(':') || closeIn(name, packageScripts) !== undefined;
}

/** Every kind of reference. */
export const REFERENCE_KINDS: Readonly<Record<CommandReference['kind'], ReferenceKind>> = {
  file: {
    isDead: isDeadPath,
    closeTo: ({ name }, repository) => nearestFile(repository, joinPath('', name) ?? name),
    missing: 'the repository has no',
  },
  target: {
    isDead: isDeadTarget,
    closeTo: ({ name }, { makeTargets }) => closeIn(name, makeTargets),
    missing: 'no Makefile has the target',
  },
  script: {
    isDead: isDeadScript,
    closeTo: ({ name }, { packageScripts }) => closeIn(name, packageScripts),
    missing: 'no package.json has the script',
  },
};
