import type { Plan, PlanBlock } from './plan.ts';
import { placeIn } from './plan-text.ts';

/** A word that a plan names as a feature flag. */
export interface PlanFlag {
  readonly name: string;
  readonly line: number;
  readonly column?: number;
}

/** A name that programs use: `checkout-v2`, `NEW_CHECKOUT`, `newCheckout`, `shop.checkout.v2`. */
const NAME = /^[A-Za-z][A-Za-z0-9]*(?:[-_.:][A-Za-z0-9]+)+$|^[a-z]+(?:[A-Z][a-z0-9]*)+$/;
/** Such names that are something else: files, hosts, and what a flag is set to. */
const OTHER =
  /\.(?:ya?ml|json|toml|md|py|[jt]sx?|sh|env|com|net|org|io|dev|conf|ini|txt)$|^(?:feature|kill|roll|release|opt|turn|switch)[-_](?:flags?|toggles?|switch(?:es)?|gates?|backs?|outs?|in|off|on)$|^(?:e\.g|i\.e|read-only|on-call|re-enable|no-op)$/i;
const CONSTANT = /(?<![\w./$-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w./-])/g;
const OPTION = /\s--(?:flag|flag-key|feature|feature-flag|toggle|key)[= ]["']?([A-Za-z][\w.:-]{1,80})/g;

/**
 * The feature flags that a plan names where it speaks of flags, each once, in reading order: code spans
 * that look like names, constants, and what commands give as the flag.
 */
export function flagsOf(plan: Plan): PlanFlag[] {
  const seen = new Set<string>();
  return plan.flags.flatMap(({ block }) => {
    const own = plan.blocks[block] as PlanBlock;
    const commands = plan.commands.length === 0 ? '' : own.text;
    const names = [
      ...spanNames(own),
      ...matches(own.kind === 'code' ? '' : own.text, CONSTANT),
      ...matches(commands, OPTION),
    ];
    return names.flatMap((name): PlanFlag[] => {
      if (seen.has(name)) return [];
      seen.add(name);
      return [{ name, ...placeIn(plan, block, name) }];
    });
  });
}

function spanNames({ spans, kind }: PlanBlock): string[] {
  if (kind === 'code') return [];
  return spans.flatMap(({ kind: own, text }) => {
    // `NEW_CHECKOUT=false` sets the flag.
    const name = own === 'code' ? text.replace(/\s?[=:]\s?["']?[\w.-]{0,40}["']?$/, '') : '';
    return name.length <= 80 && NAME.test(name) && !OTHER.test(name) ? [name] : [];
  });
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.slice(0, 20_000).matchAll(pattern)]
    .map(([whole, name]) => name ?? whole)
    .filter((name) => !OTHER.test(name));
}
