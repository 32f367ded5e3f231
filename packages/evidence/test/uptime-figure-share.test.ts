import { describe, expect, test } from '@jest/globals';
import {
  mergedSpans,
  secondsIn,
  shareOfPart,
  shareOfPercent,
  shareOfPercentNumber,
} from '../src/uptime/figure-share.ts';

describe('shares of percentages', () => {
  test.each([
    { text: '99.950', least: 99_949, most: 99_951, den: 100_000 },
    { text: '100.000', least: 99_999, most: 100_000, den: 100_000 },
    { text: '0', least: 0, most: 1, den: 100 },
    { text: ' 99.5 ', least: 994, most: 996, den: 1000 },
    { text: '99.12345678901234567890', least: 99_123_455, most: 99_123_457, den: 100_000_000 },
  ])('$text', ({ text, least, most, den }) => {
    expect(shareOfPercent(text)).toEqual({ least: { num: least, den }, most: { num: most, den } });
  });

  test.each(['', 'NaN', '100.001', '100.00000001', '101', '-1', '1e2', '99,5', '99.5 %', '100.000-99.987', '.5'])(
    'none: %j',
    (text) => {
      expect(shareOfPercent(text)).toBeUndefined();
    },
  );

  test.each([
    { value: 99.98, decimals: undefined, least: 9997, most: 9999, den: 10_000 },
    { value: 100, decimals: 3, least: 99_999, most: 100_000, den: 100_000 },
    { value: 99.046_295_166_015_62, decimals: 2, least: 9904, most: 9906, den: 10_000 },
    { value: 1e-7, decimals: undefined, least: 0, most: 1, den: 100_000_000 },
  ])('$value with $decimals decimals', ({ value, decimals, least, most, den }) => {
    expect(shareOfPercentNumber(value, decimals)).toEqual({ least: { num: least, den }, most: { num: most, den } });
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, -0.1, 100.1])('none: %d', (value) => {
    expect(shareOfPercentNumber(value)).toBeUndefined();
  });
});

describe('a share of a part', () => {
  const exact = (num: number, den: number) => ({ least: { num, den }, most: { num, den } });

  test.each([
    {
      name: 'all was seen',
      share: exact(9, 10),
      seconds: { asked: 100, seen: 100, of: 100 },
      least: [9, 10],
      most: [9, 10],
    },
    {
      name: 'half was seen',
      share: exact(9, 10),
      seconds: { asked: 100, seen: 50, of: 100 },
      least: [2, 5],
      most: [19, 20],
    },
    {
      name: 'nothing was down',
      share: exact(1, 1),
      seconds: { asked: 100, seen: 50, of: 50 },
      least: [1, 1],
      most: [1, 1],
    },
    {
      name: 'more may be down than was seen',
      share: exact(1, 10),
      seconds: { asked: 100, seen: 50, of: 100 },
      least: [0, 1],
      most: [11, 20],
    },
  ])('$name', ({ share, seconds, least, most }) => {
    expect(shareOfPart(share, seconds)).toEqual({
      least: { num: least[0], den: least[1] },
      most: { num: most[0], den: most[1] },
    });
  });
});

test('spans are cut to the window and united', () => {
  const spans = mergedSpans(
    [
      { from: 8000, to: 9000 },
      { from: 0, to: 2000 },
      { from: 1500, to: 3500 },
      { from: 9000, to: 99_000 },
      { from: 5000, to: 5000 },
    ],
    { from: 1000, to: 10_000 },
  );
  expect(spans).toEqual([
    { from: 1000, to: 3500 },
    { from: 8000, to: 10_000 },
  ]);
  expect(secondsIn(spans)).toBe(5);
});
