import { expect, test } from 'vitest';
import { label, printAll } from '../src/label printer.ts';

test('names the street', () => {
  expect(label({ name: 'Ada', street: 'Baker Street 1' })).toBe('Ada\nBaker Street 1');
});

test('marks bulky parcels', () => {
  expect(label({ name: 'Ada', street: 'Baker Street 1', size: '1300x20x20' })).toContain('BULKY');
});

test('prints every label', async () => {
  const printed: string[] = [];
  await printAll([{ name: 'Ada', street: 'Baker Street 1' }], async (text) => void printed.push(text));
  expect(printed).toHaveLength(1);
});
