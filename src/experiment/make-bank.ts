import { PublishedWalk, ReflectingWalk, stay, type CycleWalk } from '../../devices/cycle-walk.js';
import type { DeviceBank } from '../../devices/device-bank.js';
import type { DeviceFit } from '../../devices/device-file.js';
import { IdealBank } from '../../devices/ideal.js';
import { noiseStructures, uniformWriteNoise } from '../../devices/noise.js';
import { cycleModel, meanModel, type VcmModel } from '../../devices/vcm-model.js';
import { VcmBank } from '../../devices/vcm.js';
import { randomStream } from '../core/random-stream.js';
import type { Condition } from './condition.js';

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
  if (condition.bank === 'ideal') {
    const ends = (end: 'lowestSiemens' | 'highestSiemens') =>
      Float64Array.from(placed, (fit: number) => fits[fit][end]);
    return () => new IdealBank(ends('lowestSiemens'), ends('highestSiemens'));
  }
  const noise =
    condition.sigma === undefined ? noiseStructures[condition.noise] : uniformWriteNoise(condition.sigma);
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
