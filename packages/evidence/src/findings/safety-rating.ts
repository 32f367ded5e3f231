import { isObject } from '../text/json.ts';
import { objectOrEmpty, texts } from './fields.ts';
import type { RawFinding } from './findings-report.ts';
import { severityOf } from './severity-words.ts';

/**
 * The rating in safety's CVSS objects `{base_score, base_severity, vector_string}`: CVSS 3, else CVSS 2,
 * which has no word. Unknown without either; a score of 0 stands for one that is not there.
 */
export function safetyRating(cvss3: unknown, cvss2: unknown): Pick<RawFinding, 'severity' | 'score' | 'vectors'> {
  const rating = isObject(cvss3) ? cvss3 : objectOrEmpty(cvss2);
  const score = rating.base_score;
  return {
    severity: severityOf(rating.base_severity),
    vectors: texts([rating.vector_string]),
    ...(typeof score === 'number' && score > 0 ? { score } : {}),
  };
}
