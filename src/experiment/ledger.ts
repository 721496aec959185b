import type { MeteredBoard } from '../../drivers/metered-board.js';
import type { UpdateBatch } from '../core/update-batch.js';

/** What a run has cost so far, over all its devices. */
export interface Costs {
  /** pulses */
  set: number;
  reset: number;
  reads: number;
  /** V² G t; null where the measuring conditions of a device are not known */
  joules: number | null;
  /** sum of the widths of all pulses and reads; null as above */
  deviceSeconds: number | null;
  /** pulses on the device that had most of them */
  wear: number;
}

/** What each weight has cost so far, summed over its devices. */
export interface WeightCosts {
  set: Float64Array;
  reset: Float64Array;
  reads: Float64Array;
}

/** What learning costs: updates asked for, and what the meters of its boards say. */
export class Ledger {
  /** device updates that the agent asked for */
  updates = 0;

  /** @param meters of arrays of one shape: the devices of weight w are the devices w of all of them */
  constructor(private readonly meters: readonly MeteredBoard[]) {}

  note({ count }: UpdateBatch): void {
    this.updates += count;
  }

  costs(): Costs {
    const { meters } = this;
    const { set, reset, reads } = this.perWeight();
    return {
      set: total(set),
      reset: total(reset),
      reads: total(reads),
      joules: sum(meters.map((meter) => meter.joules())),
      deviceSeconds: sum(meters.map((meter) => meter.deviceSeconds())),
      wear: meters.reduce((most, { set, reset }) => Math.max(most, heaviest(set, reset)), 0),
    };
  }

  perWeight(): WeightCosts {
    const over = (column: (meter: MeteredBoard) => Float64Array) => added(this.meters.map(column));
    return {
      set: over(({ set }) => set),
      reset: over(({ reset }) => reset),
      reads: over((meter) => meter.reads()),
    };
  }
}

function added([first, ...others]: Float64Array[]): Float64Array {
  const sums = first.slice();
  for (const other of others) for (let d = 0; d < sums.length; d++) sums[d] += other[d];
  return sums;
}

function total(values: Float64Array): number {
  let all = 0;
  for (let d = 0; d < values.length; d++) all += values[d];
  return all;
}

function heaviest(set: Float64Array, reset: Float64Array): number {
  let most = 0;
  for (let d = 0; d < set.length; d++) most = Math.max(most, set[d] + reset[d]);
  return most;
}

function sum(values: readonly (number | null)[]): number | null {
  return values.reduce((all, value) => (all === null || value === null ? null : all + value), 0);
}
