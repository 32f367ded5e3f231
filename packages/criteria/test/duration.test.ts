import { formatSeconds } from '@maturity-actions/criteria';

test.each([
  [0, '0 s'],
  [0.9, '0 s'],
  [45, '45 s'],
  [60, '1 m'],
  [3024, '50 m 24 s'],
  [4800, '1 h 20 m'],
  [3601, '1 h 1 s'],
  [-744, '12 m 24 s'],
  [86_399, '23 h 59 m 59 s'],
  [86_400, '1 d'],
  [86_459, '1 d'],
  [273_159, '3 d 3 h 52 m'],
])('%d seconds are %s', (seconds, text) => expect(formatSeconds(seconds)).toBe(text));
