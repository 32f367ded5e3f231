import { uptimeChoice } from '../src/uptime-settings.ts';
import { configured, given } from './settings.ts';

const FILE = [
  'uptime: { threshold: 99, window: 3d, replicas: any, retries: 1, confidence: "0.9", expect-status: "200" }',
  'components:',
  '  checkout: { path: a, uptime: { threshold: 98, window: 2d, retries: 0 } }',
];

async function choice(values: Readonly<Record<string, string>>, lines: readonly string[] = FILE) {
  const { config, component } = await configured(lines);
  return uptimeChoice(given(values), config, component);
}

test('an input counts before the component, and the component before the project', async () => {
  expect(await choice({ threshold: '97', 'max-outage': '5m' })).toMatchObject({
    threshold: { value: { num: 97, den: 1 }, where: 'input threshold' },
    window: { value: '2d', where: 'maturity.yml:3' },
    confidence: { value: '0.9', where: 'maturity.yml:1' },
    maxOutage: { value: '5m', where: 'input max-outage' },
    replicas: 'any',
    retries: 0,
    expectStatus: '200',
  });
});

test('what nobody states is as it is documented', async () => {
  expect(await choice({}, ['model: component'])).toEqual({
    environment: 'staging',
    measure: 'time',
    threshold: undefined,
    window: undefined,
    require: 'all',
    replicas: undefined,
    minCoverage: undefined,
    maxOutage: undefined,
    maxStaleness: undefined,
    confidence: undefined,
    deployedSince: undefined,
    minRequests: 1000,
    maintenanceCapMs: 4 * 3_600_000,
    timeoutMs: undefined,
    maxLatencyMs: undefined,
    retries: undefined,
    method: 'GET',
    probeEveryMs: undefined,
    probeForMs: undefined,
    expectStatus: '200-299',
    expectBody: undefined,
  });
});

test.each([
  { name: 'no maintenance at all', values: { 'maintenance-cap': '0h' }, expected: { maintenanceCapMs: 0 } },
  { name: 'no outage at all', values: { 'max-outage': '0s' }, expected: { maxOutage: { value: '0s' } } },
  { name: 'no retry', values: { retries: '0' }, expected: { retries: 0 } },
])('nothing may be asked for: $name', async ({ values, expected }) => {
  expect(await choice(values)).toMatchObject(expected);
});

test.each(['window', 'timeout', 'max-latency'])('a span without length would see nothing: %s', async (name) => {
  await expect(choice({ [name]: '0s' })).rejects.toThrow(`input ${name}`);
  const lines = ['uptime:', `  ${name}: 0s`];
  await expect(choice({}, lines)).rejects.toThrow('maturity.yml:1');
});
