import type { CoverageCounts, CoverageSource, CoveredFile, Failure, LineRange } from '@maturity-actions/criteria';
import type { PathMatch } from '../repository/repository-files.ts';
import { FileCollector, type FileModel, mergeModels } from './file-model.ts';
import type { CoverageReport } from './report-builder.ts';

/** Several reports as one: a model per repository file, and what could not be placed. */
export interface UnitedCoverage {
  readonly files: readonly CoveredFile[];
  readonly sources: readonly CoverageSource[];
  readonly unmatched: readonly string[];
  readonly ambiguous: readonly { readonly path: string; readonly candidates: readonly string[] }[];
  readonly outside: readonly string[];
  readonly excluded: number;
  /** Files for which only totals are known. */
  readonly lineless: ReadonlySet<string>;
  readonly failures: readonly Failure[];
}

/**
 * Unites reports by repository file: lines and points by union, so that a report which does not
 * measure a line says nothing about it. `place` finds the file of a reported path, `isExcluded`
 * asks about the placed path. The order of the reports does not matter.
 */
export function unite(
  reports: readonly CoverageReport[],
  place: (path: string, report: CoverageReport) => PathMatch,
  isExcluded: (path: string) => boolean,
): UnitedCoverage {
  const models = new Map<string, FileModel | FileModel[]>();
  const lineless = new Map<string, string>();
  const unmatched = new Set<string>();
  const outside = new Set<string>();
  const ambiguous = new Map<string, readonly string[]>();
  const excluded = new Set<string>();
  const failures: Failure[] = [];
  for (const report of reports) {
    for (const [reported, model] of report.files) {
      const match = place(reported, report);
      const { path } = match;
      if (isExcluded(path)) {
        excluded.add(path);
        continue;
      }
      if (match.kind === 'unmatched') unmatched.add(path);
      else if (match.kind === 'outside') outside.add(path);
      else if (match.kind === 'ambiguous') ambiguous.set(path, match.candidates);
      const known = models.get(path);
      // Nearly every file is in one report only: no list is made for it.
      if (!known) models.set(path, model);
      else if (Array.isArray(known)) known.push(model);
      else models.set(path, [known, model]);
      if (report.hasLines === false) lineless.set(path, report.path);
    }
  }
  for (const [path, report] of lineless) {
    if (Array.isArray(models.get(path))) failures.push(cannotMerge(path, report));
  }
  const merger = new FileCollector();
  const files = Array.from(models, ([path, pieces]) => {
    const model = Array.isArray(pieces) ? mergeModels(pieces, merger) : pieces;
    return new UnitedFile(path, model, !lineless.has(path));
  });
  return {
    files,
    sources: reports.map(sourceOf),
    unmatched: [...unmatched],
    ambiguous: [...ambiguous].map(([path, candidates]) => ({ path, candidates })),
    outside: [...outside],
    excluded: excluded.size,
    lineless: new Set(lineless.keys()),
    failures,
  };
}

function cannotMerge(path: string, report: string): Failure {
  return {
    kind: 'evidence',
    code: 'E_CONTRADICTION',
    where: report,
    found: `only totals for ${path}, which another report measures too`,
    expected: 'line numbers where reports are to be united',
    fix: 'Give the detailed report of the tool instead of its summary (for instance coverage-final.json).',
  };
}

function sourceOf(report: CoverageReport): CoverageSource {
  return {
    source: report.path,
    format: report.format,
    files: report.files.size,
    ...(report.tool === undefined ? {} : { tool: report.tool }),
    ...(report.version === undefined ? {} : { version: report.version }),
    ...(report.producedAt === undefined ? {} : { observedAt: report.producedAt }),
  };
}

/** A file as the checks see it. There may be a hundred thousand: what only few are asked for is worked out when asked. */
class UnitedFile implements CoveredFile {
  readonly path: string;
  readonly counts: CoverageCounts;
  readonly #model: FileModel;
  readonly #hasLines: boolean;
  #states: ReturnType<FileModel['lineStates']> | undefined;

  constructor(path: string, model: FileModel, hasLines: boolean) {
    this.path = path;
    this.counts = model.counts();
    this.#model = model;
    this.#hasLines = hasLines;
  }

  uncovered(): readonly LineRange[] {
    return this.#hasLines ? this.#model.uncovered() : [];
  }

  lineState(line: number): 'covered' | 'partial' | 'uncovered' | undefined {
    this.#states ??= this.#model.lineStates();
    return this.#states.get(line);
  }
}
