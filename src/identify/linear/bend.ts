import { UsageError } from '../../core/errors.js';
import type { Probes } from '../probes.js';
import { linearMap, type LinearMap } from './linear-map.js';

/** Residuals below this share of an output's size are rounding. */
const ROUNDING = 1e-12;

/**
 * How likely residuals bend so much with the outputs by chance: the smallest p of an F-test for the square and the cube of each
 * fitted output (Ramsey, J. R. Stat. Soc. B 31, 1969), times the number of outputs. 1 where the test has nothing to say.
 */
export function bendOf(probes: Probes, map: LinearMap, gain = 1): number {
  const { count, inputs, outputs, x, y } = probes;
  const chances = Array.from({ length: outputs }, (_, o) => {
    const own = y.slice(o * count, (o + 1) * count);
    const fitted = fittedOutput(probes, map, o, gain);
    const size = Math.max(...fitted.map(Math.abs));
    const before = map.noise[o];
    if (!(before > ROUNDING * size)) return 1;
    const more = new Float64Array((inputs + 2) * count);
    more.set(x);
    for (let n = 0; n < count; n++) {
      const share = fitted[n] / size;
      more[inputs * count + n] = share * share;
      more[(inputs + 1) * count + n] = share * share * share;
    }
    return chanceOf({ count, inputs: inputs + 2, outputs: 1, x: more, y: own }, before, map.offset !== undefined);
  });
  return Math.min(1, outputs * Math.min(...chances));
} // prettier-ignore

/** What a map makes of each probe, for one output. */
export function fittedOutput(
  { count, inputs, x }: Probes,
  { matrix, offset }: LinearMap,
  output: number,
  gain = 1,
): Float64Array {
  const fitted = new Float64Array(count).fill(offset ? gain * offset[output].value : 0);
  for (let i = 0; i < inputs; i++) {
    const weight = gain * matrix[output][i].value;
    for (let n = 0; n < count; n++) fitted[n] += weight * x[i * count + n];
  }
  return fitted;
}

/** p of the two columns that were added. @param before the noise without them */
function chanceOf(probes: Probes, before: number, offset: boolean): number {
  const after = noiseWith(probes, offset);
  if (after === undefined) return 1;
  const freedom = probes.count - probes.inputs - (offset ? 1 : 0);
  const rest = after * after * freedom;
  const ratio = Math.max(0, (before * before * (freedom + 2) - rest) / rest);
  // The F distribution with two degrees of freedom in its numerator has a closed form.
  return (1 + ratio) ** (-freedom / 2);
}

/** The noise that a regression leaves; undefined where probes do not suffice for it. */
function noiseWith(probes: Probes, offset: boolean): number | undefined {
  try {
    return linearMap(probes, { offset }).noise[0];
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
