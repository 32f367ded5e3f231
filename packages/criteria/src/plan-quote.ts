import { cutText, plainText } from './plain-text.ts';
import type { Plan } from './plan.ts';
import type { PlanProblem } from './plan-rule.ts';
import { maskSecrets } from './plan-secrets.ts';

/** What is said of one line, worked out once: a line of 1 MB may have thousands of problems. */
interface KnownLine {
  quote?: string;
  hash?: string;
}

const known = new WeakMap<readonly string[], Map<number, KnownLine>>();

function lineOf({ lines }: Plan, line: number): KnownLine {
  const ofFile = known.get(lines) ?? new Map<number, KnownLine>();
  known.set(lines, ofFile);
  const facts = ofFile.get(line) ?? {};
  ofFile.set(line, facts);
  return facts;
}

const LONGEST_QUOTE = 200;

/** The line as it is shown with a problem: one visible line, cut, without secrets. */
export function quoteOf(plan: Plan, { line, quote }: PlanProblem): string {
  if (quote !== undefined) return shown(quote);
  const facts = lineOf(plan, line);
  facts.quote ??= shown(maskSecrets(plan.lines[line - 1] ?? ''));
  return facts.quote;
}

function shown(text: string): string {
  return cutText(plainText(text).trim(), LONGEST_QUOTE);
}

/** Stays the same across runs while the line does. Several problems of a rule on lines that are alike have the same. */
export function fingerprintOf(plan: Plan, rule: string, line: number): string {
  const part = plan.sectionTitle === undefined ? '' : `#${cutText(plainText(plan.sectionTitle), 80)}`;
  const facts = lineOf(plan, line);
  facts.hash ??= hash((plan.lines[line - 1] ?? '').trim());
  return `plan:${plan.path}${part}:${rule}:${facts.hash}`;
}

/** FNV-1a, 32 bits, as hex: tells lines apart, and quotes none. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return (value >>> 0).toString(16).padStart(8, '0');
}
