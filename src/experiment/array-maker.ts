import type { DeviceBank } from '../../devices/device-bank.js';
import type { DeviceFit, MeasuringConditions } from '../../devices/files/device-form.js';
import { UsageError } from '../core/errors.js';
import { streams } from '../core/random-stream.js';
import { completeSettings } from '../core/setting.js';
import { noPulses, type PulseCount } from '../schemes/pulse-count.js';
import { arrayNoise } from './array-noise.js';
import { catalogue } from './catalogue.js';
import type { Condition } from './condition.js';
import { isQuiet } from './noise-choice.js';

/** An array of devices, one for each weight, before any seed. */
export interface ArrayMaker {
  /** The devices of a seed. */
  bank(seed: number): DeviceBank;
  /** How the array counts its pulses. */
  pulses(seed: number): PulseCount;
  /** N of each device */
  readonly range: Int32Array;
  readonly conditions: readonly (MeasuringConditions | undefined)[];
}

/**
 * Makes an array of a condition's devices. Curves and their tables are shared by all seeds.
 *
 * @param placed for each device, the index of its fit @param array which one of the arrays of a weight's devices
 */
export function arrayMaker(
  condition: Condition,
  fits: readonly DeviceFit[],
  placed: Uint16Array,
  array = 0,
): ArrayMaker {
  const kind = catalogue.devices.get(condition.bank);
  const { sigma, noise } = condition;
  const { structure, around } = arrayNoise(sigma === undefined ? noise : { write: sigma }, fits, placed);
  const parts = { fits, placed, noise: structure, noisy: !isQuiet(noise), walk: condition.walk };
  const { range, bank, calibration, conditions } = kind.make(
    parts,
    completeSettings(kind.settings, condition.bankSettings),
  );
  const count = catalogue.pulses.get(condition.pulses);
  if (count.inverts && !calibration)
    throw new UsageError(
      `pulses: got "${condition.pulses}", which inverts the curves of devices, and ${condition.bank} knows none: expected ${blindCounts().join(' or ')}`,
    );
  const curves = count.inverts ? calibration?.() : undefined;
  return {
    bank: (seed) => {
      const random = streams(seed, array);
      return around(bank(random), random);
    },
    pulses: (seed) => (kind.exact ? noPulses : count.make(range, curves, streams(seed, array)('pulses'))),
    range,
    conditions: conditions ?? Array.from(placed, () => undefined),
  };
}

/** The pulse counts that need no curves. */
function blindCounts(): string[] {
  return catalogue.pulses.entries.flatMap(([name, { inverts }]) => (inverts ? [] : [`"${name}"`]));
}
