import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import {
  annotations,
  parseReportJson,
  renderBadge,
  renderJson,
  renderLog,
  renderSarif,
  renderSummary,
} from '@maturity-actions/report';
import { PLAN_REPORTS } from './sample-plans.ts';
import { SAMPLE_REPORTS } from './sample-reports.ts';
import { SECURITY_REPORTS } from './sample-security.ts';
import { UPTIME_REPORTS } from './sample-uptime.ts';

const FOLDER = new URL('./golden/', import.meta.url);
const MUST_WRITE = process.env['UPDATE_GOLDEN'] === '1';

/** Compares with the golden file; only UPDATE_GOLDEN=1 writes it, a missing one fails. */
function expectGolden(name: string, actual: string): void {
  const file = new URL(name, FOLDER);
  if (MUST_WRITE) writeFileSync(file, actual);
  if (!existsSync(file))
    throw new Error(`test/golden/${name} is missing; run with UPDATE_GOLDEN=1 and read what it writes`);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}

describe.each(Object.entries({ ...SAMPLE_REPORTS, ...SECURITY_REPORTS, ...PLAN_REPORTS, ...UPTIME_REPORTS }))(
  'golden %s',
  (name, report) => {
    test('report.json', () => expectGolden(`${name}.report.json`, renderJson(report)));
    test('summary.md', () => expectGolden(`${name}.summary.md`, renderSummary(report)));
    test('log.txt', () => expectGolden(`${name}.log.txt`, `${renderLog(report, { color: false }).join('\n')}\n`));
    test('annotations.json', () =>
      expectGolden(`${name}.annotations.json`, `${JSON.stringify(annotations(report), null, 2)}\n`));
    test('badge.json', () => expectGolden(`${name}.badge.json`, renderBadge(report)));
    test('report.json reads back to the same report', () =>
      expect(parseReportJson(renderJson(report))).toEqual(report));
  },
);

describe.each(Object.entries(SECURITY_REPORTS))('golden %s', (name, report) => {
  test('sarif', () => expectGolden(`${name}.sarif`, renderSarif(report, { prefix: 'shop' })));
});
