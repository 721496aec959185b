import type { Estimate } from '../runs/summary.js';
import type { MeanView } from './page/wire.js';

/** Numbers to four decimals, which is what a picture needs of them. */
export function compact(values: Iterable<number>): number[] {
  return Array.from(values, (value) => Math.round(value * 1e4) / 1e4);
}

/** A mean with the reach of its interval. */
export function interval({ mean, interval }: Estimate): MeanView {
  return { mean, reach: interval && interval[1] - mean };
}
