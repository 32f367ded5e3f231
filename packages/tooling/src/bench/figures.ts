import type { Cost } from './measure.ts';

/** Time and peak of a program, as two cells of a table. */
export function costCells({ wallMs, peakMb }: Cost): string[] {
  return [`${(wallMs / 1000).toFixed(3)} s`, mb(peakMb)];
}

/** `200.0 MB`, of 10^6 bytes. */
export function mb(megabytes: number): string {
  return `${megabytes.toFixed(1)} MB`;
}

/** `12.3 kB`, of 10^3 bytes. */
export function kb(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

/** `2.34x`. */
export function times(ratio: number): string {
  return `${ratio.toFixed(2)}x`;
}

/** Whether a budget is met; a miss is to be seen in a long table. */
export function yesNo(isMet: boolean): string {
  return isMet ? 'yes' : 'NO';
}
