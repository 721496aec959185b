import type { RandomStream } from '../../src/core/random-stream.js';
import { bootstrapInterval } from '../fitting/bootstrap-interval.js';
import { FEWEST_UNITS } from '../fitting/split-noise.js';

/** A number, and its 95 % interval where there are enough independent units (cycles or devices). */
export interface Estimate {
  value: number;
  interval?: [number, number];
}

/** Estimates of several numbers from independent units, with intervals by resampling the units. @param of the numbers as units give them */
export function estimates<Unit>(
  units: readonly Unit[],
  of: (units: readonly Unit[]) => number[],
  random: RandomStream,
  resamples = 400,
): Estimate[] {
  const values = of(units);
  if (units.length < FEWEST_UNITS) return values.map((value) => ({ value }));
  const drawn = Array.from({ length: resamples }, () =>
    of(units.map(() => units[random.below(units.length)])),
  );
  return values.map((value, k) => {
    const seen = drawn.map((sample) => sample[k]);
    return { value, interval: bootstrapInterval(value, seen, units.length) };
  });
}
