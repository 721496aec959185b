import { Observation } from '../../src/core/observation.js';

/** An observation whose list of active cells is as short as it can be. */
export function observationOf(...values: number[]): Observation {
  const seen = new Observation(values.length);
  seen.value.set(values);
  seen.active.set(values.flatMap((x, cell) => (x === 0 ? [] : [cell])));
  seen.count = values.filter((x) => x !== 0).length;
  return seen;
}
