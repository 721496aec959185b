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

/** The answer to TRAIN. */
export function deliveryFrom(values: readonly string[]): Delivery {
  const [done, , flags] = answered('TRAIN', values, 3);
  return { done, flags };
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
