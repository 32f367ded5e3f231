import { GateError } from '@maturity-actions/criteria';
import {
  COVERAGE_FORMATS,
  COVERAGE_WORDING,
  type CoverageReport,
  detectFormat,
  memorySource,
} from '@maturity-actions/evidence';

/** Totals as texts, `63/82`; a metric that the report does not measure is absent. */
export interface Figures {
  readonly lines?: string;
  readonly branches?: string;
  readonly statements?: string;
}

/** What our readers make of a file: figures, or the code they refuse it with. */
export type Reading = { readonly figures: Figures; readonly hasLines: boolean } | { readonly refused: string };

/** Reads a file as the gate does: the format found by content. Throws on anything that is not a documented failure. */
export async function readAsGate(path: string, content: Uint8Array): Promise<Reading> {
  try {
    const source = memorySource(path, content);
    const report = await (await detectFormat(source, COVERAGE_FORMATS, COVERAGE_WORDING)).read(source);
    const figures = totalsOf(report);
    return { figures, hasLines: figures.lines !== '0/0' };
  } catch (error) {
    if (error instanceof GateError && error.failures[0]) return { refused: error.failures[0].code };
    throw error;
  }
}

function totalsOf(report: CoverageReport): Figures {
  const counts = [...report.files.values()].map((model) => model.counts());
  const branches = counts.flatMap(({ branch }) => branch ?? []);
  const statements = counts.flatMap(({ statement }) => statement ?? []);
  return {
    lines: sum(counts.map(({ line }) => line)),
    ...(branches.length > 0 ? { branches: sum(branches) } : {}),
    ...(statements.length > 0 ? { statements: sum(statements) } : {}),
  };
}

function sum(counts: readonly { readonly covered: number; readonly total: number }[]): string {
  const add = (key: 'covered' | 'total') => counts.reduce((total, count) => total + count[key], 0);
  return `${add('covered')}/${add('total')}`;
}
