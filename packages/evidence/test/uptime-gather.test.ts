import { ConfigurationError, formatInstant, type UptimeEvidence } from '@maturity-actions/criteria';
import fc from 'fast-check';
import { gatherUptime, type UptimeWish, type WantedSource } from '../src/uptime/gather-uptime.ts';
import { historyLine } from '../src/uptime/history-lines.ts';
import { type MemoryFiles, memoryRepository } from './memory-repository.ts';
import { type FakeReply, fakeNetwork } from './uptime-network.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const MINUTE = 60_000;
const WINDOW = { from: NOW - 60 * MINUTE, to: NOW };

/** A look a minute by signs: `=` up, `X` down. */
const log = (signs: string, replica?: string): string =>
  [...signs].map((sign, index) => lineOf(index, sign, replica)).join('');
const lineOf = (index: number, sign: string, replica: string | undefined): string =>
  historyLine({ at: WINDOW.from + index * MINUTE, isUp: sign === '=', replica });
const UP = '='.repeat(60);

const wanted = (facts: Partial<WantedSource>): WantedSource => ({
  source: 'history',
  historyFile: 'history.jsonl',
  headers: {},
  where: 'input source',
  ...facts,
});

function gathered(
  sources: readonly Partial<WantedSource>[],
  {
    files = { untracked: { 'history.jsonl': log(UP) } },
    replies = {},
    wish = {},
    branches = {},
  }: {
    readonly files?: MemoryFiles;
    readonly replies?: Readonly<Record<string, FakeReply>>;
    readonly wish?: Partial<UptimeWish>;
    readonly branches?: Readonly<Record<string, string>>;
  } = {},
) {
  const network = fakeNetwork(replies);
  const textOf = async (ref: string, path: string) => branches[`${ref}:${path}`];
  const evidence: Promise<UptimeEvidence> = gatherUptime({ ...memoryRepository(files), textOf }, network, {
    environment: 'staging',
    sources: sources.map(wanted),
    measure: 'time',
    window: WINDOW,
    now: NOW,
    github: { api: 'https://api.github.test' },
    require: 'all',
    replicas: undefined,
    maintenance: [],
    maintenanceCapMs: 0,
    minRequests: 1000,
    allowPrivate: false,
    deployedSince: undefined,
    failures: [],
    remarks: [],
    ...wish,
  });
  return { evidence, network };
}

const codes = ({ failures }: UptimeEvidence): string[] => failures.map(({ code }) => code);
const JSON_URL = 'https://status.example.org/api';
const json: Partial<WantedSource> = { source: 'json', url: JSON_URL, query: '$.uptime %' };

describe('what is gathered', () => {
  test('a history', async () => {
    const evidence = await gathered([{}]).evidence;
    expect(evidence).toMatchObject({ environment: 'staging', require: 'all', failures: [], window: WINDOW });
    expect(evidence.shares).toMatchObject([{ lower: { num: 60, den: 60 }, source: { where: 'history.jsonl' } }]);
    expect(evidence).not.toHaveProperty('deployedSince');
  });

  test('what a probe wrote is a history', async () => {
    const { shares } = await gathered([{ source: 'probe' }]).evidence;
    expect(shares).toHaveLength(1);
  });

  test('a history on a branch', async () => {
    const branches = { 'origin/uptime:log/h.jsonl': log(UP) };
    const { shares } = await gathered([{ historyFile: 'origin/uptime:log/h.jsonl' }], { branches }).evidence;
    expect(shares[0]?.lower).toEqual({ num: 60, den: 60 });
  });

  test('several sources in the order in which they are named', async () => {
    const replies = { [JSON_URL]: { body: { uptime: 99.9 } } };
    const { shares } = await gathered([json, {}], { replies }).evidence;
    expect(shares.map(({ source }) => source.kind)).toEqual(['figure', 'samples']);
  });

  test('what was seen before, and since when it is deployed, is kept', async () => {
    const deployedSince = { at: 0, from: 'git', where: 'maturity.yml:5' } as const;
    const stopped = {
      kind: 'service',
      code: 'E_INTERRUPTED',
      where: 'probe',
      found: '',
      expected: '',
      fix: '',
    } as const;
    const wish = { deployedSince, failures: [stopped], remarks: [stopped] };
    expect(await gathered([{}], { wish }).evidence).toMatchObject(wish);
  });
});

