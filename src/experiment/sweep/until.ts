import { z } from 'zod';
import { settings as only } from '../settings-form.js';

/** When an adaptive sweep stops: each combination where its interval is narrow, or all where only some combinations are left. */
export type Until = { readonly interval: number } | { readonly left: number };

/** The form of `until` in a sweep file. */
export function untilForm() {
  return only({
    interval: z
      .number()
      .min(0.001)
      .max(1)
      .optional()
      .describe('a combination stops when the 95 % interval of its mean final steps is within this share of the mean'),
    left: z
      .int()
      .min(1)
      .optional()
      .describe('after each round the worse half of the combinations is dropped, until so many are left'),
  }).refine(
    ({ interval, left }) => (interval === undefined) !== (left === undefined),
    'expected either interval, as in { interval: 0.1 }, or left, as in { left: 3 }',
  ); // prettier-ignore
}

/** What was written, as one of the two. */
export function untilOf(written: z.infer<ReturnType<typeof untilForm>>): Until {
  const { interval, left } = written;
  return interval === undefined ? { left: left! } : { interval };
}
