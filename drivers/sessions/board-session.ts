import type { SessionCapabilities } from './capabilities.js';

/** Where a cell is on a board; rows and columns count from 0, as on the wire. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** A measured current; several rows may have contributed to it. */
export interface SessionSum {
  readonly picoamps: number;
  /** bits of `FLAG` */
  readonly flags: number;
}

/** The current of one device. */
export interface SessionReading extends SessionSum {
  /** the voltage that was really applied */
  readonly microvolts: number;
}

/** Identical pulses on one cell. */
export interface PulseTrain extends Place {
  readonly microvolts: number;
  readonly widthNanos: number;
  /** from the start of one pulse to the start of the next */
  readonly periodNanos: number;
  readonly count: number;
}

/** The outcome of a train: pulses that were delivered, and pulses whose delivery is not confirmed. */
export interface Outcome {
  readonly done: number;
  /** 0 if missing */
  readonly uncertain?: number;
  readonly flags: number;
}

/** An armed board that delivers each train exactly once: what every protocol offers to the boards above it. */
export interface BoardSession {
  readonly capabilities: SessionCapabilities;
  read(place: Place, microvolts: number, settleNanos: number, averages: number): Promise<SessionReading>;
  /** Sums the currents of some rows of a column. Each row has its own voltage; all other rows are at ground. */
  readSet(
    column: number,
    rows: readonly number[],
    microvolts: readonly number[],
    settleNanos: number,
    averages: number,
  ): Promise<SessionSum>;
  train(train: PulseTrain): Promise<Outcome>;
  /** Switches all voltages off. */
  safe(): Promise<unknown>;
  close(): Promise<unknown>;
}
