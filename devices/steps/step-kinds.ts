import { windowEnds, type DeviceKind } from '../device-kind.js';
import { StepArray } from './step-array.js';
import { StepBank } from './step-bank.js';
import { pulsesAcross, StepCalibration } from './step-calibration.js';
import type { StepPreset } from './step-preset.js';
import { stepPresets } from './step-presets.js';
import type { RandomStream, Streams } from '../../src/core/random-stream.js';

/** The published arrays of pulsed step devices, by name. */
export const stepDevices: Readonly<Record<string, DeviceKind<never>>> = Object.fromEntries(
  Object.entries(stepPresets).map(([name, preset]) => [name, stepKind(preset)]),
);

function stepKind(preset: StepPreset): DeviceKind<never> {
  return {
    meaning: preset.meaning,
    settings: {},
    noise: 'own',
    // The sources do not say with which pulses the array was measured.
    make: (parts) => ({
      range: new Int32Array(parts.placed.length).fill(pulsesAcross(preset.parameters)),
      calibration: () => new StepCalibration(preset),
      bank: (random) =>
        drawStepBank(
          preset,
          [windowEnds(parts, 'lowestSiemens'), windowEnds(parts, 'highestSiemens')],
          random,
          parts.noisy,
        ),
    }),
  };
}

/**
 * A new array for every seed: devices drawn from the preset's population. Published parameters are dimensionless, so
 * each device gets the window of the measured device that it replaces. Without noise devices differ all the same.
 *
 * @param windows lower and upper ends, siemens @param noisy whether pulses and writes have noise
 */
export function drawStepBank(
  { parameters, law }: StepPreset,
  [lowest, highest]: readonly [lowest: Float64Array, highest: Float64Array],
  random: Streams,
  noisy: boolean,
): StepBank {
  const deviate = normalDeviates(random('devices'));
  const devices = new StepArray(parameters, lowest.length, deviate);
  const noise = { pulses: random('write noise'), writes: random('read noise') };
  return new StepBank(devices, law(devices, deviate), lowest, highest, noisy ? noise : undefined);
}

function normalDeviates(random: RandomStream): () => number {
  const drawn = new Float64Array(1);
  return () => {
    random.normals(drawn, 1);
    return drawn[0];
  };
}
