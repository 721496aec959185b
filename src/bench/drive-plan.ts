import { RandomStream } from '../core/random-stream.js';

/** Which rows a probe drives, and with which sign; all other rows are at ground. */
export interface Drive {
  readonly rows: readonly number[];
  /** 1 or −1 for each of the rows */
  readonly signs: readonly number[];
}

/**
 * The drive of one probe: as many rows as can be summed, at random, with random signs. It depends on its arguments alone, so that probes that
 * are measured later are the same.
 */
export function driveOf(seed: number, probe: number, rows: number, atOnce: number): Drive {
  const random = new RandomStream(`${seed} identify probe ${probe}`);
  const order = Array.from({ length: rows }, (_, row) => row);
  const count = Math.min(rows, atOnce);
  // Without a choice of rows, there is nothing to shuffle.
  const chosen = count < rows ? count : 0;
  for (let i = 0; i < chosen; i++) {
    const other = i + random.below(rows - i);
    [order[i], order[other]] = [order[other], order[i]];
  }
  const driven = order.slice(0, count).toSorted((a, b) => a - b);
  return { rows: driven, signs: driven.map(() => (random.below(2) === 0 ? 1 : -1)) };
}
