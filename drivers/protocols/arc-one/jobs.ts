import { exponential } from '../unnumbered/exponential.js';
import type { Place } from '../../sessions/board-session.js';

/** How the board measures: by its transimpedance amplifier on four wires, for a positive or a negative read voltage. */
const READ_MODE = { positive: 2, negative: 3 } as const;
/** How the lines that are not selected are held: at V/3. */
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
 * Job 00, a reset, so often that the last one is none but that: a board that waits for the rest of a job takes the first
 * ones for its numbers, no pulses on no device, or on word or bit line 0. At most that is a job 141 whose number of devices was
 * lost, and a line of 32 taken for it.
 */
export const resets: readonly string[] = Array.from({ length: 13 + 2 * 32 + 1 }, () => '00');

/** Job 0: size of the array, readings that one is the mean of, and the read voltage. Answered by a line `1`. */
export function initialise(rows: number, columns: number, cycles: number, readVolts: number): string[] {
  const sizes = [cycles, rows, columns, readMode(readVolts), LOCAL, SNEAK_PATH];
  return ['0', ...sizes.map(String), exponential(readVolts)];
}

/** Job 01: the read voltage. */
export function setRead(volts: number): string[] {
  return ['01', String(readMode(volts)), exponential(volts)];
}

/** Job 011: readings that one is the mean of. */
export function setCycles(cycles: number): string[] {
  return ['011', String(cycles), String(SNEAK_PATH)];
}

/** Job 1: the resistance of one device. */
export function readOne(place: Place): string[] {
  return ['1', ...placeLines(place)];
}

/**
 * Job 50, read: the resistance of some word lines of a bit line in parallel, all at one voltage. The voltage and the
 * width of a write, which a read does not use, are harmless should it do so.
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
 * Job 141, the ramp that forms devices, as a train of equal pulses, each read after it: from V to V in steps that have
 * the sign of V and are never zero, from one width to the same, until a resistance that no device has.
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
