import fc from 'fast-check';
import { jsonHead } from '../src/text/json-head.ts';

describe('what a document begins with', () => {
  test.each([
    { head: '{"a": 1}', root: 'object', isEmpty: false },
    { head: ' \r\n[1]', root: 'list', isEmpty: false },
    { head: 'null', root: 'null', isEmpty: true },
    { head: ' null\n', root: 'null', isEmpty: true },
    { head: '{}', root: 'object', isEmpty: true },
    { head: '[ \n]\n', root: 'list', isEmpty: true },
    { head: '{', root: 'object', isEmpty: false },
    { head: '[', root: 'list', isEmpty: false },
    { head: '[]]', root: 'list', isEmpty: false },
    { head: '{} {}', root: 'object', isEmpty: false },
    { head: '[null]', root: 'list', isEmpty: false },
  ])('$head', ({ head, root, isEmpty }) => {
    expect(jsonHead(head)).toMatchObject({ root, isEmpty });
  });

  test.each([
    '',
    ' ',
    'nul',
    'nullx',
    'null null',
    'true',
    '1',
    '"text"',
    '<html>',
    '# {}',
    'nothing',
    '(',
    '}',
    ']',
    '\u0000{}',
  ])('%j is no JSON document that a tool writes', (head) => {
    expect(jsonHead(head)).toBeUndefined();
  });
});

describe('places', () => {
  const head =
    '{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "a \\"b\\"", "rules": [{"id": "R1"}, {"id": "R2"}]}}, "results": []}], "n": null, "deep": [[["x"]]], "a.b": 1}';
  const shape = jsonHead(head);

  test.each([
    { place: 'version', expected: true },
    { place: 'runs', expected: true },
    { place: 'runs[]', expected: true },
    { place: 'runs[].tool.driver.rules[].id', expected: true },
    { place: 'runs[].results', expected: true },
    { place: 'runs[].results[]', expected: false },
    { place: 'n', expected: true },
    { place: 'deep[][][]', expected: true },
    { place: 'tool', expected: false },
    { place: 'driver', expected: false },
    { place: '2.1.0', expected: false },
    { place: 'run', expected: false },
    { place: '', expected: false },
    { place: 'constructor', expected: false },
    { place: '__proto__', expected: false },
  ])('$place: $expected', ({ place, expected }) => {
    expect(shape?.has(place)).toBe(expected);
  });

  test('all of them have to be there', () => {
    expect(shape?.has('version', 'runs')).toBe(true);
    expect(shape?.has('version', 'results')).toBe(false);
    expect(shape?.has()).toBe(true);
  });

  test('any may fit a pattern', () => {
    expect(shape?.matches(/^runs\[\]\.tool/)).toBe(true);
    expect(shape?.matches(/^tool/)).toBe(false);
  });

  test('the first text of a place', () => {
    expect(shape?.text('version')).toBe('2.1.0');
    expect(shape?.text('runs[].tool.driver.rules[].id')).toBe('R1');
    expect(shape?.text('n')).toBeUndefined();
    expect(shape?.text('runs')).toBeUndefined();
  });

  test('names that objects inherit are names', () => {
    const odd = jsonHead('{"__proto__": {"constructor": "x"}}');
    expect(odd?.has('__proto__', '__proto__.constructor')).toBe(true);
    expect(odd?.text('__proto__.constructor')).toBe('x');
    expect(jsonHead('{}')?.has('__proto__')).toBe(false);
    expect(jsonHead('{}')?.text('toString')).toBeUndefined();
  });

  test('texts are no keys, and brackets in texts open nothing', () => {
    const tricky = jsonHead('{"a": "runs\\": [{", "b": ["c", {"d": ":"}]}');
    expect(tricky?.has('runs')).toBe(false);
    expect(tricky?.has('a', 'b[].d')).toBe(true);
    expect(tricky?.has('c')).toBe(false);
  });
});

describe('a stream of values', () => {
  test.each([
    { head: '{"a": 1}\n{"a": 2}', expected: true },
    { head: '{"a": 1}{', expected: true },
    { head: '[1] [2]', expected: true },
    { head: '{"a": 1}\n', expected: false },
    { head: '{"a": {"b": 1}', expected: false },
    { head: '{"a": 1} oops', expected: false },
    { head: '[{"a": 1}, {"a": 2}]', expected: false },
  ])('$head: $expected', ({ head, expected }) => {
    expect(jsonHead(head)?.isStream).toBe(expected);
  });

  test('only its first value has places', () => {
    expect(jsonHead('{"a": 1}\n{"b": 2}')?.has('b')).toBe(false);
  });
});

test('a head that is cut anywhere has places of the document only', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), fc.boolean(), (value, cut, isPretty) => {
      const text = JSON.stringify({ value, list: [value] }, null, isPretty ? 1 : 0);
      const places = placesOf({ value: JSON.parse(text).value, list: JSON.parse(text).list });
      const shape = jsonHead(text.slice(0, cut % (text.length + 1)));
      shape?.matches({ test: (place: string) => void expect(places).toContain(place) } as unknown as RegExp);
      for (const place of places) expect(jsonHead(text)?.has(place)).toBe(true);
    }),
  );
});

/** Every place of a value, as keys are written. */
function placesOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((each) => [`${path}[]`, ...placesOf(each, `${path}[]`)]);
  return Object.entries(value).flatMap(([key, each]) => {
    const written = JSON.stringify(key).slice(1, -1);
    const place = path === '' ? written : `${path}.${written}`;
    return [place, ...placesOf(each, place)];
  });
}

test('hostile heads take no time', () => {
  const started = performance.now();
  for (const head of [
    '{"'.repeat(4096),
    '['.repeat(8192),
    '"\\'.repeat(4096),
    '{"a":'.repeat(1600),
    ' '.repeat(8192),
    `{"${'\\'.repeat(8000)}`,
  ]) {
    const shape = jsonHead(head);
    shape?.has('a.b.c');
  }
  expect(performance.now() - started).toBeLessThan(2000);
});
