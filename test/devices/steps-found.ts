import { diagnoseNoise } from '../../devices/diagnosis/diagnose-noise.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { QUIET, type SyntheticNoise } from './fitting-synthetic.js';
import { noisyDevice, type Telegraph } from './telegraph-synthetic.js';

/** Noises without steps, by name. */
export const smoothNoises: [string, SyntheticNoise][] = [
  ['white', { ...QUIET, white: 0.05 }],
  ['1/f-like', { ...QUIET, pink: 0.05 }],
  ['white and 1/f-like', { white: 0.048, pink: 0.0575, accumulating: 0 }],
  ['white, 1/f-like and accumulating', { white: 0.03, pink: 0.05, accumulating: 0.006 }],
  ['accumulating', { ...QUIET, accumulating: 0.01 }],
];

/** The noise below telegraph steps. */
export const STEPPED: SyntheticNoise = { ...QUIET, white: 0.03, pink: 0.01 };

/** In how many branches of some synthetic devices telegraph steps are found. */
export function stepsFound(
  devices: number,
  size: { pulses: number; cycles: number },
  noise: SyntheticNoise,
  key: string,
  telegraph?: Telegraph,
): number {
  return Array.from({ length: devices }, (_, k) => {
    const random = new RandomStream(`test/telegraph/${key}/${k}`);
    const { branches } = diagnoseNoise(noisyDevice(size, noise, random, telegraph));
    return Object.values(branches).filter((branch) => branch.telegraph.found).length;
  }).reduce((sum, count) => sum + count, 0);
}
