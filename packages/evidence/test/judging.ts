import {
  type Asked,
  CHECKS,
  COVERAGE_METRICS,
  type Count,
  type CoverageEvidence,
  type CoverageMetric,
  coverageMeasurements,
  evaluate,
  type FailureCode,
  GateError,
  type Params,
  type Report,
} from '@maturity-actions/criteria';
import {
  type ByteSource,
  COVERAGE_FORMATS,
  COVERAGE_WORDING,
  type CoverageRequest,
  detectFormat,
  gatherCoverage,
  memorySource,
  type Repository,
} from '../src/index.ts';

/** A repository of reports in memory, without Git: what they speak of cannot be looked up. */
export function reportsOnly(sources: readonly ByteSource[]): Repository {
  return {
    root: '/workspace',
    isGit: false,
    findNamed: async () => [],
    find: async () => sources.map(({ path }) => path),
    open: async (path) => sources.find((source) => source.path === path) ?? memorySource(path, ''),
    files: async () => [],
    head: async () => undefined,
    generated: async () => new Set(),
    diff: () => Promise.reject(new Error('no diff is asked for')),
  };
}

const REQUEST: CoverageRequest = {
  reports: [{ glob: '**', where: 'input reports' }],
  formats: COVERAGE_FORMATS,
  exclude: [],
  partial: 'hit',
  mayBeEmpty: false,
  classes: [],
  failOnMismatch: true,
  readReport: () => {
    throw new Error('no stored report is asked for');
  },
};

/** The evidence of some reports, as the gate gathers it by default. */
export function gathered(...sources: readonly ByteSource[]): Promise<CoverageEvidence> {
  return gatherCoverage(reportsOnly(sources), REQUEST);
}

/** Floors in percent by metric. */
export type Floors = Readonly<Partial<Record<CoverageMetric, string>>>;

/** The report of the gate on this evidence, with these floors and what every run is asked. */
export function judged(evidence: CoverageEvidence, floors: Floors): Report {
  const asked = [
    ask('reports-complete', 'coverage-reports', {}),
    ask('paths-matched', 'coverage-paths', {}),
    ...Object.entries(floors).map(([metric, min]) => ask(metric, 'coverage-floor', { metric, min })),
  ];
  return evaluate({
    gate: 'coverage-gate',
    subject: { repository: 'octo/parcels' },
    asked,
    evidence: { coverage: evidence },
    waivers: [],
    checks: CHECKS,
    measurements: {},
    now: 0,
  });
}

function ask(id: string, check: string, params: Params): Asked {
  const texts = { asks: id, area: 'tests', why: '', fix: '', source: 'test' };
  const criterion = { id, check, with: {}, levels: {}, traces: [], ...texts };
  return { criterion, requirement: 'must', params, level: '', origin: 'test' };
}

/** For every metric the least floor, to six decimals, that this evidence just misses; none where all is covered. */
export function floorsJustMissed(evidence: CoverageEvidence): Floors {
  const measured = coverageMeasurements(evidence);
  const floors = COVERAGE_METRICS.flatMap((metric) => {
    const count = measured[metric];
    return count && count.covered < count.total ? [[metric, justAbove(count)]] : [];
  });
  return Object.fromEntries(floors);
}

function justAbove({ covered, total }: Count): string {
  const millionths = (BigInt(covered) * 100_000_000n) / BigInt(total) + 1n;
  const text = String(millionths).padStart(7, '0');
  return `${text.slice(0, -6)}.${text.slice(-6)}`;
}

/** Detects the format and reads; gives the codes of the failures, or of the remarks when it could be read. */
export async function codesOfReading(source: ByteSource): Promise<FailureCode[]> {
  try {
    const format = await detectFormat(source, COVERAGE_FORMATS, COVERAGE_WORDING);
    return (await format.read(source)).remarks.map(({ code }) => code);
  } catch (cause) {
    if (cause instanceof GateError) return cause.failures.map(({ code }) => code);
    throw cause;
  }
}
