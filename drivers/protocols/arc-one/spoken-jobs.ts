import {
  expectCount,
  forEachDevice,
  Malformed,
  report,
  take,
  type Device,
  type Dialogue,
  type JobBoard,
} from './job-dialogue.js';
import { polarityOf, reportTimes } from './program-jobs.js';

/** Longest batch of readings, and most points of a spike. */
const MAXIMUM = 10_000;
/** Time of one reading that is averaged, milliseconds; a choice. */
const READING_MS = 1;

/** Job 33, VolatilityRead: a pulse, then batches of readings until the host says 1. */
export function* volatilityRead(board: JobBoard): Dialogue {
  const [volts, seconds, batch, averages] = yield* take(4);
  yield* forEachDevice(function* ([word, bit]) {
    const read = () => board.floats(board.ohms([word], bit));
    read();
    board.pulse(word, bit, volts, seconds);
    for (let at = 0, stop = false; !stop; stop = saysStop(yield))
      for (let k = 0; k < expectCount(batch, MAXIMUM); k++) {
        board.text(String(Math.round(++at * averages * READING_MS)));
        read();
      }
    read();
  });
}

/** What a host says after readings: 0 for more, 1 for the end. */
function saysStop(number: number): boolean {
  if (number !== 0 && number !== 1) throw new Malformed(`got ${number}: expected 0 or 1`);
  return number === 1;
}

/** Job 40, STDP: spikes as points of time and voltage. Each piece of a spike is a pulse of its mean voltage. */
export function* spikes(board: JobBoard): Dialogue {
  yield* forEachDevice(function* (device) {
    report(board, device);
    for (let left = expectCount(yield); left > 0; left--) {
      const points = yield* take(2 * expectCount(yield, MAXIMUM));
      report(board, device);
      give(board, device, points);
      report(board, device);
    }
    report(board, device);
  });
}

function give(board: JobBoard, [word, bit]: Device, points: readonly number[]): void {
  for (let k = 2; k < points.length; k += 2) {
    const [from, before, to, after] = points.slice(k - 2, k + 2);
    board.pulse(word, bit, (before + after) / 2, to - from);
  }
}

/** Job 161, the first of MultiStateSeeker: which polarity switches one device. Its number of devices is that of the whole experiment. */
export function* findPolarity(board: JobBoard): Dialogue {
  const [seconds, lowest, step, highest, , reads, pulses, tolerance] = yield* take(9);
  const device = yield* oneDevice();
  reportTimes(board, device, Math.max(1, reads));
  const ramp = { lowest, step, highest, seconds, pulses };
  const sign = polarityOf(board, device, ramp, tolerance / 100);
  if (sign === 0) finish(board, 1);
  else finish(board, 0, sign);
}

/** Job 162, the second: a pulse, then readings one by one until the host says 1. */
export function* stability(board: JobBoard): Dialogue {
  const [volts, seconds] = yield* take(2);
  const [word, bit] = yield* oneDevice();
  board.pulse(word, bit, volts, seconds);
  do board.floats(board.ohms([word], bit));
  while (!saysStop(yield));
}

/** Jobs 163 to 165, the third: refused in order, with a failure and without a pulse. */
export function* refuseStates(board: JobBoard): Dialogue {
  yield* take(11);
  report(board, yield* oneDevice());
  finish(board, 1);
}

function* oneDevice(): Dialogue<Device> {
  const [, word, bit] = yield* take(3);
  return [word, bit];
}

/** The end of a job of MultiStateSeeker: a negative width, a status, and if that is 0 how many whole numbers and floats follow. */
function finish(board: JobBoard, status: number, ...results: readonly number[]): void {
  board.floats(0, 0, -1);
  board.text(String(status));
  if (status !== 0) return;
  for (const line of [results.length, 0, ...results]) board.text(String(line));
}
