import type { Severity } from '@maturity-actions/criteria';

const WORDS: Readonly<Record<string, Severity>> = {
  critical: 'critical',
  blocker: 'critical',
  high: 'high',
  important: 'high',
  major: 'high',
  medium: 'medium',
  moderate: 'medium',
  low: 'low',
  minor: 'low',
  info: 'info',
  informational: 'info',
  information: 'info',
  negligible: 'info',
  none: 'info',
  trace: 'info',
};

/**
 * A severity word of any tool on our scale, in any case. A word that nobody knows, an empty one or
 * no text at all is `unknown`, never dropped. Words whose meaning differs between tools (`error`,
 * `warning`) are for each reader to translate: `table` comes first.
 */
export function severityOf(word: unknown, table: Readonly<Record<string, Severity>> = {}): Severity {
  if (typeof word !== 'string') return 'unknown';
  const key = word.trim().toLowerCase();
  if (Object.hasOwn(table, key)) return table[key] as Severity;
  return Object.hasOwn(WORDS, key) ? (WORDS[key] as Severity) : 'unknown';
}

/**
 * Severity of a CVSS base score by the bands of CVSS v3.1 and v4.0: 0 info, to 3.9 low, to 6.9 medium,
 * to 8.9 high, to 10 critical. Outside of 0 to 10, or no number: unknown.
 */
export function severityOfScore(score: number): Severity {
  if (!(score >= 0 && score <= 10)) return 'unknown';
  if (score >= 9) return 'critical';
  if (score >= 7) return 'high';
  if (score >= 4) return 'medium';
  return score > 0 ? 'low' : 'info';
}