describe('what fails', () => {
  test.each([
    { name: 'a status', reply: { status: 500, body: 'oh' }, expected: 'E_SERVICE' },
    { name: 'no answer', reply: { code: 'E_UNREACHABLE' }, expected: 'E_UNREACHABLE' },
    { name: 'a page', reply: { body: '<html>' }, expected: 'E_WRONG_FORMAT' },
    { name: 'an empty reply', reply: { body: '' }, expected: 'E_EMPTY' },
    { name: 'a reply that is cut', reply: { body: '{"uptime": 99' }, expected: 'E_TRUNCATED' },
  ] as const)('$name is collected, and the other source is asked all the same', async ({ reply, expected }) => {
    const evidence = await gathered([json, {}], { replies: { [JSON_URL]: reply } }).evidence;
    expect(codes(evidence)).toEqual([expected]);
    expect(evidence.shares).toHaveLength(1);
  });

  test('a history without a look in the window', async () => {
    const files = { untracked: { 'history.jsonl': historyLine({ at: WINDOW.from - MINUTE, isUp: true }) } };
    expect(codes(await gathered([{}], { files }).evidence)).toEqual(['E_NO_SAMPLES']);
  });

  test.each([
    { name: 'a source that is mistyped', source: { source: 'promethues' }, says: 'Did you mean `prometheus`' },
    { name: 'a history without its path', source: { historyFile: undefined }, says: 'history-file' },
    {
      name: 'a branch that was not fetched',
      source: { historyFile: 'origin/uptime:h.jsonl' },
      says: 'git fetch origin uptime',
    },
    { name: 'a source without its address', source: { source: 'json', query: '$.a' }, says: 'url' },
    { name: 'a query that is none', source: { ...json, query: 'uptime' }, says: 'query' },
  ])('$name is a mistake of the workflow', async ({ source, says }) => {
    const { evidence } = gathered([source, {}]);
    await expect(evidence).rejects.toThrow(ConfigurationError);
    await expect(evidence).rejects.toThrow(says);
  });

  test('all mistakes are told at once', async () => {
    const { evidence } = gathered([{ source: 'a' }, { source: 'b' }]);
    await expect(evidence).rejects.toMatchObject({ failures: [{ found: '"a"' }, { found: '"b"' }] });
  });
});

describe('who is asked what', () => {
  test.each([
    { source: json, allowPrivate: false, mayBePrivate: false },
    { source: json, allowPrivate: true, mayBePrivate: true },
    {
      source: { source: 'prometheus', url: 'http://prometheus', query: 'up' },
      allowPrivate: false,
      mayBePrivate: true,
    },
  ])('$source.source, allow-private $allowPrivate', async ({ source, allowPrivate, mayBePrivate }) => {
    const { evidence, network } = gathered([source], { wish: { allowPrivate } });
    await evidence;
    expect(network.options).toContainEqual({ mayBePrivate });
  });

  test('a token goes with its source only', async () => {
    const other = { ...json, url: 'https://other.example.org/api' };
    const { evidence, network } = gathered([{ ...json, token: 'secret' }, other]);
    await evidence;
    const authorized = network.asked.filter(({ headers }) => headers['authorization'] !== undefined);
    expect(authorized.map(({ url }) => url)).toEqual([JSON_URL]);
  });
});

describe('replicas', () => {
  const files = { untracked: { 'history.jsonl': log(UP, 'a') + log(`X${UP.slice(1)}`, 'b') } };
  const notes = async (replicas: UptimeWish['replicas'], some = files) =>
    (await gathered([{}], { files: some, wish: { replicas } }).evidence).shares[0]?.source.notes.join(' ') ?? '';

  test('when nobody chose, all have to be up, and a note says that one may be enough', async () => {
    expect(await notes(undefined)).toContain('replicas: any');
  });

  test.each(['any', 'all', 'average'] as const)('who chose %s knows', async (replicas) => {
    expect(await notes(replicas)).not.toContain('replicas: any');
  });

  test('where it would change nothing, nothing is said', async () => {
    expect(await notes(undefined, { untracked: { 'history.jsonl': log(UP, 'a') + log(UP, 'b') } })).not.toContain(
      'replicas: any',
    );
  });
});

test('the order of the looks does not matter', async () => {
  const lines = [...'==X====?=X=='].flatMap((sign, index) => (sign === '?' ? [] : [lineOf(index, sign, undefined)]));
  const share = async (some: readonly string[]) => {
    const files = { untracked: { 'history.jsonl': some.join('') } };
    const [{ lower, upper, timeline } = {}] = (await gathered([{}], { files }).evidence).shares;
    return { lower, upper, outages: timeline?.outages.map(({ from }) => formatInstant(from)) };
  };
  const sorted = await share(lines);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(lines, { minLength: lines.length }), async (shuffled) => {
      expect(await share(shuffled)).toEqual(sorted);
    }),
  );
});
