import type { ConversionCosts } from '../../devices/array/readout.js';
import type { Costs, MeteredBoard } from '../../drivers/boards/metered-board.js';
import type { UpdateBatch } from '../core/update-batch.js';

/** What each weight has cost so far, summed over its devices. */
export interface WeightCosts {
  /** pulses */
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

  /** What it cost so far over all devices. */
  costs(): Costs {
    return this.meters.map((meter) => meter.costs()).reduce(together);
  }

  /** What conversions cost so far; undefined without converters. */
  conversions(): ConversionCosts | undefined {
    const known = this.meters.flatMap((meter) => meter.conversions() ?? []);
    return known.length > 0 ? known.reduce(bothConversions) : undefined;
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

function together(one: Costs, other: Costs): Costs {
  return {
    set: one.set + other.set,
    reset: one.reset + other.reset,
    reads: one.reads + other.reads,
    joules: sum(one.joules, other.joules),
    deviceSeconds: sum(one.deviceSeconds, other.deviceSeconds),
    wear: Math.max(one.wear, other.wear),
  };
}

function bothConversions(one: ConversionCosts, other: ConversionCosts): ConversionCosts {
  return {
    conversions: one.conversions + other.conversions,
    clipped: one.clipped + other.clipped,
    joules: one.joules + other.joules,
    // Arrays of one weight's devices work side by side.
    seconds: Math.max(one.seconds, other.seconds),
  };
}

function sum(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other;
}

function added([first, ...others]: Float64Array[]): Float64Array {
  const sums = first.slice();
  for (const other of others) for (let d = 0; d < sums.length; d++) sums[d] += other[d];
  return sums;
}
