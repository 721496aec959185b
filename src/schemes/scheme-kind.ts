import type { RandomStream } from '../core/random-stream.js';
import type { Settings, SettingShape } from '../core/setting.js';
import type { Crossbar } from '../crossbar/crossbar.js';
import type { PulseCount } from './pulse-count.js';
import type { UpdateScheme } from './update-scheme.js';

/** Every resource that a scheme uses, so that the ledger can count it. */
export interface SchemeParts {
  /** an array of devices for each device of a weight, all of one shape */
  readonly arrays: readonly Crossbar[];
  /** how each array counts its pulses */
  readonly pulses: readonly PulseCount[];
  /** N of each array's devices: pulses from end to end */
  readonly ranges: readonly Int32Array[];
  /** digital words, a column of them for each word of a weight, zero at first */
  readonly words: readonly Float64Array[];
  /** digital copy of the weights, for a scheme that `believes` in one */
  readonly believed?: Crossbar;
  readonly random: RandomStream;
}

/** A correction scheme as experiments know it: what can be set, what a weight is made of, and how it is put together. */
export interface SchemeKind<Name extends string = string> {
  /** what it does about write errors, as a phrase */
  readonly meaning: string;
  /** schemes that work alike have one family, and one hue in figures; without it, a hue of its own */
  readonly family?: string;
  readonly settings: SettingShape<Name>;
  /** devices of a weight: what each one's weight adds to it */
  share(settings: Settings<Name>): readonly number[];
  /** digital words of a weight, without the digital copy */
  readonly words: number;
  /** whether the learner computes with a digital copy of the weights */
  readonly believes?: true;
  /** counts its pulses itself, so that there is no choice of how */
  readonly countsPulses?: true;
  /** false where the readings after a pulse are not asked for, and so cost nothing */
  readonly readsBack?: false;
  make(parts: SchemeParts, settings: Settings<Name>): UpdateScheme;
}

/** The shares of a weight that is one device. */
export const oneDevice = (): readonly number[] => [1];
