import { nearest } from '@maturity-actions/criteria';

test.each([
  { name: 'a missing letter', word: 'staing', among: ['development', 'staging'], expected: 'staging' },
  { name: 'two letters swapped', word: 'levle', among: ['model', 'level'], expected: 'level' },
  { name: 'another case', word: 'OWNER', among: ['owner'], expected: 'owner' },
  { name: 'the beginning of a word', word: 'prod', among: ['poc', 'production'], expected: 'production' },
  { name: 'nothing close', word: 'banana', among: ['level', 'model'], expected: undefined },
  { name: 'one letter is too little to guess from', word: '5', among: ['1', '2'], expected: undefined },
  { name: 'no candidates', word: 'level', among: [], expected: undefined },
  { name: 'a word of 100,000 letters', word: 'x'.repeat(100_000), among: ['level'], expected: undefined },
])('$name', ({ word, among, expected }) => {
  expect(nearest(word, among)).toBe(expected);
});
