import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ROOT } from '../repository-root.ts';
import type { Content, Scenario } from './scenario.ts';
import { BASE_DATE, commitAll, git, HEAD_DATE } from './scenario-git.ts';
import { historyFiles } from './scenario-history.ts';

/** Commits of the workspace; empty where there is no Git. */
export interface Commits {
  readonly base: string;
  readonly head: string;
}

type Files = Readonly<Record<string, Content>>;

/** Lays out the workspace of a scenario: repository, commits, reports. `workspace` is an empty folder. */
export async function layOut(scenario: Scenario, folder: string, workspace: string): Promise<Commits> {
  const commits = { base: '', head: '' };
  const steps = (scenario.git ?? []).map(step);
  if (steps.length === 0) await writeRepository(scenario, folder, workspace);
  else await git(workspace, ['init', '--quiet', '--initial-branch=main']);
  for (const { kind, at } of steps) {
    if (kind === 'shallow') await makeShallow(workspace);
    else if (kind === 'base') {
      await writeFolder(join(folder, 'repo-base'), scenario.base ?? {}, workspace);
      commits.base = await commitAll(workspace, 'base', at ?? BASE_DATE);
    } else {
      await clear(workspace);
      await writeRepository(scenario, folder, workspace);
      if (kind === 'reports') await writeReports(scenario, workspace, commits);
      commits.head = await commitAll(workspace, 'head', at ?? HEAD_DATE);
    }
  }
  await writeReports(scenario, workspace, commits);
  return commits;
}

function step(text: string): { kind: 'base' | 'head' | 'reports' | 'shallow'; at: string | undefined } {
  const match = /^(?:commit( base| reports)?(?: at (\S+))?|shallow)$/.exec(text);
  if (!match)
    throw new Error(`git step ${JSON.stringify(text)} is none of commit base, commit, commit reports, shallow`);
  const kind = text === 'shallow' ? 'shallow' : ((match[1]?.trim() ?? 'head') as 'base' | 'head' | 'reports');
  return { kind, at: match[2] };
}

async function writeRepository(scenario: Scenario, folder: string, workspace: string): Promise<void> {
  await writeFolder(join(folder, 'repo'), scenario.files ?? {}, workspace);
  await writeFiles(repeated(scenario.repeat, scenario.repeat?.files), workspace);
}

/** Writes files that the job makes; reports may name the commit that was scanned. */
export async function writeUntracked(files: Files = {}, workspace: string, commits: Commits): Promise<void> {
  await writeFiles(withCommits(files, commits), workspace);
}

/** The value with `{base}` and `{head}` replaced by the commits, wherever they stand. */
export function withCommits<T>(value: T, { base, head }: Commits): T {
  return JSON.parse(JSON.stringify(value).replaceAll('{base}', base).replaceAll('{head}', head));
}

async function writeReports(scenario: Scenario, workspace: string, commits: Commits): Promise<void> {
  await writeUntracked(scenario.untracked, workspace, commits);
  await writeFiles(repeated(scenario.repeat, scenario.repeat?.untracked), workspace);
  await writeFiles(historyFiles(scenario.histories), workspace);
  for (const [path, source] of Object.entries(scenario.reports ?? {})) {
    await writeIn(workspace, path, await readFile(join(ROOT, source)));
  }
}

async function writeFolder(folder: string, files: Files, workspace: string): Promise<void> {
  if (existsSync(folder)) await cp(folder, workspace, { recursive: true });
  await writeFiles(files, workspace);
}

async function writeFiles(files: Files, workspace: string): Promise<void> {
  for (const [path, content] of Object.entries(files)) await writeIn(workspace, path, textOf(content));
}

async function writeIn(workspace: string, path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(workspace, path)), { recursive: true });
  await writeFile(join(workspace, path), content);
}

function textOf(content: Content): string {
  if (typeof content === 'string') return content;
  if (typeof content === 'object' && 'json' in content) return `${JSON.stringify(content.json, null, 2)}\n`;
  const lines = typeof content === 'number' ? numbers(content).map((line) => `line ${line}`) : content;
  return lines.map((line) => `${line}\n`).join('');
}

function repeated({ count = 0, around = {} }: Partial<NonNullable<Scenario['repeat']>> = {}, files: Files = {}): Files {
  const made = new Map<string, string[]>();
  for (const [path, content] of Object.entries(files)) {
    const text = textOf(content);
    for (const number of numbers(count)) {
      const each = path.replaceAll('%n', String(number));
      const texts = made.get(each) ?? [];
      texts.push(text.replaceAll('%n', String(number)));
      made.set(each, texts);
    }
  }
  const whole = ([path, texts]: [string, string[]]): [string, string] => {
    const [before, after] = around[path] ?? ['', ''];
    return [path, before + texts.join('') + after];
  };
  return Object.fromEntries([...made].map(whole));
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

async function clear(workspace: string): Promise<void> {
  const entries = (await readdir(workspace)).filter((entry) => entry !== '.git');
  for (const entry of entries) await rm(join(workspace, entry), { recursive: true });
}

/** What `actions/checkout` leaves by default: the last commit without its parents. */
async function makeShallow(workspace: string): Promise<void> {
  const clone = `${workspace}-clone`;
  await git(workspace, ['clone', '--quiet', '--depth=1', `file://${workspace}`, clone]);
  await rm(workspace, { recursive: true });
  await cp(clone, workspace, { recursive: true });
  await rm(clone, { recursive: true });
}
