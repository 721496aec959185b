/** What a job can do with the board that runs it; word and bit lines count from 1. */
export interface JobBoard {
  readVolts: number;
  cycles: number;
  selected: readonly [word: number, bit: number];
  readonly words: number;
  readonly version: readonly [major: number, minor: number] | undefined;
  ohms(words: readonly number[], bit: number, readVolts?: number): number;
  pulse(word: number, bit: number, volts: number, seconds: number): void;
  floats(...values: readonly number[]): void;
  text(line: string): void;
  bytes(bytes: Uint8Array): void;
}

/** A dialogue with the host: it waits for a number at each `yield`. */
export type Dialogue<Value = void> = Generator<undefined, Value, number>;

/** A job of the board: it takes its numbers line by line, and answers when it likes. */
export type Job = (board: JobBoard) => Dialogue;

/** One device of the array. */
export type Device = readonly [word: number, bit: number];

/** Numbers that cannot be those of a job. */
export class Malformed extends Error {}

/** Largest number of devices, and of values of a ramp. */
const [DEVICES, VALUES] = [32 * 32, 10_000];

/** Most cycles or readings of a device in a job. A choice. */
export const REPETITIONS = 100_000;

/** Takes the next `count` numbers. */
export function* take(count: number): Dialogue<number[]> {
  const numbers: number[] = [];
  while (numbers.length < count) numbers.push(yield);
  return numbers;
}

/** Does the same with each device, as soon as its word and bit line have come: their number comes first. */
export function* forEachDevice(work: (device: Device) => Dialogue | void): Dialogue {
  for (let left = expectCount(yield); left > 0; left--) {
    const [word, bit] = yield* take(2);
    const more = work([word, bit]);
    if (more) yield* more;
  }
}

/** A number of devices or of repetitions. @throws Malformed if it is none */
export function expectCount(value: number, maximum = DEVICES): number {
  if (Number.isInteger(value) && value >= 0 && value <= maximum) return value;
  throw new Malformed(`got ${value}: expected a count of at most ${maximum}`);
}

/** Values from one to another, of either sign; only the first if they would not grow. @throws Malformed if they are too many */
export function series(from: number, next: (value: number) => number, to: number): number[] {
  const values = [from];
  for (let value = next(from); Math.abs(value) > Math.abs(values.at(-1)!); value = next(value)) {
    if (Math.abs(value) > Math.abs(to) * (1 + 1e-6)) break;
    values.push(expectCount(values.length, VALUES) && value);
  }
  return values;
}

/** What a device has at the read voltage: R, V and no width. */
export function report(board: JobBoard, [word, bit]: Device): number {
  const ohms = board.ohms([word], bit);
  board.floats(ohms, board.readVolts, 0);
  return ohms;
}

/** Pulses a device and reports it. @returns its resistance after the pulse */
export function pulseAndReport(board: JobBoard, [word, bit]: Device, volts: number, seconds: number): number {
  board.pulse(word, bit, volts, seconds);
  const ohms = board.ohms([word], bit);
  board.floats(ohms, volts, seconds);
  return ohms;
}

/** The triplet that ends a job. */
export function end(board: JobBoard): void {
  board.floats(0, 0, 0);
}
