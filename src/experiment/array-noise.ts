import type { DeviceBank } from '../../devices/device-bank.js';
import type { DeviceFit } from '../../devices/files/device-form.js';
import type { SeparateNoise } from '../../devices/noise/noise-kind.js';
import { quiet, sumOfStructures, type NoiseStructure } from '../../devices/noise/noise.js';
import { NoisyBank } from '../../devices/wrappers/noisy-bank.js';
import type { Streams } from '../core/random-stream.js';
import { completeSettings, type Settings, type SettingShape } from '../core/setting.js';
import {
  activeNoises,
  refuseUnfitted,
  type ActiveNoise,
  type NoiseChoice,
  type NoiseSize,
} from './noise-choice.js';

/** The noises of an array of devices, before any seed. */
export interface ArrayNoise {
  /** what the device model adds itself */
  readonly structure: NoiseStructure;
  /** A bank with the noises beside its model around it; the bank itself where there are none. */
  around(bank: DeviceBank, random: Streams): DeviceBank;
}

/** A noise beside the model, with its sizes in each device. */
interface Separate {
  readonly name: string;
  readonly kind: SeparateNoise;
  readonly sizes: readonly (Settings | undefined)[];
}

/** Finds out how the noises of a condition act on an array. @param placed for each device, the index of its fit @throws UsageError if no device has a noise that is to be as fitted */
export function arrayNoise(choice: NoiseChoice, fits: readonly DeviceFit[], placed: Uint16Array): ArrayNoise {
  const noises = activeNoises(choice);
  refuseUnfitted(noises, fits);
  const separate = noises.flatMap((noise) => separateNoise(noise, fits, placed));
  return {
    structure: sumOfStructures(noises.flatMap(structureOf)),
    around: (bank, random) => (separate.length === 0 ? bank : surrounded(bank, separate, random)),
  };
}

function structureOf({ kind, size }: ActiveNoise): NoiseStructure[] {
  if ('part' in kind) return [];
  if (size === 'fitted') return kind.fitted ? [kind.fitted] : [];
  const deviations = { ...quiet, ...kind.deviations(settingsOf(kind.settings, size)) };
  return [() => deviations];
}

function separateNoise(
  { name, kind, size }: ActiveNoise,
  fits: readonly DeviceFit[],
  placed: Uint16Array,
): Separate[] {
  if (!('part' in kind)) return [];
  const ofFit = fits.map((fit) => (size === 'fitted' ? kind.fitted?.(fit) : settingsOf(kind.settings, size)));
  return [{ name, kind, sizes: Array.from(placed, (fit) => ofFit[fit]) }];
}

/** A plain number is the only setting of its noise. */
function settingsOf(shape: SettingShape, size: Exclude<NoiseSize, 'fitted'>): Settings {
  if (typeof size === 'object') return completeSettings(shape, size);
  return Object.fromEntries(Object.keys(shape).map((name) => [name, size]));
}

function surrounded(bank: DeviceBank, separate: readonly Separate[], random: Streams): DeviceBank {
  const { size, conductance, lowest, highest } = bank;
  const parts = separate.map(({ name, kind, sizes }) =>
    kind.part({ size, conductance, lowest, highest, sizes, random: random(`noise ${name}`) }),
  );
  return new NoisyBank(bank, parts);
}

/** Whether no noise of a choice acts on readings, so that two readings of a device at rest are equal. */
export function readsAreExact(choice: NoiseChoice): boolean {
  return activeNoises(choice).every(({ kind }) => {
    if ('part' in kind) return false;
    const { white = 0, pink = 0 } = kind.deviations(completeSettings(kind.settings));
    return white === 0 && pink === 0;
  });
}
