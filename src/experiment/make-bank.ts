import { PublishedWalk, ReflectingWalk, stay, type CycleWalk } from '../../devices/vcm/cycle-walk.js';
import type { DeviceBank } from '../../devices/device-bank.js';
import type { DeviceFit } from '../../devices/files/device-form.js';
import { IdealBank } from '../../devices/ideal.js';
import { MeanCalibration } from '../../devices/vcm/mean-calibration.js';
import { noiseStructures, uniformWriteNoise, type NoiseName } from '../../devices/noise/noise.js';
import { pulsesAcross, StepCalibration } from '../../devices/steps/step-calibration.js';
import { stepPresets } from '../../devices/steps/step-presets.js';
import { cycleModel, meanModel, type VcmModel } from '../../devices/vcm/vcm-model.js';
import { VcmBank } from '../../devices/vcm/vcm.js';
import { randomStream } from '../core/random-stream.js';
import type { Calibration } from '../schemes/pulse-count.js';
import { isStepBank, type Condition } from './condition.js';
import { makeStepBank } from './make-step-bank.js';

/**
 * Makes the devices of a condition, fresh ones for every seed; curves and their tables are shared by all of them.
 *
 * @param placed for each device, the index of its fit; @param array which one of the arrays of a weight's devices
 */
export function bankMaker(
  condition: Condition,
  fits: readonly DeviceFit[],
  placed: Uint16Array,
  array = 0,
): (seed: number) => DeviceBank {
  const ends = (end: 'lowestSiemens' | 'highestSiemens') =>
    Float64Array.from(placed, (fit: number) => fits[fit][end]);
  if (condition.bank === 'ideal') return () => new IdealBank(ends('lowestSiemens'), ends('highestSiemens'));
  if (isStepBank(condition.bank)) {
    const preset = stepPresets[condition.bank];
    const quiet = condition.noise === 'none';
    return (seed) => makeStepBank(preset, ends('lowestSiemens'), ends('highestSiemens'), seed, quiet, array);
  }
  const { sigma } = condition;
  const noise =
    sigma === undefined ? noiseStructures[condition.noise as NoiseName] : uniformWriteNoise(sigma);
  const model = condition.bank === 'mean' ? meanModel(fits, noise) : cycleModel(fits, noise);
  return (seed) =>
    new VcmBank(
      model,
      placed,
      walk(condition, model, placed.length, seed, array),
      randomStream(seed, 'write noise', array),
      randomStream(seed, 'read noise', array),
    );
}

function walk(condition: Condition, model: VcmModel, size: number, seed: number, array: number): CycleWalk {
  if (condition.bank === 'mean') return stay;
  const Walk = condition.walk === 'published' ? PublishedWalk : ReflectingWalk;
  return new Walk(size, model.cycles, randomStream(seed, 'cycles', array));
}

/** N of each device: pulses from end to end of its window, where each does the same. */
export function pulseRange({ bank }: Condition, fits: readonly DeviceFit[], placed: Uint16Array): Int32Array {
  if (!isStepBank(bank)) return Int32Array.from(placed, (fit) => fits[fit].pulses);
  return new Int32Array(placed.length).fill(pulsesAcross(stepPresets[bank].parameters));
}

/** What a controller knows of the devices' curves. */
export function calibrationOf(
  { bank }: Condition,
  fits: readonly DeviceFit[],
  placed: Uint16Array,
): Calibration {
  return isStepBank(bank) ? new StepCalibration(stepPresets[bank]) : new MeanCalibration(fits, placed);
}
