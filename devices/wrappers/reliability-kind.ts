import type { RandomStream } from '../../src/core/random-stream.js';
import type { Settings, SettingShape } from '../../src/core/setting.js';
import type { DeviceBank } from '../device-bank.js';

/** An array whose devices an effect acts on, before its first pulse. */
export interface UnreliableArray {
  /** for this effect and this array only */
  readonly random: RandomStream;
  /** columns of the array; devices are numbered row by row */
  readonly columns: number;
  /** temperature until time first passes */
  readonly kelvin: number;
  /** volts on each device as shares of the voltage of a write to device `written`; left out for ideal wires */
  readonly writeShares?: (written: number) => Float64Array;
}

/**
 * How devices fail or change by themselves, as an effect that can be chosen by name. An effect is a bank around any bank.
 * Only pulses change devices at once, and only those of their batch. What time, reads and the pulses of neighbours do shows
 * at the next `rest`. Whoever changes `conductance` calls `adopt` of the bank inside, so that a stuck device stays stuck.
 */
export interface ReliabilityKind<Name extends string = string> {
  /** what it does, as a phrase */
  readonly meaning: string;
  readonly settings: SettingShape<Name>;
  /** settings with which it changes nothing, not a bit */
  readonly none: Partial<Settings<Name>>;
  /** What was written, with settings that follow from it instead of their defaults. */
  fill?(written: Partial<Settings<Name>>): Partial<Settings<Name>>;
  /** The bank with this effect. Everything that it needs is allocated here. @throws UsageError for settings that contradict each other */
  wrap(bank: DeviceBank, settings: Settings<Name>, array: UnreliableArray): DeviceBank;
}
