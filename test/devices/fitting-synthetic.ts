import { RandomStream } from '../../src/core/random-stream.js';
import { ReadNoise } from '../../devices/noise/read-noise.js';
import { riseAt, type ResponseCurve } from '../../devices/vcm/response-curve.js';

/** Standard deviations of the three parts of the noise. */
export interface SyntheticNoise {
  white: number;
  pink: number;
  accumulating: number;
}

export const QUIET: SyntheticNoise = { white: 0, pink: 0, accumulating: 0 };

/** One normal number. */
export function normal(random: RandomStream): number {
  const one = new Float64Array(1);
  random.normals(one, 1);
  return one[0];
}

/** A branch with known curve and noise: read after 0 … N pulses. */
export function branch(
  curve: ResponseCurve,
  pulses: number,
  noise: SyntheticNoise,
  random: RandomStream,
): Float64Array {
  const readNoise = new ReadNoise(Float64Array.of(noise.white), Float64Array.of(noise.pink), random);
  const [device, deviation] = [new Uint32Array(1), new Float64Array(1)];
  let left = 0;
  return Float64Array.from({ length: pulses + 1 }, (_, p) => {
    if (p > 0) left += noise.accumulating * normal(random);
    readNoise.read(device, deviation, 1);
    return riseAt(curve, p) + left + deviation[0];
  });
}

/** Siemens of a rise between 30 and 50 µS. */
export function siemens(rise: Float64Array): Float64Array {
  return rise.map((x) => 3e-5 + 2e-5 * x);
}

/** Rises as the text of a CSV measurement. */
export function csvOf(set: Float64Array[], reset: Float64Array[]): string {
  const lines = ['cycle,polarity,pulse,conductance_siemens'];
  for (const [polarity, branches] of Object.entries({ set, reset })) {
    for (const [cycle, values] of branches.entries())
      for (const [pulse, value] of values.entries()) lines.push(`${cycle},${polarity},${pulse},${value}`);
  }
  return `${lines.join('\n')}\n`;
}
