/** Where a cell is on a board; numbers start at 0, as on the wire. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** What a board says of itself. */
export interface SessionCapabilities {
  readonly model: string;
  readonly firmware: string;
  readonly serial: string;
  readonly rows: number;
  readonly columns: number;
  /** what its rows can be driven with */
  readonly microvoltsMin: number;
  readonly microvoltsMax: number;
  readonly microvoltsStep: number;
  /** widths of a pulse */
  readonly nanosMin: number;
  readonly nanosMax: number;
  /** most pulses of one train */
  readonly pulsesMax: number;
  /** most rows of one summed read; 0 where it cannot sum */
  readonly rowset: number;
  readonly calibrated: boolean;
}

/** A current that several rows may have added to, as a board measured it. */
export interface SessionSum {
  readonly picoamps: number;
  /** bits of reading-flags.ts */
  readonly flags: number;
}

/** The current of one device. */
export interface SessionReading extends SessionSum {
  /** what was really applied */
  readonly microvolts: number;
}

/** Identical pulses on one cell. */
export interface PulseTrain extends Place {
  readonly microvolts: number;
  readonly widthNanos: number;
  readonly periodNanos: number;
  readonly count: number;
}

/** What became of a train: pulses that were given, and such of which nobody knows whether they were. */
export interface Outcome {
  readonly done: number;
  /** 0 where it is left out */
  readonly uncertain?: number;
  readonly flags: number;
}

/** An armed board that does as it is told, each train exactly once: what any protocol has to offer to the boards above it. */
export interface BoardSession {
  readonly capabilities: SessionCapabilities;
  read(place: Place, microvolts: number, settleNanos: number, averages: number): Promise<SessionReading>;
  /** The sum of the currents of some rows of a column, each at its voltage, all other rows at ground. */
  readSet(
    column: number,
    rows: readonly number[],
    microvolts: readonly number[],
    settleNanos: number,
    averages: number,
  ): Promise<SessionSum>;
  train(train: PulseTrain): Promise<Outcome>;
  /** Takes all voltages away. */
  safe(): Promise<unknown>;
  close(): Promise<unknown>;
}
