import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { STATEMENT_WORDS } from '../src/plan/statement-words.ts';
import { TEST_WORDS } from '../src/plan/test-words.ts';
import { TRIGGER_WORDS } from '../src/plan/trigger-words.ts';
import { wordSets } from '../src/plan/word-sets.ts';

const SETS = wordSets({
  back: ['roll back', 'rücksetz', '回滚'],
  look: ['look', 'roll', 'no '],
  sign: ['/health', '5xx'],
});
const { back, look, sign } = SETS.bit;

describe('words of several sets', () => {
  test.each<[string, number]>([
    ['', 0],
    ['nothing of it', 0],
    ['roll back', back | look],
    ['rolling', look],
    ['unroll back', 0],
    ['un-roll back', back | look],
    ['2roll', 0],
    ['яroll', 0],
    ['𝐀roll', 0],
    ['😀roll', look],
    ['rucksetzen', back],
    ['请立即回滚版本', back],
    ['there is no way', look],
    ['there is no', look],
    ['get /health', sign],
    ['a/health', 0],
    ['x 5xx', sign],
    ['rol', 0],
  ])('%j', (text, expected) => {
    expect(SETS.find(text)).toBe(expected);
  });

  test('at the start only', () => {
    expect(SETS.findAtStart('roll the back')).toBe(look);
    expect(SETS.findAtStart('to roll back')).toBe(0);
    expect(SETS.findAtStart('')).toBe(0);
  });

  test('more sets than there are bits are refused', () => {
    const many = Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`set ${index}`, ['word']]));
    expect(() => wordSets(many)).toThrow(RangeError);
  });
});

/** The same question, asked of one pattern for each set. */
function patternOf(list: readonly string[]): RegExp {
  const quoted = list.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'));
  const han = quoted.filter((word) => /\p{Script=Han}/u.test(word));
  const spelled = quoted.filter((word) => !han.includes(word));
  return new RegExp([...han, `(?<![\\p{L}\\p{N}])(?:${spelled.join('|')})`].join('|'), 'u');
}

test('the sets of a plan are found as patterns find them', () => {
  const lists: Readonly<Record<string, readonly string[]>> = { ...STATEMENT_WORDS, ...TRIGGER_WORDS, ...TEST_WORDS };
  const sets = wordSets(lists);
  // Words as they are written here are folded, so that the patterns need not fold them.
  const names = Object.keys(lists).filter((name) => lists[name]?.every((word) => word.normalize('NFD') === word));
  expect(names.length).toBeGreaterThan(5);
  const words = Object.values(lists).flat();
  const piece = fc.oneof(
    fc.constantFrom(...words),
    fc.constantFrom(...words).map((word) => word.slice(0, -1)),
    fc.constantFrom(' ', '-', '.', 'a', '7', 'я', '当', '𝐀', '😀'),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('');
      const found = names.filter((name) => (sets.find(text) & (sets.bit[name] as number)) !== 0);
      expect(found).toEqual(names.filter((name) => patternOf(lists[name] as readonly string[]).test(`${text} `)));
    }),
  );
});
