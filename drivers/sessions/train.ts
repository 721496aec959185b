import { RunError } from '../../src/core/errors.js';
import { BoardRefused } from './errors.js';
import { FLAG } from './flag.js';
import { integer } from './integer.js';
import { answered } from './reading.js';

/** A device's place on the board, from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Equal pulses on one device. */
export interface Train extends Place {
  readonly microvolts: number;
  readonly widthNanos: number;
  readonly periodNanos: number;
  readonly count: number;
}

/** What became of a train: the pulses that the device got, and the board's remarks. */
export interface Delivery {
  readonly done: number;
  readonly flags: number;
}

/** A train as its frame named it: all that a board can be asked about it by. */
export interface SentTrain {
  readonly boot: number;
  readonly nonce: string;
  readonly seq: number;
}

/** The train that a board last began since its reset, as LAST tells it. */
export interface LastTrain extends Delivery {
  readonly seq: number;
  readonly total: number;
  /** of the session that it belonged to */
  readonly nonce: string;
}

/** A train as TRAIN sends it, without reads between its pulses. */
export function trainAsSent({ row, column, microvolts, widthNanos, periodNanos, count }: Train): number[] {
  return [row, column, microvolts, widthNanos, periodNanos, count, 0];
}

/** The answer to TRAIN. @param count pulses that were asked for @throws RunError where it tells of another train */
export function deliveryFrom(values: readonly string[], count: number): Delivery {
  const [done, total, flags] = answered('TRAIN', values, 3);
  if (total === count && done >= 0 && done <= count) return { done, flags };
  throw new RunError(
    `the board's answer to TRAIN: got ${done} of ${total} pulses: expected 0 to ${count} of ${count}`,
  );
}

/** What a refusal says of a train that had begun, if it says that: stopped at the compliance, or by the watchdog. */
export function deliveryBefore({ code, details }: BoardRefused): Delivery | undefined {
  const done = integer(details[0]);
  if (done === undefined || details.length !== 2) return undefined;
  if (code === 'COMPL') return { done, flags: FLAG.compliance };
  return code === 'SAFE' ? { done, flags: FLAG.aborted } : undefined;
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
  return { seq: Number.parseInt(seq, 16), done: d, total: t, flags: f, nonce };
}
