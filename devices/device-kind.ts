import type { Calibration } from '../src/core/calibration.js';
import type { Streams } from '../src/core/random-stream.js';
import type { Settings, SettingShape } from '../src/core/setting.js';
import type { DeviceBank } from './device-bank.js';
import type { DeviceFit, MeasuringConditions } from './files/device-form.js';
import type { WalkName } from './vcm/cycle-walk.js';
import type { NoiseStructure } from './noise/noise.js';

/** Which noise a device model can have: none; its own, on or off; or any that was fitted to measured devices. */
export type NoiseUse = 'none' | 'own' | 'fitted';

/** What the devices of an array are made of, one for each weight. */
export interface DeviceParts {
  /** the measured devices */
  readonly fits: readonly DeviceFit[];
  /** for each device of the array, the index of the fit in whose place it stands */
  readonly placed: Uint16Array;
  /** for a model that takes fitted noise */
  readonly noise: NoiseStructure;
  /** for a model with noise of its own: whether it is on */
  readonly noisy: boolean;
  /** how a device goes through its measured cycles, for a model that has some */
  readonly walk: WalkName;
}

/** An array of devices before any seed: tables that all seeds share. */
export interface DeviceModel {
  /** N of each device: pulses from end to end of its window */
  readonly range: Int32Array;
  /** The devices of a seed, each at the lower end of its window. */
  bank(random: Streams): DeviceBank;
  /** What a controller knows of the devices' curves, for pulse counts that invert them. */
  calibration?(): Calibration;
  /** the pulses and reads with which each device was measured; left out where they are not known */
  readonly conditions?: readonly (MeasuringConditions | undefined)[];
}

/** A device model as experiments know it: what can be set, what noise it takes, and how an array of it is made. */
export interface DeviceKind<Name extends string = string> {
  /** what it is, as a phrase */
  readonly meaning: string;
  readonly settings: SettingShape<Name>;
  readonly noise: NoiseUse;
  /** an exact memory: a change is written as it is, without pulses */
  readonly exact?: true;
  /** its devices go through measured cycles, so that `walk` has a meaning */
  readonly walks?: true;
  make(parts: DeviceParts, settings: Settings<Name>): DeviceModel;
  /** What a reader of results with these settings must know, as one sentence; only where there is something. */
  warning?(settings: Settings<Name>): string | undefined;
}

/** One end of the window of each device, siemens. */
export function windowEnds(
  { fits, placed }: Pick<DeviceParts, 'fits' | 'placed'>,
  end: 'lowestSiemens' | 'highestSiemens',
): Float64Array {
  return Float64Array.from(placed, (fit: number) => fits[fit][end]);
}
