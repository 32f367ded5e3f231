import {
  ConfigurationError,
  type DeployedSince,
  EvidenceError,
  type Failure,
  formatSeconds,
  GateError,
  type Maintenance,
  type ReplicaMode,
  sampleInterval,
  suggestion,
  type UptimeEvidence,
  type UptimeSamples,
  type UptimeShare,
  type UptimeSource,
  uptimeBounds,
  uptimeShare,
  uptimeTimeline,
} from '@maturity-actions/criteria';
import { type ByteSource, memorySource } from '../byte-source.ts';
import type { Repository } from '../repository/repository.ts';
import { askService, type UptimeNetwork } from './ask-service.ts';
import { readHistory } from './history.ts';
import { UPTIME_SERVICES } from './index.ts';
import type { UptimeQuery } from './uptime-service.ts';

/** One source as it is wanted. */
export interface WantedSource extends Pick<UptimeQuery, 'url' | 'query' | 'totalQuery' | 'token' | 'headers'> {
  /** Id of a service, or `history`. */
  readonly source: string;
  /** Path of a probe log, or `<ref>:<path>` for one on another branch; for `history`. */
  readonly historyFile?: string | undefined;
  /** Who names it, for messages: `input source`, `.github/maturity.yml:9`. */
  readonly where: string;
}

/** What is wanted of the uptime of one deployment. */
export interface UptimeWish extends Pick<UptimeQuery, 'measure' | 'window' | 'now' | 'github'> {
  readonly environment: string;
  readonly sources: readonly WantedSource[];
  readonly require: 'all' | 'any';
  /** Undefined judges by the strictest, and says when another one would say something else. */
  readonly replicas: ReplicaMode | undefined;
  readonly maintenance: readonly Maintenance[];
  readonly maintenanceCapMs: number;
  /** Fewest requests that say something. */
  readonly minRequests: number;
  /** Whether addresses that users write may lead to this machine or a private network. */
  readonly allowPrivate: boolean;
  readonly deployedSince: DeployedSince | undefined;
  /** What went wrong before: a probe that was stopped. */
  readonly failures: readonly Failure[];
  readonly remarks: readonly Failure[];
}

/** Ids of all kinds of sources, for messages and documentation. */
export const UPTIME_SOURCES: readonly string[] = [...UPTIME_SERVICES.map(({ id }) => id), 'history', 'probe'].sort();

/** Asks every source and works out what it shows of the window. Failures are collected, not thrown, save mistakes of the workflow. */
export async function gatherUptime(
  repository: Repository,
  network: UptimeNetwork,
  wish: UptimeWish,
): Promise<UptimeEvidence> {
  const { sources, window, environment, require, deployedSince, remarks } = wish;
  const answers = await Promise.all(sources.map((source) => answerOf(repository, network, wish, source)));
  const failures = [
    ...wish.failures,
    ...answers.flatMap((answer) => (answer instanceof GateError ? answer.failures : [])),
  ];
  const mistakes = failures.filter(({ kind }) => kind === 'configuration');
  if (mistakes.length > 0) throw new ConfigurationError(...mistakes);
  return {
    window,
    environment,
    shares: answers.flatMap((answer) => (answer instanceof GateError ? [] : shareOf(answer, wish))),
    failures,
    remarks,
    require,
    ...(deployedSince ? { deployedSince } : {}),
  };
}

async function answerOf(
  repository: Repository,
  network: UptimeNetwork,
  wish: UptimeWish,
  wanted: WantedSource,
): Promise<UptimeSource | GateError> {
  try {
    // A probe has written its history before it is read here.
    if (wanted.source === 'history' || wanted.source === 'probe') {
      if (wish.measure === 'requests') throw noRequests(wanted);
      return await readHistory(await historyOf(repository, wanted), { window: wish.window, now: wish.now });
    }
    const service = UPTIME_SERVICES.find(({ id }) => id === wanted.source);
    if (!service) throw unknownSource(wanted);
    const { measure, window, now, github, allowPrivate } = wish;
    const { url, query, totalQuery, token, headers } = wanted;
    const asked = { url, query, totalQuery, headers, measure, window, now, token, github };
    return await askService(service, asked, network, { mayBePrivate: !service.isPublicOnly || allowPrivate });
  } catch (error) {
    if (error instanceof GateError) return error;
    throw error;
  }
}

/** A path, or `<ref>:<path>`. A drive letter is no ref. */
const ON_A_REF = /^([\w./-]{2,}):(?!\/\/)(.+)$/;

/** Whether a probe log is named as one on another branch. */
export function isOnBranch(historyFile: string): boolean {
  return ON_A_REF.test(historyFile);
}

