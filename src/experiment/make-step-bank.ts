import { StepArray } from '../../devices/steps/step-array.js';
import { StepBank } from '../../devices/steps/step-bank.js';
import type { StepPreset } from '../../devices/steps/step-preset.js';
import { randomStream } from '../core/random-stream.js';

/**
 * An array of its own for every seed: devices drawn from the preset's population. Published parameters are without
 * siemens, so each device gets the window of the measured one in whose place it stands.
 *
 * @param quiet without the noise of pulses and writes; devices differ all the same; @param array which one of the arrays of a weight's devices
 */
export function makeStepBank(
  { parameters, law }: StepPreset,
  lowest: Float64Array,
  highest: Float64Array,
  seed: number,
  quiet: boolean,
  array = 0,
): StepBank {
  const random = randomStream(seed, 'devices', array);
  const drawn = new Float64Array(1);
  const deviate = () => {
    random.normals(drawn, 1);
    return drawn[0];
  };
  const devices = new StepArray(parameters, lowest.length, deviate);
  const noise = {
    pulses: randomStream(seed, 'write noise', array),
    writes: randomStream(seed, 'read noise', array),
  };
  return new StepBank(devices, law(devices, deviate), lowest, highest, quiet ? undefined : noise);
}
