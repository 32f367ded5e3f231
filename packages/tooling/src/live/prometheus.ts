import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, ServiceProcess } from './service-process.ts';

/** One series: its labels, and its value at each time; undefined where there is no sample. */
export interface BackFilledSeries {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly valueAt: (at: number) => number | undefined;
}

/** Series at a fixed interval, times in milliseconds since 1970. */
export interface BackFill {
  readonly from: number;
  readonly to: number;
  readonly everyMs: number;
  readonly series: readonly BackFilledSeries[];
}

/** Writes the blocks of a Prometheus that has watched these series, with `promtool`. Returns its data folder. */
export function backFill(folder: string, { from, to, everyMs, series }: BackFill): string {
  const [file, data] = [join(folder, 'history.om'), join(folder, 'data')];
  mkdirSync(data, { recursive: true });
  const metrics = [...new Set(series.map(({ metric }) => metric))];
  // OpenMetrics wants the series of a metric together.
  const pieces = metrics.map((metric) => {
    const own = series.filter((one) => one.metric === metric);
    return `# TYPE ${metric} gauge\n${own.map((one) => linesOf(one, from, to, everyMs)).join('')}`;
  });
  writeFileSync(file, `${pieces.join('')}# EOF\n`);
  execFileSync('promtool', ['tsdb', 'create-blocks-from', 'openmetrics', file, data], { stdio: 'ignore' });
  return data;
}

function linesOf({ metric, labels, valueAt }: BackFilledSeries, from: number, to: number, everyMs: number): string {
  const name = `${metric}{${Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',')}}`;
  const lines: string[] = [];
  for (let at = from; at < to; at += everyMs) {
    const value = valueAt(at);
    if (value !== undefined) lines.push(`${name} ${Number.isNaN(value) ? 'NaN' : value} ${at / 1000}\n`);
  }
  return lines.join('');
}

/** Starts a Prometheus on a data folder, with this configuration. Retention is longer than what tests back-fill. */
export async function startPrometheus(
  folder: string,
  data: string,
  configuration = 'scrape_configs: []\n',
  flags: readonly string[] = [],
): Promise<ServiceProcess> {
  const port = await freePort();
  const file = join(folder, `prometheus-${port}.yml`);
  writeFileSync(file, configuration);
  const args = [
    `--config.file=${file}`,
    `--storage.tsdb.path=${data}`,
    '--storage.tsdb.retention.time=30d',
    `--web.listen-address=127.0.0.1:${port}`,
    '--log.level=warn',
    ...flags,
  ];
  return ServiceProcess.start('prometheus', args, `http://127.0.0.1:${port}`, '/-/ready');
}
