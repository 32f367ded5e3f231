import type { Instant } from './instant.ts';

/** A tool that changes the database by numbered migrations, as found in the repository. */
export interface MigrationTool {
  /** `alembic`, `prisma`, `flyway`, ... */
  readonly tool: string;
  /** File that shows it. */
  readonly where: string;
  /** Command that takes the last migration back; absent when the tool has none. */
  readonly undo?: string;
  /** Migrations that lose data or cannot be taken back, the newest first; at most 20. */
  readonly irreversible: readonly { readonly path: string; readonly line: number; readonly statement: string }[];
}

/** A way to deploy that a workflow offers. */
export interface DeployWorkflow {
  readonly path: string;
  readonly name: string;
  /** Whether a person can start it (`workflow_dispatch`). */
  readonly isManual: boolean;
  /** Whether its name or a job says rollback. */
  readonly isRollback: boolean;
}

/** What the repository tells about a plan's subject. Of a text without a repository nothing is known: `isKnown` is false. */
export interface PlanRepository {
  readonly isKnown: boolean;
  /** All tracked files. */
  readonly files: ReadonlySet<string>;
  /** All folders that hold one. */
  readonly folders: ReadonlySet<string>;
  readonly migrations: readonly MigrationTool[];
  /** Libraries or services of feature flags: name and the file that shows it. */
  readonly flagTools: readonly { readonly tool: string; readonly where: string }[];
  /** Of the words that plans name as flags, those that occur in the code. */
  readonly knownFlags: ReadonlySet<string>;
  /** Targets of each Makefile, by its path. */
  readonly makeTargets: ReadonlyMap<string, ReadonlySet<string>>;
  /** Scripts of each package.json, by its path. */
  readonly packageScripts: ReadonlyMap<string, ReadonlySet<string>>;
  /** Services of compose files: name, image when stated, file. */
  readonly composeServices: readonly { readonly name: string; readonly image?: string; readonly where: string }[];
  readonly deployWorkflows: readonly DeployWorkflow[];
  /** Anchors of Markdown files that plans link to, by path. */
  readonly anchors: ReadonlyMap<string, ReadonlySet<string>>;
  /** Owners of each plan's path by CODEOWNERS, the last matching line. */
  readonly owners: ReadonlyMap<string, readonly string[]>;
  /** Names of the components of maturity.yml and their folders. */
  readonly components: readonly { readonly name: string; readonly path: string }[];
  /** When each line of a plan was last changed, by Git: path, then line. Lines that Git does not know are left out. */
  readonly changedAt: ReadonlyMap<string, ReadonlyMap<number, Instant>>;
  /** Name of the newest tag that looks like a version, such as `v1.4.0`. */
  readonly lastRelease?: string;
}

/** The repository of which nothing is known. */
export const UNKNOWN_REPOSITORY: PlanRepository = {
  isKnown: false,
  files: new Set(),
  folders: new Set(),
  migrations: [],
  flagTools: [],
  knownFlags: new Set(),
  makeTargets: new Map(),
  packageScripts: new Map(),
  composeServices: [],
  deployWorkflows: [],
  anchors: new Map(),
  owners: new Map(),
  components: [],
  changedAt: new Map(),
};