async function historyOf(repository: Repository, { historyFile, where }: WantedSource): Promise<ByteSource> {
  if (historyFile === undefined)
    throw missing(where, 'the path of the probe log', 'history-file: uptime/history.jsonl');
  const [, ref, path] = ON_A_REF.exec(historyFile) ?? [];
  if (ref === undefined || path === undefined) return fileOf(repository, historyFile);
  const text = await repository.textOf?.(ref, path);
  if (text !== undefined) return memorySource(historyFile, text);
  throw new ConfigurationError({
    code: 'E_NO_REPORT',
    where,
    found: `no file ${path} on ${ref}`,
    expected: 'the probe log',
    fix: `Fetch the branch first, such as "git fetch origin ${ref.replace(/^origin\//, '')}", and correct the path.`,
  });
}

/** Throws EvidenceError E_NO_REPORT when there is no such file. */
async function fileOf(repository: Repository, path: string): Promise<ByteSource> {
  try {
    return await repository.open(path);
  } catch (error) {
    if (!(error instanceof GateError) || error.failures[0]?.found !== 'ENOENT') throw error;
    throw new EvidenceError({
      code: 'E_NO_REPORT',
      where: path,
      found: 'no such file',
      expected: 'the probe log',
      fix: 'Check it out or download it in a step before this one, and correct `history-file`.',
    });
  }
}

function unknownSource({ source, where }: WantedSource): ConfigurationError {
  return new ConfigurationError({
    code: 'E_BAD_INPUT',
    where,
    found: JSON.stringify(source),
    expected: `one of ${UPTIME_SOURCES.join(', ')}`,
    fix: suggestion(source, UPTIME_SOURCES, 'Any other service can be asked by `json`.'),
  });
}

function noRequests({ source, where }: WantedSource): ConfigurationError {
  return new ConfigurationError({
    code: 'E_BAD_INPUT',
    where,
    found: `${source}, which knows of time only, beside "measure: requests"`,
    expected: 'a source that counts requests',
    fix: 'Use `prometheus` with `total-query`, or leave out `measure`.',
  });
}

function missing(where: string, expected: string, example: string): ConfigurationError {
  return new ConfigurationError({ code: 'E_BAD_INPUT', where, found: 'nothing', expected, fix: `Example: ${example}` });
}

function shareOf(source: UptimeSource, wish: UptimeWish): UptimeShare {
  const { window, replicas, maintenance, maintenanceCapMs, minRequests } = wish;
  const measuring = { replicas: replicas ?? 'all', maintenance, maintenanceCapMs, minRequests } as const;
  const share = uptimeShare(source, window, measuring);
  if (source.kind !== 'samples') return share;
  const isOpen = replicas === undefined && source.replicas.length > 1;
  const byAny = isOpen ? uptimeTimeline(source, window, { ...measuring, replicas: 'any' }) : undefined;
  const notes = [replicaNote(share, byAny), intervalNote(source)].filter((note) => note !== undefined);
  return notes.length === 0 ? share : { ...share, source: { ...source, notes: [...source.notes, ...notes] } };
}

/** Distances that differ by more than this factor are no chance. */
const CHANGED = 1.5;

/** A source that looked at another interval before: what it saw then counts, slot by slot as it does now. */
function intervalNote({ replicas }: UptimeSamples): string | undefined {
  const half = (part: 'first' | 'second'): number | undefined =>
    sampleInterval(
      replicas.map(({ replica, at, isUp }) => {
        const middle = Math.floor(at.length / 2);
        const range = part === 'first' ? ([0, middle] as const) : ([middle] as const);
        return { replica, at: at.subarray(...range), isUp: isUp.subarray(...range) };
      }),
    );
  const [before, after] = [half('first'), half('second')];
  if (before === undefined || after === undefined || Math.max(before, after) <= CHANGED * Math.min(before, after))
    return undefined;
  return `It changed how often it looks: every ${formatSeconds(before / 1000)} at first, every ${formatSeconds(after / 1000)} later.`;
}

/** The strictest reading is taken when nobody chose one; where it matters, people have to know that they can. */
function replicaNote({ lower, source }: UptimeShare, any: ReturnType<typeof uptimeTimeline>): string | undefined {
  if (!any || source.kind !== 'samples') return undefined;
  const kinder = uptimeBounds(any.counts).lower;
  if (kinder.num * lower.den <= lower.num * kinder.den) return undefined;
  return `It has ${source.replicas.length} replicas, and all of them have to be up. If one is enough for the users, say "replicas: any".`;
}
