import {
  type Asked,
  ConfigurationError,
  formatThreshold,
  type Params,
  type Requirement,
} from '@maturity-actions/criteria';
import { askedByInput, type Inputs } from '@maturity-actions/runner';
import type { inputs } from './inputs.ts';

type Given = Inputs<typeof inputs>;

const LIMITED = ['critical', 'high', 'medium', 'low', 'unknown'] as const;

/** Ids of all criteria that inputs can state. */
export const EXPLICIT_IDS = [
  ...LIMITED.map((severity) => `${severity}-findings`),
  'required-tools',
  'scans-fresh',
  'known-exploited',
] as const;

/** Criteria that the workflow states by its inputs. Throws ConfigurationError E_BAD_INPUT for a list that names no tool. */
export function explicitCriteria(given: Given): Asked[] {
  return [
    ...LIMITED.flatMap((severity) => {
      const max = given[`max-${severity}`];
      return max === undefined ? [] : [limit(severity, max)];
    }),
    ...requiredTools(given['required-tools']),
    ...(given['max-age'] ? [fresh({ 'max-age': given['max-age'] }, 'input max-age')] : []),
    ...exploited(given),
  ];
}

function limit(severity: (typeof LIMITED)[number], max: number | 'waived-only'): Asked {
  const asks =
    severity === 'unknown' ? 'Are few enough findings without a rating?' : `Are there few enough ${severity} findings?`;
  return ask(`${severity}-findings`, asks, 'finding-limit', { severity, max }, `input max-${severity}`);
}

function requiredTools(lines: readonly string[] | undefined): Asked[] {
  if (lines === undefined) return [];
  const scans = lines
    .flatMap((line) => line.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (scans.length === 0) throw noTool();
  return [
    ask(
      'required-tools',
      'Is there a report of every scan that is asked for?',
      'required-scans',
      { scans },
      'input required-tools',
    ),
  ];
}

/** A list of commas alone would ask for nothing, and look as if it asked for something. */
function noTool(): ConfigurationError {
  return new ConfigurationError({
    code: 'E_BAD_INPUT',
    where: 'input required-tools',
    found: 'a list without a name',
    expected: 'kinds of scan or tools',
    fix: 'Example: required-tools: sast, dependencies, secrets',
  });
}

function exploited(given: Given): Asked[] {
  const epss = given['max-epss'];
  if (given['exploited-file'] === undefined && epss === undefined) return [];
  const origin = given['exploited-file'] === undefined ? 'input max-epss' : 'input exploited-file';
  const params = epss ? { epss: formatThreshold(epss) } : {};
  return [ask('known-exploited', 'Is no finding known to be exploited?', 'known-exploited', params, origin)];
}

/** Criteria that every run is asked: without them no count means anything. */
export function standingCriteria(given: Given): Asked[] {
  const requirement: Requirement = given['on-tool-error'] === 'fail' ? 'must' : 'should';
  return [
    ask('reports-complete', 'Are all scan reports there and whole?', 'security-reports', {}),
    ask('scanners-sound', 'Did every scanner end well?', 'scanner-errors', {}, 'input on-tool-error', requirement),
    fresh({}, 'every run'),
  ];
}

function fresh(params: Params, origin: string): Asked {
  return ask('scans-fresh', 'Are the scans of this commit and recent?', 'scan-freshness', params, origin);
}

function ask(
  id: string,
  asks: string,
  check: string,
  params: Params,
  origin?: string,
  requirement?: Requirement,
): Asked {
  return askedByInput({ id, asks, area: 'security', check }, params, origin, requirement);
}
