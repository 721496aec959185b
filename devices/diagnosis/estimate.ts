import type { RandomStream } from '../../src/core/random-stream.js';
import { bootstrapInterval, MINIMUM_UNITS } from '../fitting/bootstrap-interval.js';

/** A number, and its 95 % interval if there are enough independent units (cycles or devices). */
export interface Estimate {
  value: number;
  interval?: [number, number];
}

/** Estimates of several numbers from independent units, with intervals by resampling the units. @param numbersOf gives the numbers of some units */
export function estimates<Unit>(
  units: readonly Unit[],
  numbersOf: (units: readonly Unit[]) => number[],
  random: RandomStream,
  resamples = 400,
): Estimate[] {
  const values = numbersOf(units);
  if (units.length < MINIMUM_UNITS) return values.map((value) => ({ value }));
  const drawn = Array.from({ length: resamples }, () =>
    numbersOf(units.map(() => units[random.below(units.length)])),
  );
  return values.map((value, k) => {
    const resampled = drawn.map((sample) => sample[k]);
    return { value, interval: bootstrapInterval(value, resampled, units.length) };
  });
}
