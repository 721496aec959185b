/** Which inputs spike, step by step. */
export interface SpikeTrains {
  /** number of steps */
  readonly steps: number;
  /** inputs of step t are row[start[t]] … row[start[t + 1] − 1]; steps + 1 numbers */
  readonly start: Uint32Array;
  /** numbers of inputs that spike, in rising order within a step */
  readonly row: Uint16Array;
}
