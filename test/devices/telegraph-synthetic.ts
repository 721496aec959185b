import { characterisation, type Characterisation } from '../../devices/fitting/characterisation.js';
import { meanResponse } from '../../devices/vcm/response-curve.js';
import type { RandomStream } from '../../src/core/random-stream.js';
import { branch, siemens, type SyntheticNoise } from './fitting-synthetic.js';

/** A telegraph signal: the height of its steps in units of the window, and the mean stay on either level, readings. */
export interface Telegraph {
  height: number;
  dwell: number;
}

/** A measured device with known noise, and telegraph steps on top if there are any. */
export function noisyDevice(
  size: { pulses: number; cycles: number },
  noise: SyntheticNoise,
  random: RandomStream,
  telegraph?: Telegraph,
): Characterisation {
  const curve = meanResponse({ a: -0.4 / size.pulses, b: 5 / size.pulses }, size.pulses);
  const branches = (turn: (rise: number) => number) =>
    Array.from({ length: size.cycles }, () => {
      const steps = signal(size.pulses + 1, telegraph ?? { height: 0, dwell: 1 }, random);
      return siemens(branch(curve, size.pulses, noise, random).map((rise, p) => turn(rise) + steps[p]));
    });
  const set = branches((rise) => rise);
  return characterisation({ device: 'D', set, reset: branches((rise) => 1 - rise) }, 'd.json');
}

function signal(readings: number, { height, dwell }: Telegraph, random: RandomStream): Float64Array {
  let up = random.uniform() < 0.5;
  return Float64Array.from({ length: readings }, () => {
    if (random.uniform() * dwell < 1) up = !up;
    return up ? height : 0;
  });
}
