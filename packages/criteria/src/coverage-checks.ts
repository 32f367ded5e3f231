import type { AnyCheck } from './check.ts';
import { coverageChangedFiles } from './checks/coverage-changed-files.ts';
import { coverageDiff } from './checks/coverage-diff.ts';
import { coverageFloor } from './checks/coverage-floor.ts';
import { coverageFreshness } from './checks/coverage-freshness.ts';
import { coverageNoDrop } from './checks/coverage-no-drop.ts';
import { coveragePaths } from './checks/coverage-paths.ts';
import { coveragePerFile } from './checks/coverage-per-file.ts';
import { coverageReports } from './checks/coverage-reports.ts';

/** The kinds of check about coverage: a gate loads its own only. */
export const COVERAGE_CHECKS: readonly AnyCheck[] = [
  coverageChangedFiles,
  coverageDiff,
  coverageFloor,
  coverageFreshness,
  coverageNoDrop,
  coveragePaths,
  coveragePerFile,
  coverageReports,
];
