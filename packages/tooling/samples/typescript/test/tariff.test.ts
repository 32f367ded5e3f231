import { expect, test } from 'vitest';
import { discount, price, refund } from '../src/tariff.ts';

test('prices by weight', () => {
  expect(price(900)).toBe(499);
  expect(price(4000, { insured: true, place: 'island' })).toBe(2449);
});

test('charges more abroad', () => {
  expect(price(900, { zone: 'union' })).toBe(898);
});

test('gives a discount from ten parcels', () => {
  expect(discount(1000, 10)).toBe(950);
});

test('refunds', () => {
  expect(refund(100)).toBe(-100);
});
