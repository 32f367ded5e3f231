import {
  type DeployedSince,
  type Failure,
  type FailureCode,
  GateError,
  type Instant,
  parseInstant,
  ServiceError,
} from '@maturity-actions/criteria';
import type { Repository } from '../repository/repository.ts';
import type { UptimeNetwork } from './ask-service.ts';
import { replyJson } from './reply.ts';
import type { UptimeQuery } from './uptime-service.ts';

/** Where to learn since when a deployment is there. What is absent is not asked. */
export interface DeploymentWish {
  /** The one that has to tell; absent: the first one that does, in the order in which they are believed. */
  readonly only?: DeployedSince['from'] | undefined;
  readonly environment: string;
  /** `owner/name` and the API that knows its deployments. */
  readonly github?: { readonly repository: string; readonly access: UptimeQuery['github'] } | undefined;
  readonly label?: { readonly name: string; readonly issue: number } | undefined;
  /** The line of the configuration that says that it is there. */
  readonly configured?: { readonly path: string; readonly line: number } | undefined;
  readonly declared?: { readonly at: Instant; readonly where: string } | undefined;
}

/** What was found, and what kept one that is believed more from telling. */
export interface FoundDeployment {
  readonly deployedSince: DeployedSince | undefined;
  readonly remarks: readonly Failure[];
}

/** Deployments whose states are asked for, the newest first: one that failed does not replace what runs. */
const MOST_DEPLOYMENTS = 10;
const MOST_PAGES = 30;

/**
 * Since when the deployment that is judged is there, by the most trusted that tells. One that tells that
 * nothing is there ends the search: those that are trusted less do not know better.
 */
export async function deployedSince(
  repository: Repository,
  network: UptimeNetwork,
  wish: DeploymentWish,
): Promise<FoundDeployment> {
  const remarks: Failure[] = [];
  const tellers: readonly (readonly [DeployedSince['from'], () => Promise<DeployedSince | Failure | undefined>])[] = [
    ['deployment', () => byDeployment(network, wish)],
    ['label', () => byLabel(network, wish)],
    ['git', () => byHistory(repository, wish)],
    ['declared', async () => (wish.declared ? { ...wish.declared, from: 'declared' } : undefined)],
  ];
  for (const [from, tell] of tellers) {
    if (wish.only !== undefined && wish.only !== from) continue;
    try {
      const found = await tell();
      if (found && 'code' in found) return { deployedSince: undefined, remarks: [...remarks, found] };
      if (found) return { deployedSince: found, remarks };
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      remarks.push(...error.failures);
    }
  }
  return { deployedSince: undefined, remarks };
}

/** The newest deployment that came to run: when it did. A failure when it runs no more, undefined when there is none. */
async function byDeployment(
  network: UptimeNetwork,
  { github, environment }: DeploymentWish,
): Promise<DeployedSince | Failure | undefined> {
  if (!github) return undefined;
  const home = `${github.access.api}/repos/${github.repository}/deployments`;
  const listed = await askGitHub(
    network,
    github.access,
    `${home}?environment=${encodeURIComponent(environment)}&per_page=${MOST_DEPLOYMENTS}`,
  );
  for (const deployment of objects(listed)) {
    const { id } = deployment;
    if (typeof id !== 'number') continue;
    const statuses = objects(await askGitHub(network, github.access, `${home}/${id}/statuses?per_page=100`));
    const times = statuses
      .filter(({ state }) => state === 'success')
      .flatMap(({ created_at }) => timeOf(created_at) ?? []);
    if (times.length === 0) continue;
    // States come newest first: one that is inactive was taken away without another in its place.
    if (statuses[0]?.state === 'inactive') return inactive(github.repository, environment, id);
    return {
      at: times.reduce((a, b) => Math.min(a, b)),
      from: 'deployment',
      where: `deployment ${id} to ${environment}`,
    };
  }
  return undefined;
}

function inactive(repository: string, environment: string, id: number): Failure {
  return {
    kind: 'evidence',
    code: 'E_NOT_FOUND',
    where: `deployments of ${repository}`,
    found: `deployment ${id} to ${environment}, which is inactive, and none after it that came to run`,
    expected: 'one that runs',
    fix: 'Deploy it, or say with `deployed-since: git` that the history of maturity.yml tells.',
  };
}

/** When an issue got a label that it still has. */
async function byLabel(network: UptimeNetwork, { github, label }: DeploymentWish): Promise<DeployedSince | undefined> {
  if (!github || !label) return undefined;
  const home = `${github.access.api}/repos/${github.repository}/issues/${label.issue}/events`;
  let at: Instant | undefined;
  // Events come oldest first: without the last page nobody knows whether the label is still there.
  for (let page = 1; page <= MOST_PAGES; page++) {
    const events = objects(await askGitHub(network, github.access, `${home}?per_page=100&page=${page}`));
    for (const { event, label: named, created_at } of events) {
      if (nameOf(named) !== label.name) continue;
      if (event === 'labeled') at = timeOf(created_at);
      if (event === 'unlabeled') at = undefined;
    }
    if (events.length < 100) break;
    if (page === MOST_PAGES) return undefined;
  }
  return at === undefined ? undefined : { at, from: 'label', where: `label ${label.name} of issue ${label.issue}` };
}

async function byHistory(repository: Repository, { configured }: DeploymentWish): Promise<DeployedSince | undefined> {
  if (!configured) return undefined;
  const { path, line } = configured;
  const at = (await repository.blame?.(path, [line]))?.get(line);
  return at === undefined ? undefined : { at, from: 'git', where: `${path}:${line}` };
}

async function askGitHub(network: UptimeNetwork, { token }: UptimeQuery['github'], url: string): Promise<unknown> {
  const headers = {
    accept: 'application/vnd.github+json',
    'x-github-api-version': '2022-11-28',
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  const reply = await network.ask({ method: 'GET', url, headers }, { mayBePrivate: true });
  try {
    return replyJson(reply);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new ServiceError(
      ...error.failures.map(({ kind: _, ...one }) => ({ ...one, fix: FIXES[one.code] ?? one.fix })),
    );
  }
}

/** What to do about a refusal of GitHub, whose token is another one than that of a source. */
const FIXES: Readonly<Partial<Record<FailureCode, string>>> = {
  E_UNAUTHORIZED: 'Give a `github-token` that is valid.',
  E_FORBIDDEN: 'Give the job "deployments: read" (for labels "issues: read") below `permissions`.',
  E_NOT_FOUND: 'Give a `github-token` that may read this repository.',
  E_RATE_LIMITED: 'Run this step later, or less often.',
};

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const objects = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : []);
const nameOf = (value: unknown): unknown => (isFields(value) ? value.name : undefined);
const timeOf = (value: unknown): Instant | undefined => (typeof value === 'string' ? parseInstant(value) : undefined);
