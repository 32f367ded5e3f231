import { clover } from './clover.ts';
import { cobertura } from './cobertura.ts';
import { covdir } from './covdir.ts';
import { coveragePyJson } from './coverage-py-json.ts';
import { coveralls } from './coveralls.ts';
import { dotcover } from './dotcover.ts';
import type { CoverageFormat } from './format.ts';
import { gcov } from './gcov.ts';
import { gcovrJson } from './gcovr-json.ts';
import { goCover } from './go-cover.ts';
import { istanbul } from './istanbul.ts';
import { istanbulSummary } from './istanbul-summary.ts';
import { jacoco } from './jacoco.ts';
import { lcov } from './lcov.ts';
import { llvmCovJson } from './llvm-cov-json.ts';
import { luacov } from './luacov.ts';
import { opencover } from './opencover.ts';
import { scoverage } from './scoverage.ts';
import { simplecovJson } from './simplecov-json.ts';
import { simplecovResultset } from './simplecov-resultset.ts';
import { sonarqube } from './sonarqube.ts';
import { tarpaulin } from './tarpaulin.ts';
import { vsCoverage } from './vs-coverage.ts';
import { xccov } from './xccov.ts';

/** Every coverage format, one file each. */
export const COVERAGE_FORMATS: readonly CoverageFormat[] = [
  clover,
  cobertura,
  covdir,
  coveragePyJson,
  coveralls,
  dotcover,
  gcov,
  gcovrJson,
  goCover,
  istanbul,
  istanbulSummary,
  jacoco,
  lcov,
  llvmCovJson,
  luacov,
  opencover,
  scoverage,
  simplecovJson,
  simplecovResultset,
  sonarqube,
  tarpaulin,
  vsCoverage,
  xccov,
];
