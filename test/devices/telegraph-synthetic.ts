import { characterisation, type Characterisation } from '../../devices/fitting/characterisation.js';
import { meanResponse, type Polarity } from '../../devices/vcm/response-curve.js';
import type { RandomStream } from '../../src/core/random-stream.js';
import { branch, siemens, type SyntheticNoise } from './fitting-synthetic.js';

/** A telegraph signal: the height of its steps in units of the window, and the mean dwell in each level, in readings. */
export interface Telegraph {
  height: number;
  dwell: number;
  /** in the upper level, if it differs */
  highDwell?: number;
  /** the only polarity with steps, if not both */
  only?: Polarity;
}

/** A measured device with known noise, and with telegraph steps if any are given. */
export function noisyDevice(
  size: { pulses: number; cycles: number },
  noise: SyntheticNoise,
  random: RandomStream,
  telegraph?: Telegraph,
): Characterisation {
  const curve = meanResponse({ a: -0.4 / size.pulses, b: 5 / size.pulses }, size.pulses);
  const branches = (polarity: Polarity, turn: (rise: number) => number) =>
    Array.from({ length: size.cycles }, () => {
      const stepped = telegraph && (telegraph.only ?? polarity) === polarity;
      const steps = signal(size.pulses + 1, stepped ? telegraph : { height: 0, dwell: 1 }, random);
      return siemens(branch(curve, size.pulses, noise, random).map((rise, p) => turn(rise) + steps[p]));
    });
  const set = branches('set', (rise) => rise);
  const reset = branches('reset', (rise) => 1 - rise);
  return characterisation({ device: 'D', set, reset }, 'd.json');
}

function signal(readings: number, telegraph: Telegraph, random: RandomStream): Float64Array {
  const { height, dwell, highDwell = dwell } = telegraph;
  let up = random.uniform() < 0.5;
  return Float64Array.from({ length: readings }, () => {
    if (random.uniform() * (up ? highDwell : dwell) < 1) up = !up;
    return up ? height : 0;
  });
}
