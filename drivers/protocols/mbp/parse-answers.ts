import { RunError } from '../../../src/core/errors.js';
import type { PulseTrain } from '../../sessions/board-session.js';
import type { BoardRefused } from '../../sessions/errors.js';
import { FLAG } from '../../sessions/flag.js';
import type { Limits } from '../../sessions/limits.js';
import { integer, integers } from './frame.js';

/** The sum of the currents of several rows, as read. */
export interface SummedReading {
  readonly picoamps: number;
  /** counts of the converter */
  readonly raw: number;
  readonly flags: number;
}

/** A reading of one device. */
export interface Reading extends SummedReading {
  /** the voltage that was really on the row */
  readonly microvolts: number;
}

/** The outcome of a train: the pulses that the device got, and the board's flags. */
export interface Delivery {
  readonly done: number;
  readonly flags: number;
  /** whether silence of the host ended it: then the board is not armed any more */
  readonly lapsed?: true;
}

/** A train as its frame identified it, which is all that a board can be asked about it by. */
export interface SentTrain {
  readonly boot: number;
  readonly nonce: string;
  readonly seq: number;
}

/** The last train that a board began since its reset, as the answer to LAST. */
export interface LastTrain extends Delivery {
  readonly seq: number;
  readonly total: number;
  /** nonce of the session that sent it */
  readonly nonce: string;
}

type ReadLimit = Pick<Limits, 'readMicrovoltsMax'>;

/** The answer to READ. @throws RunError if more was applied than the limits allow */
export function readingFrom(values: readonly string[], limits: ReadLimit): Reading {
  const [picoamps, microvolts, raw, flags] = integersOf('READ', values, 4);
  checkApplied('READ', microvolts, limits);
  return { picoamps, microvolts, raw, flags };
}

/** @throws RunError if more was applied than the limits allow */
export function checkApplied(
  verb: string,
  microvolts: number,
  { readMicrovoltsMax: maximum }: ReadLimit,
): void {
  if (Math.abs(microvolts) <= maximum) return;
  throw new RunError(
    `the board's answer to ${verb}: got ${microvolts} µV applied: expected at most ±${maximum} µV`,
  );
}

/** The answer to READSET. */
export function summedReadingFrom(values: readonly string[]): SummedReading {
  const [picoamps, raw, flags] = integersOf('READSET', values, 3);
  return { picoamps, raw, flags };
}

/** The `count` integers of an answer. @throws RunError if there are not that many */
export function integersOf(
  verb: string,
  values: readonly string[],
  count: 2 | 3 | 4,
): [number, number, number, number] {
  const numbers = integers(values);
  if (numbers?.length === count) return numbers as [number, number, number, number];
  throw new RunError(
    `the board must answer ${verb} with ${count} integers, got ${JSON.stringify(values.join(' '))}`,
  );
}

/** The arguments of TRAIN, without reads between the pulses. */
export function trainAsSent({
  row,
  column,
  microvolts,
  widthNanos,
  periodNanos,
  count,
}: PulseTrain): number[] {
  return [row, column, microvolts, widthNanos, periodNanos, count, 0];
}

/** The answer to TRAIN. @param count pulses that were requested @throws RunError if it belongs to another train */
export function deliveryFrom(values: readonly string[], count: number): Delivery {
  const [done, total, flags] = integersOf('TRAIN', values, 3);
  if (total === count && done >= 0 && done <= count) return { done, flags };
  throw new RunError(
    `the board's answer to TRAIN: got ${done} of ${total} pulses: expected 0 to ${count} of ${count}`,
  );
}

/** The outcome of a train that had begun and was then refused: stopped at the compliance. */
export function deliveryBefore({ code, details }: BoardRefused): Delivery | undefined {
  const done = integer(details[0]);
  if (done === undefined || details.length !== 2) return undefined;
  return code === 'COMPL' ? { done, flags: FLAG.compliance } : undefined;
}

/** What a board's parts are off by, as it measured when it was armed. */
export interface Zeros {
  /** when, milliseconds of its uptime */
  readonly uptime: number;
  /** of each row that is driven with 0 V */
  readonly microvolts: readonly number[];
  /** of each column with all switches open; subtracted from each reading */
  readonly picoamps: readonly number[];
}

/** The answer to ZERO. @throws RunError if it is not that of such a board */
export function zerosFrom(values: readonly string[], rows: number, columns: number): Zeros {
  const numbers = integers(values);
  if (numbers?.length !== 1 + rows + columns)
    throw new RunError(
      `the board must answer ZERO with ${1 + rows + columns} integers, got ${JSON.stringify(values.join(' '))}`,
    );
  const [uptime, ...zeros] = numbers;
  return { uptime, microvolts: zeros.slice(0, rows), picoamps: zeros.slice(rows) };
}

/** The answer to LAST. */
export function lastTrainFrom(values: readonly string[]): LastTrain {
  const [seq = '', verb, done, total, flags, nonce = ''] = values;
  const counts = [done, total, flags].map(integer);
  if (counts.includes(undefined) || (verb !== 'TRAIN' && verb !== 'NONE')) {
    throw new RunError(
      `the board must answer LAST with seq, verb, done, total, flags and nonce, got ${values.join(' ')}`,
    );
  }
  const [d, t, f] = counts as [number, number, number];
  if (d < 0 || d > t)
    throw new RunError(`the board's answer to LAST: got ${d} of ${t} pulses: expected 0 to ${t}`);
  return { seq: Number.parseInt(seq, 16), done: d, total: t, flags: f, nonce };
}
