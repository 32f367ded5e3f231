import { expect, test } from 'vitest';
import { add, total } from '../src/cart.ts';
import { freeShippingHint, priceLabel } from '../src/price-label.ts';

test('adds up', () => {
  const cart = add(add([], { sku: 'tea', cents: 450, quantity: 1 }), { sku: 'tea', cents: 450, quantity: 2 });
  expect(total(cart)).toBe(1350);
});

test('writes a price', () => {
  expect(priceLabel(1350)).toBe('€13.50');
});

test('hints at free shipping', () => {
  expect(freeShippingHint(4000)).toBe('€10.00 to free shipping');
});
