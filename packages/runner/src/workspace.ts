import { basename, isAbsolute, relative, resolve } from 'node:path';
import { ConfigurationError, ServiceError } from '@maturity-actions/criteria';
import {
  addText,
  type FileSource,
  fileSource,
  findFiles,
  isFile,
  isFolder,
  isPlainFile,
  listFolder,
  nameTest,
  readPlainText,
  readTextIfThere,
  replacePlainText,
  slashed,
} from './files.ts';
import { type Git, openGit } from './git.ts';

/** The folder that a run judges: its files, its reports and its Git, each asked for only when needed. */
export class Workspace {
  /** Absolute path of the judged folder. */
  readonly root: string;
  /** The judged folder below GITHUB_WORKSPACE with `/`, for annotations; empty when it is the workspace. */
  readonly prefix: string;
  readonly #git: Git | undefined;
  #files: Promise<string[]> | undefined;

  private constructor(root: string, prefix: string, git: Git | undefined) {
    this.root = root;
    this.prefix = prefix;
    this.#git = git;
  }

  /** With `isListed` Git lists the files at once. Throws ConfigurationError E_BAD_INPUT when there is no such folder, ServiceError E_GIT. */
  static async open(folder: string, environment: NodeJS.ProcessEnv, isListed = false): Promise<Workspace> {
    const workspace = environment.GITHUB_WORKSPACE ?? process.cwd();
    const root = resolve(workspace, folder);
    if (!isFolder(root)) {
      throw new ConfigurationError({
        code: 'E_BAD_INPUT',
        where: 'input working-directory',
        found: `no folder ${folder}`,
        expected: 'a folder below the workspace',
        fix: 'Correct the path, and check out the repository before this step.',
      });
    }
    const prefix = slashed(relative(workspace, root));
    return new Workspace(root, prefix.startsWith('..') ? '' : prefix, await openGit(root, isListed));
  }

  get name(): string {
    return basename(this.root);
  }

  /** Absolute path of the whole checkout. */
  get checkout(): string | undefined {
    return this.#git?.checkout;
  }

  exists(path: string): boolean {
    // Without Git all files are listed: one that is not listed is not there.
    return this.isGit && isFile(this.resolve(path));
  }

  get isGit(): boolean {
    return this.#git !== undefined;
  }

  async find(patterns: readonly string[]): Promise<string[]> {
    const found = await findFiles(this.root, patterns);
    return found.map((path) => this.display(path));
  }

  async findNamed(names: readonly string[]): Promise<string[]> {
    const isNamed = nameTest(names);
    // A glob would look at every file once for each name: with many files that takes seconds.
    return listFolder(this.root)
      .filter((path) => isNamed(basename(path)))
      .sort();
  }

  async open(path: string): Promise<FileSource> {
    return fileSource(this.resolve(path), path);
  }

  /** An absolute path for one that is relative to the judged folder. */
  resolve(path: string): string {
    return resolve(this.root, path);
  }

  /** How a path is shown: relative to the judged folder when it is inside. */
  display(path: string): string {
    const inside = relative(this.root, path);
    return inside.startsWith('..') || isAbsolute(inside) ? slashed(path) : slashed(inside);
  }

  files(): Promise<string[]> {
    this.#files ??= this.#git ? this.#git.files() : Promise.resolve(listFolder(this.root));
    return this.#files;
  }

  async head(): ReturnType<Git['head']> {
    return this.#git?.head();
  }

  async generated(paths: readonly string[]): Promise<ReadonlySet<string>> {
    return this.#git ? this.#git.generated(paths) : new Set();
  }

  async blame(path: string, lines: readonly number[]): Promise<ReadonlyMap<number, number>> {
    return this.#git ? this.#git.blame(path, lines) : new Map();
  }

  /** Text of a file of the judged folder; undefined when there is none. */
  text(path: string): string | undefined {
    return readTextIfThere(this.resolve(path), path);
  }

  async plainText(path: string, maxBytes: number): Promise<string | undefined> {
    return readPlainText(this.checkout ?? this.root, this.resolve(path), maxBytes);
  }

  async isPlainFile(path: string): Promise<boolean> {
    return isPlainFile(this.checkout ?? this.root, this.resolve(path));
  }

  /** Replaces the text of a plain file of the checkout; false when the path is no such file. Throws ServiceError E_FILE_ACCESS. */
  replaceText(path: string, text: string): boolean {
    return replacePlainText(this.checkout ?? this.root, this.resolve(path), text);
  }

  async textOf(ref: string, path: string): Promise<string | undefined> {
    return this.#git?.textOf(ref, path);
  }

  /** Adds to a file below the judged folder, which is made where there is none. Throws ServiceError E_FILE_ACCESS. */
  append(path: string, text: string): void {
    addText(this.resolve(path), text);
  }

  async latestTag(): Promise<string | undefined> {
    return this.#git?.latestTag();
  }

  async textAt(base: string, path: string): Promise<string | undefined> {
    if (this.#git) return this.#git.textAt(base, path);
    throw noCheckout(base);
  }

  async diff(base: string, endings: readonly string[]): ReturnType<Git['diff']> {
    if (this.#git) return this.#git.diff(base, endings);
    throw noCheckout(base);
  }
}

function noCheckout(base: string): ServiceError {
  return new ServiceError({
    code: 'E_NO_BASE',
    where: `base ${base}`,
    found: 'no Git checkout',
    expected: 'a checkout',
    fix: 'Run actions/checkout with "fetch-depth: 0" before this step.',
  });
}
