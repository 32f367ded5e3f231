import type { Severity } from '@maturity-actions/criteria';
import calculator from 'ae-cvss-calculator';
import { severityOfScore } from './severity-words.ts';

const { Cvss2, Cvss3P0, Cvss3P1, Cvss4P0 } = calculator;

/** Metrics of one CVSS version: the values that each may have, mandatory ones apart. */
interface Grammar {
  readonly mandatory: Readonly<Record<string, string>>;
  readonly optional: Readonly<Record<string, string>>;
  /** Base score from 0 to 10 of a valid vector. */
  score(vector: string): number;
}

const V3_MANDATORY = { AV: 'N A L P', AC: 'L H', PR: 'N L H', UI: 'N R', S: 'U C', C: 'N L H', I: 'N L H', A: 'N L H' };
const V3_OPTIONAL = {
  E: 'X U P F H',
  RL: 'X O T W U',
  RC: 'X U R C',
  CR: 'X L M H',
  IR: 'X L M H',
  AR: 'X L M H',
  MAV: 'X N A L P',
  MAC: 'X L H',
  MPR: 'X N L H',
  MUI: 'X N R',
  MS: 'X U C',
  MC: 'X N L H',
  MI: 'X N L H',
  MA: 'X N L H',
};

/** Source: the vector strings of the CVSS v2.0, v3.0, v3.1 and v4.0 specifications (FIRST). */
const GRAMMARS: Readonly<Record<string, Grammar>> = {
  '': {
    mandatory: { AV: 'L A N', AC: 'H M L', Au: 'M S N', C: 'N P C', I: 'N P C', A: 'N P C' },
    optional: {
      E: 'ND U POC F H',
      RL: 'ND OF TF W U',
      RC: 'ND UC UR C',
      CDP: 'ND N L LM MH H',
      TD: 'ND N L M H',
      CR: 'ND L M H',
      IR: 'ND L M H',
      AR: 'ND L M H',
    },
    score: (vector) => new Cvss2(vector).calculateScores().overall,
  },
  'CVSS:3.0': {
    mandatory: V3_MANDATORY,
    optional: V3_OPTIONAL,
    score: (vector) => new Cvss3P0(vector).calculateScores().overall,
  },
  'CVSS:3.1': {
    mandatory: V3_MANDATORY,
    optional: V3_OPTIONAL,
    score: (vector) => new Cvss3P1(vector).calculateScores().overall,
  },
  'CVSS:4.0': {
    mandatory: {
      AV: 'N A L P',
      AC: 'L H',
      AT: 'N P',
      PR: 'N L H',
      UI: 'N P A',
      VC: 'H L N',
      VI: 'H L N',
      VA: 'H L N',
      SC: 'H L N',
      SI: 'H L N',
      SA: 'H L N',
    },
    optional: {
      E: 'X A P U',
      CR: 'X H M L',
      IR: 'X H M L',
      AR: 'X H M L',
      MAV: 'X N A L P',
      MAC: 'X L H',
      MAT: 'X N P',
      MPR: 'X N L H',
      MUI: 'X N P A',
      MVC: 'X H L N',
      MVI: 'X H L N',
      MVA: 'X H L N',
      MSC: 'X H L N',
      MSI: 'X S H L N',
      MSA: 'X S H L N',
      S: 'X N P',
      AU: 'X N Y',
      R: 'X A U I',
      V: 'X D C',
      RE: 'X L M H',
      U: 'X Clear Green Amber Red',
    },
    score: (vector) => new Cvss4P0(vector).calculateScores().overall,
  },
};

/**
 * Score from 0 to 10 of a CVSS vector of version 2.0, 3.0, 3.1 or 4.0, with its temporal, threat and
 * environmental metrics when it has some. Undefined when it is no complete, valid vector: a metric is
 * missing, unknown or there twice. The calculator itself takes such vectors for 0.
 */
export function scoreOfVector(text: string): number | undefined {
  const vector = text.trim().replace(/^\((.*)\)$/, '$1');
  const [prefix = ''] = /^CVSS:\d\.\d(?=\/)/.exec(vector) ?? [];
  const grammar = Object.hasOwn(GRAMMARS, prefix) ? GRAMMARS[prefix] : undefined;
  const metrics = vector.slice(prefix === '' ? 0 : prefix.length + 1).split('/');
  if (!grammar || !isComplete(metrics, grammar)) return undefined;
  const score = grammar.score(vector);
  return score >= 0 && score <= 10 ? score : undefined;
}

function isComplete(metrics: readonly string[], { mandatory, optional }: Grammar): boolean {
  const seen = new Set<string>();
  for (const metric of metrics) {
    const [name = '', value = '', ...rest] = metric.split(':');
    const values = Object.hasOwn(mandatory, name)
      ? mandatory[name]
      : Object.hasOwn(optional, name)
        ? optional[name]
        : '';
    if (rest.length > 0 || seen.has(name) || value === '' || !(values ?? '').split(' ').includes(value)) return false;
    seen.add(name);
  }
  return Object.keys(mandatory).every((name) => seen.has(name));
}

/** Severity by the highest score of the vectors that are valid; unknown when none is. */
export function severityOfVectors(vectors: readonly string[]): Severity {
  const scores = vectors.flatMap((vector) => scoreOfVector(vector) ?? []);
  return scores.length === 0 ? 'unknown' : severityOfScore(Math.max(...scores));
}
