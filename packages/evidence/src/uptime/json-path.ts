import { ConfigurationError } from '@maturity-actions/criteria';
import { isObject } from '../text/json.ts';

/** One step into a document: a key, a place in a list (from its end when negative), or all elements. */
type Step = string | number | typeof ALL;

const ALL = Symbol('all elements');

/** Where in a JSON document something is. */
export interface JsonPath {
  readonly text: string;
  readonly steps: readonly Step[];
  /** Whether it may lead to several places. */
  readonly isMany: boolean;
}

const STEP =
  /\.([\p{L}_][\p{L}\p{N}_-]*)|\[\s*(-?\d{1,9})\s*\]|\[\s*'((?:[^'\\]|\\['\\])*)'\s*\]|\[\s*"((?:[^"\\]|\\["\\])*)"\s*\]|(\[\s*\*\s*\]|\.\*)/uy;

const SUPPORTED = "a path of `.name`, `['name']`, `[0]`, `[-1]` and `[*]` behind `$`";

/**
 * Reads a path, `$.monitors[0].availability`: a part of RFC 9535. Throws ConfigurationError E_BAD_INPUT for
 * anything else; filters, slices and `..` among it. Source: RFC 9535, 2.3; names may have hyphens as well.
 */
export function readJsonPath(query: string, input: string): JsonPath {
  const text = query.trim();
  const steps: Step[] = [];
  let at = 1;
  for (STEP.lastIndex = at; text[0] === '$' && at < text.length; at = STEP.lastIndex) {
    const match = STEP.exec(text);
    if (!match) break;
    steps.push(stepOf(match));
  }
  if (text[0] === '$' && at === text.length) return { text, steps, isMany: steps.includes(ALL) };
  const rest = text[0] === '$' ? text.slice(at, at + 40) : text.slice(0, 40);
  throw new ConfigurationError({
    code: 'E_BAD_INPUT',
    where: `input ${input}`,
    found: `${JSON.stringify(text.slice(0, 120))}, of which ${JSON.stringify(rest)} cannot be read`,
    expected: SUPPORTED,
    fix: `Example: ${input}: $.monitors[0].availability`,
  });
}

function stepOf([, name, index, single, double]: RegExpExecArray): Step {
  if (index !== undefined) return Number(index);
  return name ?? (single ?? double)?.replace(/\\(.)/g, '$1') ?? ALL;
}

/** What is there, in the order of the document; nothing when the path leads nowhere. */
export function selectJson(document: unknown, { steps }: JsonPath): unknown[] {
  return steps.reduce<unknown[]>((values, step) => values.flatMap((value) => childrenOf(value, step)), [document]);
}

function childrenOf(value: unknown, step: Step): readonly unknown[] {
  if (Array.isArray(value)) {
    if (step === ALL) return value;
    const index = typeof step === 'number' ? (step < 0 ? value.length + step : step) : -1;
    return index >= 0 && index < value.length ? [value[index]] : [];
  }
  if (!isObject(value)) return [];
  if (step === ALL) return Object.values(value);
  return typeof step === 'string' && Object.hasOwn(value, step) ? [value[step]] : [];
}
