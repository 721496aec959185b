import { residualTraces } from '../../devices/diagnosis/residual-traces.js';
import { telegraphTest } from '../../devices/diagnosis/telegraph-test.js';
import { fitDevices } from '../../devices/fitting/fit-devices.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { QUIET, type SyntheticNoise } from './fitting-synthetic.js';
import { noisyDevice, type Telegraph } from './telegraph-synthetic.js';

/** Noises without steps, by name. */
export const smoothNoises: [string, SyntheticNoise][] = [
  ['white', { ...QUIET, white: 0.05 }],
  ['white and 1/f-like', { white: 0.048, pink: 0.0575, accumulating: 0 }],
  ['white, 1/f-like and accumulating', { white: 0.03, pink: 0.05, accumulating: 0.006 }],
];

/** The noise below telegraph steps. */
export const STEPPED: SyntheticNoise = { ...QUIET, white: 0.03, pink: 0.01 };

/** In how many of some synthetic devices the telegraph test finds steps. */
export function stepsFound(
  devices: number,
  size: { pulses: number; cycles: number },
  noise: SyntheticNoise,
  key: string,
  telegraph?: Telegraph,
): number {
  return Array.from({ length: devices }, (_, k) => {
    const own = `${key}/${k}`;
    const measured = noisyDevice(size, noise, new RandomStream(`test/telegraph/${own}`), telegraph);
    const fit = fitDevices([measured]).devices[0];
    return telegraphTest(residualTraces(measured, fit), fit.noise, new RandomStream(own)).found;
  }).filter(Boolean).length;
}
