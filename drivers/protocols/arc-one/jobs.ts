import type { Place } from '../../sessions/board-session.js';
import { OutOfStep } from '../../sessions/errors.js';
import { exponential, type Answer, type AnswerBytes } from '../unnumbered/line-format.js';

/** How the board measures: with its transimpedance amplifier on four wires, at a positive or a negative read voltage. */
const READ_MODE = { positive: 2, negative: 3 } as const;
/** Voltage of the lines that are not selected: V/3. */
const SNEAK_PATH = 0;
/** Devices are in the package or on the headers, not on the external BNC. */
const LOCAL = 0;
const NO_SERIES_RESISTOR = 7;
const READ = 1;

/** Word line and bit line, which count from 1. */
function placeLines({ row, column }: Place): string[] {
  return [String(row + 1), String(column + 1)];
}

/**
 * Job 00, a reset, repeated until the last one is certainly a reset. A board that waits for the rest of a job takes the
 * first ones as its numbers: no pulses on no device, or word or bit line 0. The worst case is a job 141 that lost its
 * number of devices and takes a line of 32 for it.
 */
export const resets: readonly string[] = Array.from({ length: 13 + 2 * 32 + 1 }, () => '00');

/** Job 0: size of the array, readings per average, and the read voltage. Its answer is a line `1`. */
export function initialise(rows: number, columns: number, cycles: number, readVolts: number): string[] {
  const sizes = [cycles, rows, columns, readMode(readVolts), LOCAL, SNEAK_PATH];
  return ['0', ...sizes.map(String), exponential(readVolts)];
}

/** Job 01: the read voltage. */
export function setRead(volts: number): string[] {
  return ['01', String(readMode(volts)), exponential(volts)];
}

/** Job 011: readings per average. */
export function setCycles(cycles: number): string[] {
  return ['011', String(cycles), String(SNEAK_PATH)];
}

/** Job 1: the resistance of one device. */
export function readOne(place: Place): string[] {
  return ['1', ...placeLines(place)];
}

/**
 * Job 50, read: the resistance of some word lines of a bit line in parallel, all at one voltage. A read does not use the
 * voltage and the width of a write; they are harmless if it does.
 */
export function readTogether(column: number, rows: readonly number[], volts: number): string[] {
  const numbers = [rows.length, column + 1, READ, ...rows.map((row) => row + 1)];
  return ['50', exponential(volts), exponential(1e-6), exponential(volts), ...numbers.map(String)];
}

/** Equal pulses on one device, in SI units. */
interface ArcTrain extends Place {
  readonly volts: number;
  readonly seconds: number;
  readonly interpulse: number;
  readonly count: number;
}

/**
 * Job 141, the ramp that forms devices, used as a train of equal pulses with a read after each. The ramp goes from V to V
 * and from one width to the same width. Its step has the sign of V and is never zero. It ends at a resistance that no
 * device has.
 */
export function pulseTrain(train: ArcTrain): string[] {
  const { volts, seconds, interpulse, count } = train;
  const ramp = [volts, 0.1 * Math.sign(volts), volts, seconds, 100, seconds, interpulse, 1, 0];
  const numbers = [0, NO_SERIES_RESISTOR, count, 1];
  return ['141', ...ramp.map(exponential), ...numbers.map(String), ...placeLines(train)];
}

function readMode(volts: number): number {
  return volts < 0 ? READ_MODE.negative : READ_MODE.positive;
}

/** What ArC ONE reports after one step of a job. */
export interface Triplet {
  readonly ohms: number;
  readonly volts: number;
  readonly seconds: number;
}

const FLOAT = 4;
const TRIPLET = 3 * FLOAT;

/** An answer of one float, little-endian. */
export const float: Answer<number> = (bytes) =>
  bytes.length < FLOAT ? undefined : { value: bytes.readFloatLE(0), length: FLOAT };

/** An answer of one triplet. */
export const triplet: Answer<Triplet> = (bytes) =>
  bytes.length < TRIPLET ? undefined : { value: tripletAt(bytes, 0), length: TRIPLET };

/** An answer of at most `maximum` triplets and the triplet 0, 0, 0 that ends them. A negative reading does not end them. */
export function triplets(maximum: number): Answer<Triplet[]> {
  return (bytes) => {
    const value: Triplet[] = [];
    for (let at = 0; at + TRIPLET <= bytes.length; at += TRIPLET) {
      const next = tripletAt(bytes, at);
      if (next.ohms === 0 && next.volts === 0 && next.seconds === 0) return { value, length: at + TRIPLET };
      value.push(next);
      if (value.length > maximum)
        throw new OutOfStep(`got more than ${maximum} steps: expected 0, 0, 0 after them`);
    }
    return undefined;
  };
}

function tripletAt(bytes: AnswerBytes, at: number): Triplet {
  const [ohms, volts, seconds] = [0, FLOAT, 2 * FLOAT].map((k) => bytes.readFloatLE(at + k));
  return { ohms, volts, seconds };
}

/** Checks the steps of a train against what was sent. @throws OutOfStep if they belong to another train */
export function refuseOtherTrain(
  [before, ...steps]: readonly Triplet[],
  { count, volts, seconds }: Pick<ArcTrain, 'count' | 'volts' | 'seconds'>,
  readVolts: number,
): void {
  const asSent =
    steps.length === count && steps.every((step) => near(step.volts, volts) && near(step.seconds, seconds));
  // A board that was just reset reads at another voltage; a missing step may be a missing pulse.
  if (before && asSent && near(before.volts, readVolts)) return;
  const [first] = steps;
  throw new OutOfStep(
    `got a train of ${steps.length} pulses of ${first?.volts} V and ${first?.seconds} s, read at ${before?.volts} V: expected the train and the read voltage that were sent`,
  );
}

function near(value: number, expected: number): boolean {
  return Math.abs(value - expected) <= 1e-3 * Math.abs(expected);
}
