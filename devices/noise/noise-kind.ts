import type { RandomStream } from '../../src/core/random-stream.js';
import type { Settings, SettingShape } from '../../src/core/setting.js';
import type { UpdateBatch } from '../../src/core/update-batch.js';
import type { DeviceBank } from '../device-bank.js';
import type { DeviceFit } from '../files/device-form.js';
import type { Deviations, NoiseStructure } from './noise.js';

/** What every noise says of itself. */
interface Described<Name extends string> {
  /** what it does, as a phrase */
  readonly meaning: string;
  /** its sizes; a noise with one setting can also be set to a plain number */
  readonly settings: SettingShape<Name>;
  /** the part of a condition's noise that it belongs to (`read`); left out where it is a part of its own */
  readonly group?: string;
}

/** Noise that the device model adds itself, because it is described by standard deviations: the fast way. */
export interface ModelNoise<Name extends string = string> extends Described<Name> {
  /** standard deviations of each device as it was measured, for `fitted`; left out where device files have none */
  readonly fitted?: NoiseStructure;
  /** Standard deviations of the given size, in units of the window; what is left out is 0. */
  deviations(sizes: Settings<Name>): Partial<Deviations>;
}

/** Noise beside any device model. */
export interface SeparateNoise<Name extends string = string> extends Described<Name> {
  /** Sizes of a device as it was measured, for `fitted`, or undefined if its file has none; left out where no file has any. */
  fitted?(fit: DeviceFit): Settings<Name> | undefined;
  /** This noise in the devices of one array and seed. Everything that it needs is allocated here. */
  part(array: NoisyArray<Name>): NoisePart;
}

/** A noise that can be chosen by name: what it means, its sizes, and how it acts. */
export type NoiseKind<Name extends string = string> = ModelNoise<Name> | SeparateNoise<Name>;

/** The devices of one array and seed, as columns, before their first pulse. */
export interface NoisyArray<Name extends string = string> extends Pick<
  DeviceBank,
  'size' | 'conductance' | 'lowest' | 'highest'
> {
  /** of each device; undefined for a device without this noise */
  readonly sizes: readonly (Settings<Name> | undefined)[];
  /** for this noise and this array only */
  readonly random: RandomStream;
}

/** What a noise does, moment by moment. A part has only the methods that it needs; none of them may allocate. */
export interface NoisePart {
  /**
   * After the pulses of a batch: may change the `conductance` of the batch's devices, and of no others. A row with 0
   * pulses and direction 0 was not touched. Values beyond a window are set to its end afterwards.
   */
  write?(batch: UpdateBatch): void;
  /**
   * One reading of the array: adds to `deviation[i]` (siemens) what the reading of `device[i]` is off by, for i < count.
   * A device may stand there twice. The state stays as it is.
   */
  read?(device: Uint32Array, deviation: Float64Array, count: number): void;
  /** Time passes without pulses: may change the `conductance` of any device. */
  rest?(seconds: number): void;
  /** Time passes: changes what later readings are off by, and no device. */
  elapse?(seconds: number, kelvin: number): void;
}
