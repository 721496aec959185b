import { UsageError } from '../../core/errors.js';

/** Which inputs spike, step by step. */
export interface SpikeTrains {
  /** number of steps */
  readonly steps: number;
  /** inputs of step t are row[start[t]] … row[start[t + 1] − 1]; steps + 1 numbers */
  readonly start: Uint32Array;
  /** numbers of inputs that spike, in rising order within a step */
  readonly row: Uint16Array;
}

/** Trains from the inputs that spike in each step, in rising order. */
export function spikeTrainsOf(steps: readonly (readonly number[])[]): SpikeTrains {
  const start = new Uint32Array(steps.length + 1);
  for (const [t, rows] of steps.entries()) start[t + 1] = start[t] + rows.length;
  return { steps: steps.length, start, row: Uint16Array.from(steps.flat()) };
}

/** @throws UsageError for an input that is not there, or that does not rise within a step */
export function checkTrains({ steps, start, row }: SpikeTrains, inputs: number): void {
  for (let t = 0; t < steps; t++) {
    let last = -1;
    for (let k = start[t]; k < start[t + 1]; k++) {
      if (!(row[k] > last && row[k] < inputs))
        throw new UsageError(
          `got a spike of input ${row[k]} in step ${t}, after input ${last}: expected inputs below ${inputs} in rising order`,
        );
      last = row[k];
    }
  }
}
