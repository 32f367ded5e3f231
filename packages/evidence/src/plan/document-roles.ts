/** What the path of a document says that it may be. A document may be several of it. */
export interface DocumentRoles {
  /** A rollback plan as a whole. */
  readonly isPlan: boolean;
  /** A guide to deploy: `sure` by its name, `near` when nothing surer is there. */
  readonly guide?: 'sure' | 'near';
  /** A document that usually has a part about the way back. */
  readonly holdsParts: boolean;
  /** A document in which such a part is looked for when there is none elsewhere. */
  readonly isOther: boolean;
}

/** Folders whose documents belong to others, or to tests. */
const FOREIGN: ReadonlySet<string> = new Set(
  'node_modules vendor third_party third-party bower_components site-packages test tests __tests__ testdata fixtures __fixtures__ .venv venv'.split(
    ' ',
  ),
);
/** Folders whose documents record, announce or are copied: what they say of a rollback is no plan to follow. */
const RECORDS: ReadonlySet<string> = new Set(
  'adr adrs decisions rfc rfcs proposals blog posts news release-notes releases changelog changelogs archive archived incidents postmortems post-mortems template templates issue_template pull_request_template'.split(
    ' ',
  ),
);
/** Folders of documents that describe what the software can do: its `rollback` is a feature. */
const PRODUCT: ReadonlySet<string> = new Set(['reference', 'api', 'sql', 'cli', 'commands']);
const DOCS: ReadonlySet<string> = new Set(['docs', 'doc', 'documentation']);
const RUNBOOKS: ReadonlySet<string> = new Set(['runbooks', 'runbook', 'run-books', 'playbooks', 'playbook']);

const MARKDOWN = /\.(?:md|markdown|mdx)$/;
const ROLLBACK_NAME = /roll[-_ ]?back/;
/** Names that say it anywhere in the tree. */
const PLAN_NAME =
  /^(?:[\w-]+[-_ ])?roll[-_ ]?back[-_ ](?:plan|procedures?|runbook|playbook|guide|steps|instructions|process)$/;
const RECORD_NAME = /template|post-?mortem|retrospective|^adr[-_ ]?\d/;
const RELEASE_NOTES = /note|change|history|log\b|^release[-_ ]?v?\d/;
const PART_NAME = /^(?:maturity$|deploy|releas(?:e|ing)|operations$|runbook|playbook)/;

/** Whether a path leads into tests or what others wrote. */
export function isForeign(path: string): boolean {
  return path
    .toLowerCase()
    .split('/')
    .slice(0, -1)
    .some((folder) => FOREIGN.has(folder));
}

/** Whether the name of a file says that it is a rollback plan. */
export function isRollbackName(path: string): boolean {
  return ROLLBACK_NAME.test(path.slice(path.lastIndexOf('/') + 1).toLowerCase());
}

/** What a path may be, by its name alone; undefined when it is nothing of interest. `homes` are folders of components. */
export function rolesOf(path: string, homes: ReadonlySet<string>): DocumentRoles | undefined {
  const lower = path.toLowerCase();
  if (!MARKDOWN.test(lower)) return undefined;
  const folders = lower.split('/');
  const stem = (folders.pop() as string).replace(MARKDOWN, '');
  if (isAside(folders) || RECORD_NAME.test(stem)) return undefined;
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const isHome = folder === '' || homes.has(folder);
  const isInDocs = folders.some((one) => DOCS.has(one));
  const isInRunbooks = folders.some((one) => RUNBOOKS.has(one));
  const isCapital = /(?:^|\/)ROLLBACK[^/a-z]*\.[^/]+$/.test(path);
  const isPlan =
    PLAN_NAME.test(stem) || isCapital || (ROLLBACK_NAME.test(stem) && (isHome || isInDocs || isInRunbooks));
  if (isPlan) return { isPlan, holdsParts: false, isOther: false };
  const guide = guideOf(stem, folders.at(-1) ?? '', isHome, isInDocs);
  return {
    isPlan,
    ...(guide ? { guide } : {}),
    holdsParts: isInRunbooks || holdsParts(stem, isHome && folder !== ''),
    isOther: isInDocs || (isHome && stem === 'readme'),
  };
}

function isAside(folders: readonly string[]): boolean {
  const docs = folders.findIndex((folder) => DOCS.has(folder));
  return folders.some(
    (folder, at) => FOREIGN.has(folder) || RECORDS.has(folder) || (docs >= 0 && at > docs && PRODUCT.has(folder)),
  );
}

function holdsParts(stem: string, isComponent: boolean): boolean {
  return (
    (PART_NAME.test(stem) && !(stem.startsWith('releas') && RELEASE_NOTES.test(stem))) ||
    (isComponent && stem === 'readme')
  );
}

function guideOf(stem: string, folder: string, isHome: boolean, isInDocs: boolean): DocumentRoles['guide'] {
  if (!isHome && !isInDocs) return undefined;
  if (/^deploy(?:ment)?[-_ ]?guide$|^(?:deployment|deploy|deploying)$/.test(stem)) return 'sure';
  if (/^(?:deployment|deploy)$/.test(folder) && /^(?:readme|index|guide)$/.test(stem)) return 'sure';
  return isInDocs && stem.startsWith('deployment') ? 'near' : undefined;
}
