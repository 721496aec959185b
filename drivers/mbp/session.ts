import type { Clock } from '../clock.js';
import type { Journal } from '../journal.js';
import type { Transport } from '../transport.js';
import type { Capabilities } from './capabilities.js';
import type { UncertainPulse } from './errors.js';
import type { Limits } from './limits.js';

/** A device's place on the board, from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** A current that several rows may have added to. */
export interface SummedReading {
  readonly picoamps: number;
  /** of the converter */
  readonly raw: number;
  readonly flags: number;
}

/** One device, read. */
export interface Reading extends SummedReading {
  /** that were really on the row */
  readonly microvolts: number;
}

/** Equal pulses on one device. */
export interface Train extends Place {
  readonly microvolts: number;
  readonly widthNanos: number;
  readonly periodNanos: number;
  readonly count: number;
}

/** What became of a train. */
export interface Delivery {
  readonly done: number;
  readonly flags: number;
}

export interface SessionOptions {
  readonly limits: Limits;
  readonly heartbeatMs: number;
  readonly journal?: Journal;
  readonly clock?: Clock;
}

/** A board that was greeted, checked, limited and armed, and is kept so. */
export declare class MbpSession {
  static open(transport: Transport, options: SessionOptions): Promise<MbpSession>;
  readonly capabilities: Capabilities;
  read(place: Place, microvolts: number, settleNanos: number, averages: number): Promise<Reading>;
  readSet(
    column: number,
    rows: readonly number[],
    microvolts: readonly number[],
    settleNanos: number,
    averages: number,
  ): Promise<SummedReading>;
  train(train: Train): Promise<Delivery>;
  last(): Promise<Delivery & { readonly seq: number; readonly total: number }>;
  stat(): Promise<Readonly<Record<string, number>>>;
  safe(): Promise<void>;
  abort(): Promise<void>;
  /** Armed again; tells what became of the train that was in flight, if one was. */
  reopen(transport: Transport): Promise<Delivery | UncertainPulse | undefined>;
  close(): Promise<void>;
}
