import type { SampleError } from './problem-list.ts';

const STATES: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  [1, true],
  ['true', true],
  ['1', true],
  ['up', true],
  [false, false],
  [0, false],
  ['false', false],
  ['0', false],
  ['down', false],
]);

/** Whether a sample was up: of true and false, 1 and 0, `up` and `down`, in any case. Throws E_BAD_SAMPLE for anything else; nothing is guessed. */
export function sampleState(value: unknown, error: SampleError): boolean {
  const isUp = STATES.get(typeof value === 'string' ? value.trim().toLowerCase() : value);
  if (isUp !== undefined) return isUp;
  const found =
    value === undefined ? 'a sample that does not say whether it was up' : JSON.stringify(value).slice(0, 60);
  throw error('E_BAD_SAMPLE', found, 'true or false, 1 or 0, "up" or "down"');
}
