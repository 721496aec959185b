import type { SettingShape, Settings } from '../../core/setting.js';
import type { BenchSettings, Pulse, ReadSettings } from '../bench.js';

/** Identical pulses as one train. */
interface StepTrain extends Pulse {
  readonly count: number;
}

/** One step of a measurement: it waits, gives a train, and reads, each only if it is asked for. */
export interface MeasureStep {
  /** the step begins so many milliseconds after the first reading of the measurement */
  readonly afterMs?: number;
  readonly train?: StepTrain;
  readonly read?: ReadSettings;
  /** whether a pulse may reach the compliance: the file then remarks it */
  readonly compliant?: true;
  /** whether a reading at the compliance, or without a conductance, is valid: an I–V curve has both */
  readonly anyCurrent?: true;
  /** what the file says of this reading; without it, the reading is not in the file */
  readonly row?: Readonly<Record<string, string | number>>;
}

/** What was found in a step. */
export interface MeasureRecord {
  /** milliseconds since 1970 */
  readonly ms: number;
  /** pulses that were given */
  readonly given: number;
  /** pulses whose delivery is not confirmed: of this step, and with a row also of the steps since the row before */
  readonly uncertain: number;
  readonly siemens?: number;
  readonly amperes?: number;
  /** the voltage of the reading that was really applied */
  readonly volts?: number;
  /** the board's flags, in words */
  readonly remarks?: string;
  readonly row?: Readonly<Record<string, string | number>>;
}

/** A record with a conductance. */
export type ReadingRecord = MeasureRecord & Required<Pick<MeasureRecord, 'siemens' | 'amperes' | 'volts'>>;

/** The device, its pulses and reads, the name of the measurement and its settings: all that it needs. */
export interface MeasureOrder extends BenchSettings {
  readonly measurement: string;
  readonly settings: Settings;
}

/** How much a measurement does at most. */
export interface Extent {
  readonly reads: number;
  /** pulses of all trains by polarity; the strongest and longest train of each */
  readonly set: number;
  readonly reset: number;
  readonly longest: { readonly set: number; readonly reset: number };
  /** the highest voltage of a read, µV */
  readonly readMicrovolts: number;
  /** seconds that the waits take */
  readonly seconds: number;
}

/** The result in words: the answer first, and what else is known. */
export interface Summary {
  readonly answer: string;
  readonly numbers: Readonly<Record<string, number>>;
}

/** Points of a figure by the axes of the measurement. */
export interface Curve {
  readonly name: string;
  readonly polarity?: 'set' | 'reset';
  readonly points: readonly (readonly [x: number, y: number])[];
  /** whether its points are not joined */
  readonly dots?: true;
}

/** A measurement as a figure: axes and curves, in the units of the labels. */
export interface Drawing {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly logX?: boolean;
  readonly logY?: boolean;
  readonly curves: readonly Curve[];
  /** horizontal lines, as targets */
  readonly levels?: readonly number[];
}

/** A measurement that labs run on one device. */
export interface MeasurementKind<Name extends string = string> {
  readonly meaning: string;
  readonly settings: SettingShape<Name>;
  /** defaults of the options of the bench that suit this measurement better, by option */
  readonly defaults?: Readonly<Record<string, number>>;
  /** the columns of its file that `row` fills, before those of the reading */
  readonly columns: readonly string[];
  /** whether pulses of any amplitude are given, which measured devices have no data on */
  readonly anyVoltage?: true;
  /** The steps one after the other; each is told what the step before found. It depends on nothing else, so a journal repeats it. */
  steps(order: MeasureOrder): Generator<MeasureStep, void, ReadingRecord>;
  extent(order: MeasureOrder): Extent;
  /** @param records the rows of the file */
  summary(records: readonly ReadingRecord[], order: MeasureOrder): Summary;
  drawing(records: readonly ReadingRecord[], order: MeasureOrder): Drawing;
  /** settings that contradict each other @throws UsageError */
  check?(order: MeasureOrder): void;
  /** where it does not do exactly what was asked for, in a sentence */
  remark?(order: MeasureOrder): string | undefined;
}
