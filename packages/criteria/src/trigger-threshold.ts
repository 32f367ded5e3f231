import type { PlanTrigger } from './plan.ts';

/** The figure of a trigger: percent, factor of the baseline, or milliseconds. */
export type Threshold = NonNullable<PlanTrigger['threshold']>;

/** Reads `5 %`, `2x`, `500ms`, `2s`; undefined for anything else. */
export function readThreshold(text: string): Threshold | undefined {
  const [, figure = '', unit = ''] = /^(\d{1,6}(?:\.\d{1,3})?)\s*(%|x|ms|s)$/.exec(text.trim()) ?? [];
  if (figure === '') return undefined;
  if (unit === 's') return { value: Number(figure) * 1000, unit: 'ms' };
  return { value: Number(figure), unit: unit as Threshold['unit'] };
}

/** `5 %`, `2x the baseline`, `500 ms`. */
export function thresholdText({ value, unit }: Threshold): string {
  return unit === 'x' ? `${value}x the baseline` : `${value} ${unit}`;
}

/** The figure of a trigger in the unit of another one; undefined when nothing is known that converts it. */
export function comparable({ threshold, text }: PlanTrigger, { unit }: Threshold): Threshold | undefined {
  if (!threshold || threshold.unit === unit) return threshold;
  if (unit !== 'x' || threshold.unit !== '%') return undefined;
  // `150 % of the baseline` is 1.5x; `50 % slower` is 1.5x as well.
  const isShare = /(?:%|percent)\s*(?:of|vs\.?|from)\b/i.test(text);
  return { value: threshold.value / 100 + (isShare ? 0 : 1), unit };
}
