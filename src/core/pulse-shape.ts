/** What a pulse looks like. */
export interface PulseShape {
  /** amplitude with its sign */
  readonly volts: number;
  /** width */
  readonly seconds: number;
  /** from the start of a pulse to the start of the next one, seconds */
  readonly period: number;
}

/** The SET and the RESET pulse of a batch; one that is left out is the pulse with which each device was measured. */
export interface PulseShapes {
  readonly set?: PulseShape;
  readonly reset?: PulseShape;
}
