import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecordedService, runAction } from '../../../packages/tooling/src/runner-harness/index.ts';

const service = new RecordedService({ 'GET /health': [{ body: 'fine' }] });
beforeAll(() => service.start());
afterAll(() => service.stop());

test('a probe that is cancelled keeps what it saw, says so and is red', async () => {
  const workspace = await mkdtemp(join(tmpdir(), 'interrupted-'));
  try {
    const inputs = {
      source: 'probe',
      url: `${service.url}/health`,
      'probe-for': '1m',
      'probe-every': '200ms',
      'allow-private': 'true',
      threshold: '50',
      window: '1s',
      confidence: 'none',
    };
    const result = await runAction({ action: 'staging-uptime-check', inputs, workspace, cancelAfterMs: 5000 });
    expect(result).toMatchObject({ exitCode: 1, outputs: { passed: 'false', outcome: 'unknown' } });
    expect(JSON.stringify(result.reportJson)).toContain('E_INTERRUPTED');
    expect(result.summary).toContain('uptime/history.jsonl');
    const lines = (await readFile(join(workspace, 'uptime/history.jsonl'), 'utf8')).trim().split('\n');
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.every((line) => JSON.parse(line).up === true)).toBe(true);
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
}, 60_000);
