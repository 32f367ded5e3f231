/** One thing that is not as it must be. */
export interface Problem {
  readonly found: string;
  readonly expected: string;
  readonly isContradiction?: boolean;
}

/** Yields what is wrong with `value`; `at` is its place: `verdicts[2].outcome`. */
export type Shape = (value: unknown, at: string) => Iterable<Problem>;

/** Whether `value` is an object with keys. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A shape that one test decides. */
export function shapeOf(expected: string, accepts: (value: unknown) => boolean): Shape {
  return function* check(value, at) {
    if (!accepts(value)) yield { found: `${at} is ${describe(value)}`, expected };
  };
}

/** Any text, also an empty one. */
export const text = shapeOf('a text', (value) => typeof value === 'string');
export const flag = shapeOf('true or false', (value) => typeof value === 'boolean');
export const integer = shapeOf(
  'a whole number of 0 or more',
  (value) => Number.isSafeInteger(value) && (value as number) >= 0,
);
/** An instant after reading: a number; what is still a text was none. */
export const instant = shapeOf(
  'an ISO 8601 date or time',
  (value) => typeof value === 'number' && Number.isFinite(value),
);

/** One of the given words or numbers. */
export function oneOf(...choices: readonly (string | number)[]): Shape {
  return shapeOf(choices.join(' or '), (value) => choices.some((choice) => choice === value));
}

/** The shape, or no such key. */
export function optional(shape: Shape): Shape {
  return (value, at) => (value === undefined ? [] : shape(value, at));
}

/** The shape, or null. */
export function nullable(shape: Shape): Shape {
  return (value, at) => (value === null ? [] : shape(value, at));
}

/** A list whose every element has the shape. */
export function listOf(shape: Shape): Shape {
  return function* check(value, at) {
    if (!Array.isArray(value)) yield { found: `${at} is ${describe(value)}`, expected: 'a list' };
    else for (const [index, element] of value.entries()) yield* shape(element, `${at}[${index}]`);
  };
}

/** An object with these keys; other keys are not looked at. */
export function objectOf(shapes: Readonly<Record<string, Shape>>): Shape {
  return function* check(value, at) {
    if (!isRecord(value)) yield { found: `${at} is ${describe(value)}`, expected: 'an object' };
    else
      for (const [key, shape] of Object.entries(shapes))
        yield* shape(Object.hasOwn(value, key) ? value[key] : undefined, `${at}.${key}`);
  };
}

/** An object whose every value has the shape, whatever the keys. */
export function recordOf(shape: Shape): Shape {
  return function* check(value, at) {
    if (!isRecord(value)) yield { found: `${at} is ${describe(value)}`, expected: 'an object' };
    else for (const [key, one] of Object.entries(value)) yield* shape(one, `${at}.${key}`);
  };
}

function describe(value: unknown): string {
  if (value === undefined) return 'absent';
  if (typeof value === 'object') return value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object';
  return JSON.stringify(value).slice(0, 60);
}
