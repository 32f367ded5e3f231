import type { FindingCategory } from '@maturity-actions/criteria';
import { kindsOf } from './scanner-catalog.ts';

/** Ids of advisories within a text; global, for `match`. */
export const ADVISORY =
  /\b(?:CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3}|PYSEC-\d{4}-\d+|RUSTSEC-\d{4}-\d{4}|GO-\d{4}-\d{4,})/gi;

/**
 * The category of a result whose format has none (SARIF, code-scanning alerts): by the tags that
 * Trivy and others give their rules, by the rule's id, by what the tool looks at. `tags` in lower case.
 */
export function categoryOf(tool: string, rule: string, tags: readonly string[]): FindingCategory {
  const kinds = kindsOf(tool);
  if (kinds.length === 1 && kinds[0] === 'secrets') return 'secret';
  if (tags.includes('secret') || tags.includes('secrets')) return 'secret';
  if (tags.includes('license')) return 'license';
  if (tags.includes('misconfiguration')) return 'misconfiguration';
  if (tags.includes('vulnerability') || rule.search(ADVISORY) >= 0) return 'dependency';
  if (kinds[0] === 'infrastructure' || kinds[0] === 'containers') return 'misconfiguration';
  return kinds[0] === 'dast' ? 'web' : 'code';
}
