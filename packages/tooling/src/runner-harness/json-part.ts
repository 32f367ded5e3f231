/**
 * What of a JSON value a scenario speaks of, in the shape of what it expects, so that one comparison
 * shows every difference: of an object the keys that are expected, of a list all elements.
 */
export function jsonPart(actual: unknown, expected: unknown): unknown {
  if (Array.isArray(actual) && Array.isArray(expected))
    return actual.map((one, index) => (index < expected.length ? jsonPart(one, expected[index]) : one));
  if (!isMap(actual) || !isMap(expected)) return actual;
  const known = Object.keys(expected).filter((key) => Object.hasOwn(actual, key));
  return Object.fromEntries(known.map((key) => [key, jsonPart(actual[key], expected[key])]));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
