import { z } from 'zod';
import type { Polarity } from '../vcm/response-curve.js';

/** How far beyond its window, in units of the window, a knot of a free curve may lie. */
const OUTSIDE = 10;

/** The free curve of one polarity: straight lines between knots. SET rises with its pulses and RESET falls. */
export const knotsForm = z.object({
  /** SET or RESET pulses applied at each knot, from 0 to N */
  pulses: z.array(z.number().nonnegative()).min(2),
  /** weight at each knot, (G − G0)/(G1 − G0) */
  weights: z.array(
    z
      .number()
      .min(-OUTSIDE)
      .max(1 + OUTSIDE),
  ),
  /** standard deviation of the readings about the curve, in units of the window */
  sigma: z.number().nonnegative(),
});

/** The free curve of one polarity, as a device file holds it. */
export type Knots = z.infer<typeof knotsForm>;

/** The family that draws a branch best, and the root mean square of what it leaves in every cycle, in units of the window. */
export const familyForm = z.object({ name: z.string().min(1), misfit: z.number().nonnegative() });

/** What a free curve must be beside its form, as a sentence; undefined if it is. @param last N of its polarity */
export function knotsFault(
  { pulses, weights }: Pick<Knots, 'pulses' | 'weights'>,
  polarity: Polarity,
  last: number,
): string | undefined {
  if (weights.length !== pulses.length)
    return `must have as many weights as pulses (got ${weights.length} and ${pulses.length})`;
  if (pulses[0] !== 0 || pulses.at(-1) !== last || pulses.some((pulse, k) => pulse <= pulses[k - 1]))
    return `must have pulses that rise from 0 to ${last}`;
  const sign = polarity === 'set' ? 1 : -1;
  if (weights.some((weight, k) => sign * weight < sign * weights[k - 1]))
    return `must have weights that never ${sign > 0 ? 'fall' : 'rise'}`;
  return sign * weights.at(-1)! > sign * weights[0] ? undefined : 'must have two different weights';
}
