import { expect, test } from 'vitest';
import { problems } from '../src/address-form.ts';

test('accepts a whole address', () => {
  expect(problems({ name: 'Ada', street: 'Hauptstr. 1', postcode: '10115', country: 'DE' })).toEqual([]);
});

test('names a wrong postcode', () => {
  expect(problems({ name: 'Ada', street: 'Ring 1', postcode: '10115', country: 'AT' })).toHaveLength(1);
});
