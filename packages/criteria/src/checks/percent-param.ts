import * as v from 'valibot';
import { type Percent, parsePercent } from '../ratio.ts';

/** A share in percent from 0 to 100, kept as the exact decimal it is written as. */
export const percentParam = v.pipe(
  v.union([v.number(), v.string()]),
  v.rawTransform<number | string, Percent>(({ dataset, addIssue, NEVER }) => {
    const percent = parsePercent(dataset.value);
    if (percent) return percent;
    addIssue({ message: 'a percentage from 0 to 100 such as 80 or 79.5' });
    return NEVER;
  }),
);
