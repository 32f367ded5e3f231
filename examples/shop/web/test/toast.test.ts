import { expect, test } from 'vitest';
import { show, visible } from '../src/toast.ts';

test('shows a toast', () => {
  show('Added to your cart', 0);
  expect(visible(1000)).toEqual(['Added to your cart']);
});
