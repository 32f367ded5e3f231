import { diffCount } from './checks/coverage-diff.ts';
import type { CodeClass } from './config.ts';
import type { BaseCoverage, CoverageEvidence, CoverageMeasurements, CoveredFile } from './coverage.ts';
import { lineCount, sumCounts, worstFiles } from './coverage-scope.ts';

/** How many files the measurements name. */
const MAX_WORST_FILES = 100;

/** The exact figures of a run, for the report JSON. */
export function coverageMeasurements(evidence: CoverageEvidence): CoverageMeasurements {
  const { files, partial, diff } = evidence;
  const counts = sumCounts(files);
  const changed = diff && diffCount(diff);
  return {
    line: lineCount(counts.line, partial),
    partialLines: counts.line.partial,
    branch: counts.branch,
    function: counts.function,
    statement: counts.statement,
    files: files.length,
    classes: Object.fromEntries(
      Object.entries(evidence.classes).map(([name, { files: members }]) => [
        name,
        { line: lineCount(sumCounts(members).line, partial) },
      ]),
    ),
    diff: changed && changed.total > 0 ? lineCount(changed, partial) : null,
    worst: worstFiles(files, 'line', partial, MAX_WORST_FILES).map(({ file, count }) => ({
      path: file.path,
      line: count,
    })),
  };
}

/** The evidence of one component: the files below its folder, what changed there, and its base. */
export function componentEvidence(evidence: CoverageEvidence, name: string, folder: string): CoverageEvidence {
  const prefix = folder === '.' || folder === '' ? '' : `${folder.replace(/\/+$/, '')}/`;
  const isInside = (path: string): boolean => path.startsWith(prefix);
  const files = evidence.files.filter(({ path }) => isInside(path));
  const classes = Object.entries(evidence.classes).map(([name, one]) => [
    name,
    {
      ...one,
      files: one.files.filter(({ path }) => isInside(path)),
      unmeasured: one.unmeasured.filter(isInside),
    },
  ]);
  const { diff, base, ...rest } = evidence;
  const ownBase = base && componentBase(base, name, isInside);
  return {
    ...rest,
    files,
    classes: Object.fromEntries(classes),
    ...(diff
      ? {
          diff: {
            ...diff,
            files: diff.files.filter(({ file }) => isInside(file.path)),
            unmeasured: diff.unmeasured.filter(({ path }) => isInside(path)),
          },
        }
      : {}),
    ...(ownBase ? { base: ownBase } : {}),
  };
}

/** The base of one component; undefined when the stored base does not tell components apart. */
function componentBase(
  base: BaseCoverage,
  name: string,
  isInside: (path: string) => boolean,
): BaseCoverage | undefined {
  const { source } = base;
  if (base.files) {
    const files = base.files.filter(({ path }) => isInside(path));
    return { source, files, counts: sumCounts(files) };
  }
  const counts = base.components && Object.hasOwn(base.components, name) ? base.components[name] : undefined;
  return counts && { source, counts };
}

/** Sorts files into classes by their globs; `unmeasured` are the source files in no report, `glob` compiles one. */
export function classify(
  files: readonly CoveredFile[],
  unmeasured: readonly string[],
  declared: Iterable<CodeClass>,
  glob: (pattern: string) => (path: string) => boolean,
): CoverageEvidence['classes'] {
  const classes = Array.from(declared, ({ name, patterns, where }) => {
    const tests = patterns.map((pattern) => ({ glob: pattern.glob, matches: glob(pattern.glob) }));
    const idle = tests.filter(({ matches }) => !files.some(({ path }) => matches(path)));
    return [
      name,
      {
        where,
        patterns: tests.map((test) => test.glob),
        idle: idle.map((test) => test.glob),
        files: files.filter(({ path }) => tests.some(({ matches }) => matches(path))),
        unmeasured: unmeasured.filter((path) => tests.some(({ matches }) => matches(path))),
      },
    ] as const;
  });
  return Object.fromEntries(classes);
}
