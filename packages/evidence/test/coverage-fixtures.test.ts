import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Count, CoverageCounts, CoverageMetric } from '@maturity-actions/criteria';
import {
  COVERAGE_FORMATS,
  COVERAGE_WORDING,
  type CoverageReport,
  detectFormat,
  memorySource,
  totalsMismatch,
} from '@maturity-actions/evidence';

const FIXTURES = fileURLToPath(new URL('../fixtures/coverage/', import.meta.url));
const METRICS: readonly CoverageMetric[] = ['line', 'branch', 'function', 'statement'];

interface Expectation {
  readonly from: string;
  readonly line?: Count;
  readonly branch?: Count | null;
  readonly function?: Count | null;
  readonly statement?: Count | null;
  readonly files?: Readonly<
    Record<string, Readonly<Partial<Record<CoverageMetric, Count>>> & { readonly missed?: readonly number[] }>
  >;
  /** The report must be refused with this code. */
  readonly error?: string;
}

const cases = readdirSync(FIXTURES).flatMap((format) =>
  readdirSync(FIXTURES + format).map((name) => ({ format, name })),
);

/** Expected figures are an independent statement: what the tool says through another channel. */
describe.each(cases)('$format/$name', ({ format, name }) => {
  const folder = `${FIXTURES}${format}/${name}`;
  const input = readdirSync(folder).find((file) => file.startsWith('input.')) as string;
  const content = readFileSync(`${folder}/${input}`);
  const read = async (chunkSize?: number) => {
    const source = memorySource(input, content, chunkSize);
    return (await detectFormat(source, COVERAGE_FORMATS, COVERAGE_WORDING)).read(source);
  };

  test('states what to expect', () => {
    expect(existsSync(`${folder}/expected.json`)).toBe(true);
  });

  test('is taken for its format and no other', async () => {
    expect((await detectFormat(memorySource(input, content), COVERAGE_FORMATS, COVERAGE_WORDING)).id).toBe(format);
  });

  const expected = JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')) as Expectation;
  if (expected.error !== undefined) {
    test(`is refused with ${expected.error}`, async () => {
      await expect(read()).rejects.toMatchObject({ failures: [{ code: expected.error }] });
    });
    return;
  }

  test('has the figures of the tool', async () => {
    const report = await read();
    const counts = [...report.files.values()].map((model) => model.counts());
    for (const metric of METRICS) {
      if (expected[metric] === undefined) continue;
      expect({ [metric]: sum(counts, metric) }).toEqual({ [metric]: nullWhenNothing(expected[metric]) });
    }
    for (const [path, facts] of Object.entries(expected.files ?? {}))
      expect(fileFacts(report, path, facts)).toEqual({ path, ...facts });
  });

  test('reads the same in small chunks', async () => {
    const whole = await read();
    const pieces = await read(7);
    expect([...pieces.files].map(([path, model]) => [path, model.counts()])).toEqual(
      [...whole.files].map(([path, model]) => [path, model.counts()]),
    );
  });

  test('states no totals that its lines contradict', async () => {
    expect(totalsMismatch(await read())?.isContradiction ?? false).toBe(false);
  });
});

type FileFacts = NonNullable<Expectation['files']>[string];

/** What the report says of one file, of the things that are expected of it. */
function fileFacts(report: CoverageReport, path: string, expected: FileFacts): Record<string, unknown> {
  const model = report.files.get(path);
  const counts = model?.counts();
  const found: Record<string, unknown> = { path };
  for (const metric of METRICS) {
    const count = counts?.[metric];
    if (expected[metric])
      found[metric] = count ? { covered: count.covered, total: count.total } : { covered: 0, total: 0 };
  }
  if (expected.missed)
    found.missed = [...(model?.lineStates() ?? [])].filter(([, state]) => state === 'uncovered').map(([line]) => line);
  return found;
}

function nullWhenNothing(count: Count | null): Count | null {
  return count?.total === 0 ? null : count;
}

function sum(files: readonly CoverageCounts[], metric: CoverageMetric): Count | null {
  const measured = files.flatMap((counts) => counts[metric] ?? []);
  return nullWhenNothing(
    measured.reduce<Count>(
      (total, count) => ({ covered: total.covered + count.covered, total: total.total + count.total }),
      { covered: 0, total: 0 },
    ),
  );
}
