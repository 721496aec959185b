import type { Capabilities } from '../../sessions/capabilities.js';
import { OutOfStep } from '../../sessions/errors.js';
import { FLAG } from '../../sessions/flag.js';
import type { Limits } from '../../sessions/limits.js';

/** A query of an instrument, and the meaning of its answer. @throws OutOfStep if an answer cannot belong to it */
export interface Query<Value> {
  readonly line: string;
  meaning(answer: string): Value;
}

/** One measurement. */
export interface Measured {
  readonly volts: number;
  readonly amperes: number;
  readonly flags: number;
}

/** An entry of the error queue of an instrument. */
export interface Complaint {
  readonly code: string;
  readonly text: string;
}

/** A pulse of a train in SI units, with the limits of the experiment. */
export interface SourcedPulse {
  readonly volts: number;
  readonly seconds: number;
  readonly limits: Limits;
}

/** The language of a family of source-measure units. Each query gets a number; units that can repeat it do so. */
export interface SourceMeter {
  readonly recognises: RegExp;
  capabilities(identity: string): Capabilities;
  readonly cannot: readonly string[];
  /** ends what is running, and clears old errors */
  readonly breakOff: readonly string[];
  /** output off, function, range, compliance, level zero, output on: in this order */
  prepare(limits: Limits): readonly string[];
  /** the present compliance, amperes */
  compliance(number: number): Query<number>;
  level(volts: number): string;
  measure(number: number): Query<Measured>;
  /** before the first pulse of a train, and after its last */
  beginTrain(pulse: SourcedPulse): readonly string[];
  readonly endTrain: readonly string[];
  /** one pulse, and the measurement during it */
  pulse(number: number, pulse: SourcedPulse): Query<Measured>;
  readonly off: readonly string[];
  /** answered when all earlier commands are done */
  done(number: number): Query<void>;
  error(number: number): Query<Complaint | undefined>;
}

/** What an instrument says about itself. */
interface Identity {
  readonly model: string;
  readonly serial: string;
  readonly firmware: string;
}

/** Model, serial number and firmware in an answer to `*IDN?`. */
export function identityParts(identity: string): Identity {
  const [, model = '', serial = '', firmware = ''] = identity.split(',').map((part) => part.trim());
  return { model, serial, firmware };
}

/** The capabilities of a source-measure unit with one device, from SI units. */
export function sourceMeterCapabilities(
  { model, serial, firmware }: Identity,
  can: { volts: number; pulseSeconds: readonly [number, number]; amperes: number },
): Capabilities {
  const [shortest, longest] = can.pulseSeconds;
  return {
    model,
    firmware,
    serial,
    rows: 1,
    columns: 1,
    microvoltsMin: -can.volts * 1e6,
    microvoltsMax: can.volts * 1e6,
    microvoltsStep: 1,
    nanosMin: Math.round(shortest * 1e9),
    nanosMax: Math.round(longest * 1e9),
    pulsesMax: 1000,
    picoampsMax: can.amperes * 1e12,
    rowset: 0,
    adcBits: 0,
    readDoseMax: 0,
    calibrated: true,
    durable: false,
  };
}

/** The `count` numbers of an answer. @throws OutOfStep if there are not that many */
export function numbersIn(answer: string, separator: string, count: number): number[] {
  const parts = answer.split(separator);
  const numbers = parts.map((part) => (/^\s*[+-]?\d/.test(part) ? Number(part) : NaN));
  if (numbers.length === count && !numbers.some(Number.isNaN)) return numbers;
  throw new OutOfStep(`got ${JSON.stringify(answer)}: expected ${count} numbers`);
}

/** Instruments send 9.9E37 for an overflow and 9.91E37 for no number. */
const OVERFLOW = 9.8e37;

/** A measurement as an instrument sent it; an overflow becomes a flag and no current. */
export function measured(volts: number, amperes: number, flags: number): Measured {
  const overflow = [volts, amperes].some((value) => Math.abs(value) > OVERFLOW);
  return overflow ? { volts, amperes: 0, flags: flags | FLAG.saturated } : { volts, amperes, flags };
}
