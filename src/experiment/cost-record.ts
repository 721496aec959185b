import type { Costs } from '../../drivers/boards/metered-board.js';

/** What learning had cost after each recorded episode, one value each; NaN where a cost is not known. */
export type CostRecord = Readonly<Record<keyof Costs, Float64Array>>;

/** A record with room for some episodes. */
export function costRecord(episodes: number): CostRecord {
  const column = () => new Float64Array(episodes);
  return {
    set: column(),
    reset: column(),
    reads: column(),
    joules: column(),
    deviceSeconds: column(),
    wear: column(),
  };
}

/** Writes down what learning has cost after the recorded episode with index `at`. */
export function recordCosts(record: CostRecord, at: number, costs: Costs): void {
  record.set[at] = costs.set;
  record.reset[at] = costs.reset;
  record.reads[at] = costs.reads;
  record.joules[at] = costs.joules ?? NaN;
  record.deviceSeconds[at] = costs.deviceSeconds ?? NaN;
  record.wear[at] = costs.wear;
}
