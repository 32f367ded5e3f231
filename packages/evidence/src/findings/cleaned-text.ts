import { cutText, type PackageName, plainText, type Suppression } from '@maturity-actions/criteria';
import { isAboutSecrets } from './secret-text.ts';

/** Longest texts of a finding, in UTF-16 units. */
export const LONGEST_TITLE = 300;
export const LONGEST_NAME = 200;
export const LONGEST_PATH = 1000;

/** What is made of the name of a rule. */
export interface RuleName {
  readonly rule: string;
  /** Of a finding that has no other one. */
  readonly ids: readonly string[];
  readonly isAboutSecrets: boolean;
}

/** What is made of the name of a rule as a report writes it. */
export function ruleName(name: string): RuleName {
  const rule = cleaned(name, LONGEST_NAME) || 'unnamed';
  return { rule, ids: [rule], isAboutSecrets: isAboutSecrets(rule) };
}

/** All ids, the rule first, each once. */
export function idsOf(rule: string, ids: readonly string[]): readonly string[] {
  return [...new Set([rule, ...ids.map((id) => cleaned(id, LONGEST_NAME)).filter((id) => id !== '')])];
}

/** Untrusted text as one visible line of at most `longest` UTF-16 units. */
export function cleaned(text: string, longest: number): string {
  // Cut first: a megabyte of message is not worth cleaning.
  return cutText(plainText(text.slice(0, longest * 4)).trim(), longest);
}

/** A suppression that has a reason. */
export function cleanSuppression({ kind, reason }: Suppression): Suppression {
  return { kind, reason: cleaned(reason, LONGEST_TITLE) || 'no reason' };
}

/** A package whose ecosystem is in lower case; what is not said is absent. */
export function cleanPackage({ ecosystem, name, version }: PackageName): PackageName {
  return {
    ...(ecosystem ? { ecosystem: cleaned(ecosystem, LONGEST_NAME).toLowerCase() } : {}),
    name: cleaned(name, LONGEST_NAME),
    ...(version ? { version: cleaned(version, LONGEST_NAME) } : {}),
  };
}
