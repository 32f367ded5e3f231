import { cobertura } from './cobertura.ts';
import { coveralls } from './coveralls.ts';
import type { CoverageFormat } from './format.ts';
import { jacoco } from './jacoco.ts';
import { lcov } from './lcov.ts';

/** Every coverage format, one file each. */
export const COVERAGE_FORMATS: readonly CoverageFormat[] = [
  cobertura,
  coveralls,
  jacoco,
  lcov,
];
