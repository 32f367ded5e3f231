import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Report } from '@maturity-actions/criteria';
import { FailingServer } from '../../src/live/failing-server.ts';
import { startPrometheus } from '../../src/live/prometheus.ts';
import { freePort, ServiceProcess } from '../../src/live/service-process.ts';
import { runAction } from '../../src/runner-harness/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'live-probes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Down from the 8th to the 12th second. */
const isUp = (seconds: number): boolean => seconds < 8 || seconds >= 12;

async function withServer<T>(use: (server: FailingServer) => Promise<T>): Promise<T> {
  const server = new FailingServer(isUp);
  await server.start();
  try {
    return await use(server);
  } finally {
    server.stop();
  }
}

describe('the probe of the action', () => {
  const inputs = (url: string) => ({
    source: 'probe',
    url: `${url}/health`,
    'allow-private': 'true',
    'expect-body': '"status":"ok"',
    'probe-every': '500ms',
    'probe-for': '20s',
    'history-file': 'history.jsonl',
    window: '20s',
    threshold: '99.5',
    confidence: 'none',
  });

  test('sees the outage, and keeps every look', async () => {
    await withServer(async ({ url }) => {
      const workspace = mkdtempSync(join(folder, 'probe-'));
      const { reportJson, exitCode } = await runAction({
        action: 'staging-uptime-check',
        inputs: inputs(url),
        workspace,
      });
      const report = reportJson as Report;
      const { uptime } = report.measurements;
      expect([exitCode, report.outcome]).toEqual([1, 'unmet']);
      expect(uptime?.outages).toHaveLength(1);
      expect(uptime?.longestOutage).toBeGreaterThanOrEqual(3);
      expect(uptime?.longestOutage).toBeLessThanOrEqual(5);
      const looks = readFileSync(join(workspace, 'history.jsonl'), 'utf8').trim().split('\n');
      expect(looks.length).toBeGreaterThanOrEqual(36);
      expect(looks.filter((line) => JSON.parse(line).up === false).length).toBeGreaterThanOrEqual(6);
    });
  }, 60_000);

  test('keeps what it saw when it is stopped, and says unknown', async () => {
    await withServer(async ({ url }) => {
      const workspace = mkdtempSync(join(folder, 'stopped-'));
      const { reportJson, exitCode } = await runAction({
        action: 'staging-uptime-check',
        inputs: inputs(url),
        workspace,
        cancelAfterMs: 4000,
      });
      const report = reportJson as Report;
      expect([exitCode, report.outcome]).toEqual([1, 'unknown']);
      expect(JSON.stringify(report)).toContain('E_INTERRUPTED');
      expect(readFileSync(join(workspace, 'history.jsonl'), 'utf8').trim().split('\n').length).toBeGreaterThanOrEqual(
        4,
      );
    });
  }, 60_000);
});

test('blackbox_exporter, scraped by Prometheus: its own `up` is 1, the outage is in probe_success', async () => {
  await withServer(async (server) => {
    const port = await freePort();
    const exporter = await startBlackbox(port);
    const prometheus = await startPrometheus(folder, join(folder, 'scraped'), scrapeOf(port, server.url));
    try {
      await new Promise((resolve) => setTimeout(resolve, 24_000));
      const judge = async (query: string) => {
        const { reportJson } = await runAction({
          action: 'staging-uptime-check',
          inputs: {
            source: 'prometheus',
            url: prometheus.url,
            query,
            window: '20s',
            threshold: '99.5',
            confidence: 'none',
            'min-coverage': '80',
          },
          workspace: mkdtempSync(join(folder, 'blackbox-')),
        });
        return reportJson as Report;
      };
      const probed = await judge('probe_success{job="staging"}');
      expect(probed.outcome).toBe('unmet');
      expect(probed.measurements.uptime?.outages.length).toBeGreaterThanOrEqual(1);
      const scraped = await judge('up{job="staging"}');
      expect(scraped.measurements.uptime?.down).toBe(0);
      expect(scraped.measurements.uptime?.sources[0]?.notes.join(' ')).toContain('probe_success');
    } finally {
      await prometheus.stop();
      await exporter.stop();
    }
  });
}, 120_000);

function startBlackbox(port: number): Promise<ServiceProcess> {
  const file = join(folder, 'blackbox.yml');
  writeFileSync(file, 'modules:\n  http_2xx:\n    prober: http\n    timeout: 1s\n');
  const args = [`--config.file=${file}`, `--web.listen-address=127.0.0.1:${port}`];
  return ServiceProcess.start('prometheus-blackbox-exporter', args, `http://127.0.0.1:${port}`, '/-/healthy');
}

function scrapeOf(port: number, target: string): string {
  return `global: { scrape_interval: 1s, scrape_timeout: 1s }
scrape_configs:
  - job_name: staging
    metrics_path: /probe
    params: { module: [http_2xx] }
    static_configs: [{ targets: ["${target}"] }]
    relabel_configs:
      - { source_labels: [__address__], target_label: __param_target }
      - { source_labels: [__param_target], target_label: instance }
      - { target_label: __address__, replacement: "127.0.0.1:${port}" }
`;
}
