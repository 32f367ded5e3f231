import * as v from 'valibot';
import { parseDuration } from '../duration.ts';

/** A span such as `24h` or `7d`, in milliseconds. */
export const durationParam = v.pipe(
  v.string(),
  v.rawTransform<string, number>(({ dataset, addIssue, NEVER }) => {
    const span = parseDuration(dataset.value);
    if (span !== undefined) return span;
    addIssue({ message: 'a span such as 24h or 7d' });
    return NEVER;
  }),
);

/** How long a finding may be waived at most: a span, or `never`, which is 0. */
export const waivableParam = v.union([
  v.pipe(
    v.literal('never'),
    v.transform(() => 0),
  ),
  durationParam,
]);
