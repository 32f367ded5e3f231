import type { Report } from '@maturity-actions/criteria';
import { planFindings } from './sarif-plans.ts';
import { securityFindings } from './sarif-security.ts';

/** One finding as code scanning takes it, whatever measured it. Texts are not escaped yet. */
export interface SarifFinding {
  readonly rule: SarifRule;
  readonly level: SarifLevel;
  readonly message: string;
  readonly region: { readonly startLine: number; readonly startColumn?: number; readonly endLine?: number };
  readonly fingerprint: string;
  /** CVSS-like rating in a string, of what is a risk. */
  readonly score?: string | undefined;
  /** Who accepts it, the source itself or somebody outside of it, and why; empty when nobody says. */
  readonly suppression?: { readonly kind: 'inSource' | 'external'; readonly justification: string };
}

export type SarifLevel = 'error' | 'warning' | 'note';

/** What a result is an example of. */
export interface SarifRule {
  readonly id: string;
  readonly title: string;
  /** Why, for people who look the rule up. */
  readonly help?: string | undefined;
  readonly url?: string | undefined;
  readonly tags: readonly string[];
}

/** A finding on its way into the file. Described only when it is among the results: there may be 100,000. */
export interface SarifCandidate {
  /** Relative to the judged folder; absent when it is in no file of it. */
  readonly path?: string | undefined;
  /** 0 is shown first. */
  readonly importance: number;
  describe(): SarifFinding;
}

/** Everything that was measured; undefined when nothing was, which is not the same as no finding. */
export function sarifCandidates({ measurements }: Report): readonly SarifCandidate[] | undefined {
  const { security, plan } = measurements;
  if (!security && !plan) return undefined;
  return [...(security ? securityFindings(security) : []), ...(plan ? planFindings(plan) : [])];
}
