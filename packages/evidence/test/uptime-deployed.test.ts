import { type DeploymentWish, deployedSince } from '../src/uptime/deployed-since.ts';
import { memoryRepository } from './memory-repository.ts';
import { type FakeReply, fakeNetwork } from './uptime-network.ts';

const API = 'https://api.github.test';
const HOME = `${API}/repos/octo/parcels`;
const day = (number: number): number => Date.UTC(2026, 10, number);
const text = (number: number): string => new Date(day(number)).toISOString();

const github = { repository: 'octo/parcels', access: { api: API, token: 'secret' } };
const declared = { at: day(1), where: 'maturity.yml:6' };
const configured = { path: 'maturity.yml', line: 5 };
const label = { name: 'in-staging', issue: 12 };

/** Since when, by everything that could tell. */
async function found(wish: Partial<DeploymentWish>, replies: Readonly<Record<string, FakeReply>> = {}) {
  const network = fakeNetwork(replies);
  const repository = memoryRepository({ blame: { 'maturity.yml': { 5: day(3) } } });
  const { deployedSince: since, remarks } = await deployedSince(repository, network, {
    environment: 'staging',
    declared,
    ...wish,
  });
  return { since, codes: remarks.map(({ code }) => code), remarks, network };
}

/** Deployments, the newest first, each with its states, the newest first. */
function deployments(...states: readonly (readonly [state: string, day: number])[][]): Record<string, FakeReply> {
  const ids = states.map((_, index) => 100 - index);
  return {
    [`${HOME}/deployments`]: { body: ids.map((id) => ({ id })) },
    ...Object.fromEntries(
      ids.map((id, index) => [
        `${HOME}/deployments/${id}/statuses`,
        { body: states[index]?.map(([state, number]) => ({ state, created_at: text(number) })) },
      ]),
    ),
  };
}

const events = (
  ...all: readonly (readonly [event: string, label: string, day: number])[]
): Record<string, FakeReply> => ({
  [`${HOME}/issues/12/events`]: {
    body: all.map(([event, name, number]) => ({ event, label: { name }, created_at: text(number) })),
  },
});

describe('who tells', () => {
  test.each([
    {
      name: 'a deployment before everything else',
      wish: { github, label, configured },
      replies: { ...deployments([['success', 9]]), ...events(['labeled', 'in-staging', 8]) },
      expected: { from: 'deployment', at: day(9) },
    },
    {
      name: 'then a label',
      wish: { github, label, configured },
      replies: { ...deployments(), ...events(['labeled', 'in-staging', 8]) },
      expected: { from: 'label', at: day(8) },
    },
    {
      name: 'then the history of the configuration',
      wish: { github, configured },
      replies: deployments(),
      expected: { from: 'git', at: day(3), where: 'maturity.yml:5' },
    },
    {
      name: 'then what is declared',
      wish: { github },
      replies: deployments(),
      expected: { from: 'declared', at: day(1) },
    },
    {
      name: 'a line that Git does not know tells nothing',
      wish: { configured: { ...configured, line: 6 } },
      replies: {},
      expected: { from: 'declared' },
    },
    {
      name: 'only the one that has to',
      wish: { only: 'git', configured, github },
      replies: deployments([['success', 9]]),
      expected: { from: 'git' },
    },
  ] as const)('$name', async ({ wish, replies, expected }) => {
    expect((await found(wish, replies)).since).toMatchObject(expected);
  });

  test.each(['deployment', 'label', 'git'] as const)('only %s, which does not tell: nobody does', async (only) => {
    expect((await found({ only, github, label }, { ...deployments(), ...events() })).since).toBeUndefined();
  });

  test('what is not to be asked is not', async () => {
    expect((await found({})).network.asked).toEqual([]);
  });
});

describe('deployments of GitHub', () => {
  test.each([
    { name: 'the newest one', states: [[['success', 9]], [['success', 2]]], expected: 9 },
    {
      name: 'when it first came to run',
      states: [
        [
          ['success', 9],
          ['success', 7],
          ['in_progress', 6],
        ],
      ],
      expected: 7,
    },
    { name: 'one that failed does not replace what runs', states: [[['failure', 9]], [['success', 2]]], expected: 2 },
    { name: 'nor one that is on its way', states: [[['in_progress', 9]], [['success', 2]]], expected: 2 },
    { name: 'nor one without a state', states: [[], [['success', 2]]], expected: 2 },
  ] as const)('$name', async ({ states, expected }) => {
    const replies = deployments(...states.map((one) => one.map(([state, number]) => [state, number] as const)));
    expect((await found({ github }, replies)).since).toMatchObject({ from: 'deployment', at: day(expected) });
  });

  test('one that was taken away ends the search: nobody knows better', async () => {
    const replies = deployments([
      ['inactive', 9],
      ['success', 2],
    ]);
    const { since, remarks } = await found({ github, configured }, replies);
    expect(since).toBeUndefined();
    expect(remarks).toMatchObject([{ code: 'E_NOT_FOUND', found: expect.stringContaining('100') }]);
  });

  test.each([
    { name: 'a token that may not', reply: { status: 403, body: {} }, code: 'E_FORBIDDEN', fix: 'deployments: read' },
    { name: 'a token that is wrong', reply: { status: 401, body: {} }, code: 'E_UNAUTHORIZED', fix: 'github-token' },
    { name: 'a page', reply: { body: '<html>' }, code: 'E_WRONG_FORMAT', fix: '' },
    { name: 'no answer', reply: { code: 'E_UNREACHABLE' }, code: 'E_UNREACHABLE', fix: '' },
  ] as const)('$name is a remark, and the next one tells', async ({ reply, code, fix }) => {
    const { since, remarks } = await found({ github }, { [`${HOME}/deployments`]: reply });
    expect(since).toMatchObject({ from: 'declared' });
    expect(remarks).toMatchObject([{ code, fix: expect.stringContaining(fix) }]);
  });

  test('the environment is asked for, with the token', async () => {
    const { network } = await found({ github, environment: 'a b&c' }, deployments());
    expect(network.asked[0]).toMatchObject({
      url: `${HOME}/deployments?environment=a%20b%26c&per_page=10`,
      headers: { authorization: 'Bearer secret' },
    });
  });

  test.each([{ body: {} }, { body: [null, 1, { id: 'x' }] }, { body: [{}] }])(
    'a list that is none tells nothing: %j',
    async (reply) => {
      expect((await found({ github }, { [`${HOME}/deployments`]: reply })).since).toMatchObject({ from: 'declared' });
    },
  );
});

describe('labels', () => {
  test.each([
    {
      name: 'when it was given last',
      all: [
        ['labeled', 'in-staging', 2],
        ['unlabeled', 'in-staging', 4],
        ['labeled', 'in-staging', 6],
      ],
      expected: day(6),
    },
    { name: 'another label', all: [['labeled', 'bug', 2]], expected: undefined },
    {
      name: 'one that was taken away',
      all: [
        ['labeled', 'in-staging', 2],
        ['unlabeled', 'in-staging', 4],
      ],
      expected: undefined,
    },
    { name: 'no event', all: [], expected: undefined },
  ] as const)('$name', async ({ all, expected }) => {
    const { since } = await found({ only: 'label', github, label }, events(...all));
    expect(since?.at).toBe(expected);
  });
});
