import { ROOT } from '../../repository-root.ts';
import type { Comparison } from '../agreement.ts';
import type { CorpusDomain } from '../domain.ts';
import type { CorpusEntry } from '../entry.ts';

/** One list of CVSS vectors and their scores, as the corpus' security.json says. */
interface VectorsEntry extends CorpusEntry {
  readonly expected: { readonly total: number };
}

interface Rated {
  readonly vector: string;
  readonly score: number;
}

// Not part of what the package shows: the calculator behind it is to be loaded only when a vector has to be rated.
const { scoreOfVector }: { readonly scoreOfVector: (vector: string) => number | undefined } = await import(
  `${ROOT}packages/evidence/src/findings/cvss.ts`
);

/** Metrics without which a vector says nothing, by version. Source: the CVSS v3.1 and v4.0 specifications. */
const MANDATORY: Readonly<Record<string, readonly string[]>> = {
  'CVSS:3.1': ['AV', 'AC', 'PR', 'UI', 'S', 'C', 'I', 'A'],
  'CVSS:4.0': ['AV', 'AC', 'AT', 'PR', 'UI', 'VC', 'VI', 'VA', 'SC', 'SI', 'SA'],
};

/**
 * Lists of CVSS vectors, `vector - score`. A list of version 3.1 gives `(base, temporal, environmental)`
 * for vectors of base metrics alone: the base score counts. (Its third figure is what the environmental
 * equation of 3.1 makes of a changed scope even when no environmental metric is given; it differs in a few.)
 * The lists of version 4.0 give the one score of the whole vector: base alone, with threat metrics
 * (`E`), or with supplemental ones, which change nothing. Each vector has to get its score, and none
 * with one of its mandatory metrics taken away.
 */
export const cvss: CorpusDomain<VectorsEntry> = {
  name: 'CVSS vectors',
  list: 'security.json',
  owns: ({ format }) => format === 'cvss-vectors',
  rules: {},
  async compare({ expected }, content): Promise<Comparison> {
    const rated = ratedVectors(new TextDecoder().decode(content));
    const incomplete = rated.flatMap(({ vector }) => incompleteOf(vector));
    const right = rated.filter(({ vector, score }) => scoreOfVector(vector) === score).length;
    const refused = incomplete.filter((vector) => scoreOfVector(vector) === undefined).length;
    const wanted = figuresText(expected.total, incomplete.length);
    const ours = figuresText(right, refused);
    return { expected: wanted, ours, isEqual: wanted === ours, against: 'stated' };
  },
};

function ratedVectors(text: string): Rated[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const [, vector, score] = /^(CVSS:\S+) - \(?(\d+\.\d)[,) ]?/.exec(line) ?? [];
      if (vector === undefined || score === undefined) throw new Error(`no vector and score: ${line}`);
      return { vector, score: Number(score) };
    });
}

function incompleteOf(vector: string): string[] {
  const [version = '', ...metrics] = vector.split('/');
  const names = MANDATORY[version];
  if (!names) throw new Error(`no mandatory metrics known of ${vector}`);
  return names.map((name) => [version, ...metrics.filter((metric) => !metric.startsWith(`${name}:`))].join('/'));
}

const figuresText = (right: number, refused: number): string => `${right} rated right, ${refused} incomplete refused`;
