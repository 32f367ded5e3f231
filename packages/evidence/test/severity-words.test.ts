import fc from 'fast-check';
import { severityOf, severityOfScore } from '../src/findings/severity-words.ts';

test.each([
  ['CRITICAL', 'critical'],
  ['Blocker', 'critical'],
  ['high', 'high'],
  ['Important', 'high'],
  ['major', 'high'],
  ['Medium', 'medium'],
  ['moderate', 'medium'],
  [' LOW ', 'low'],
  ['minor', 'low'],
  ['Info', 'info'],
  ['informational', 'info'],
  ['Negligible', 'info'],
  ['none', 'info'],
  ['', 'unknown'],
  [' ', 'unknown'],
  ['UNDEFINED', 'unknown'],
  ['unknown', 'unknown'],
  ['unscored', 'unknown'],
  ['error', 'unknown'],
  ['warning', 'unknown'],
  ['highest', 'unknown'],
  ['very high', 'unknown'],
  ['high,low', 'unknown'],
  ['ｈｉｇｈ', 'unknown'],
  ['high\u200b', 'unknown'],
  ['9.8', 'unknown'],
  ['__proto__', 'unknown'],
  ['constructor', 'unknown'],
  ['toString', 'unknown'],
])('the word %j is %s', (word, expected) => {
  expect(severityOf(word)).toBe(expected);
});

test.each([[undefined], [null], [0], [9.8], [true], [['high']], [{ toString: () => 'low' }]])(
  'what is no text is unknown: %j',
  (value) => {
    expect(severityOf(value)).toBe('unknown');
  },
);

test('a table of a reader comes first, with its own keys only', () => {
  const table = { error: 'high', low: 'info' } as const;
  expect(severityOf('ERROR', table)).toBe('high');
  expect(severityOf('low', table)).toBe('info');
  expect(severityOf('medium', table)).toBe('medium');
  expect(severityOf('constructor', table)).toBe('unknown');
  expect(severityOf('hasOwnProperty', Object.create({ hasownproperty: 'info' }))).toBe('unknown');
});

test.each([
  [10, 'critical'],
  [9, 'critical'],
  [8.99999, 'high'],
  [7, 'high'],
  [6.9999, 'medium'],
  [4, 'medium'],
  [3.9999, 'low'],
  [0.1, 'low'],
  [Number.MIN_VALUE, 'low'],
  [0, 'info'],
  [-0, 'info'],
  [-0.1, 'unknown'],
  [10.1, 'unknown'],
  [100, 'unknown'],
  [Number.NaN, 'unknown'],
  [Number.POSITIVE_INFINITY, 'unknown'],
])('the score %d is %s', (score, expected) => {
  expect(severityOfScore(score)).toBe(expected);
});

test('a higher score is never better', () => {
  const order = ['info', 'low', 'medium', 'high', 'critical'];
  const score = fc.double({ min: 0, max: 10, noNaN: true });
  fc.assert(
    fc.property(score, score, (a, b) => {
      const [low, high] = [Math.min(a, b), Math.max(a, b)].map((each) => order.indexOf(severityOfScore(each)));
      expect(low).toBeLessThanOrEqual(high as number);
    }),
  );
});

test('any text has a severity, and only words that are known one other than unknown', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const isWord = /^\s*[a-z]+\s*$/i.test(text);
      expect(severityOf(text) === 'unknown' || isWord).toBe(true);
    }),
  );
});
