import type { StepArray } from '../../devices/steps/step-array.js';
import type { StepLaw } from '../../devices/steps/step-law.js';

/** Where a noise-free device is after some pulses, + SET, − RESET. */
export function after(devices: StepArray, law: StepLaw, from: number, pulses: number): number {
  devices.state[0] = from;
  const count = Math.abs(pulses);
  law.move(0, pulses < 0 ? 1 : 0, new Float64Array(count), count);
  return devices.state[0];
}
