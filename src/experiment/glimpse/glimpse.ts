import type { Costs } from '../../../drivers/boards/metered-board.js';

/** Number of points of the curve of a seed in progress. */
export const GLIMPSE_POINTS = 200;

/** A seed in progress, as a page shows it. */
export interface Glimpse {
  readonly seed: number;
  /** number of finished episodes */
  readonly episode: number;
  /** mean moves of the finished episodes in blocks of `blockOf(episodes)` */
  readonly curve: Float64Array;
  /** what the devices hold, cells × heads */
  readonly weights: Float64Array;
  readonly set: number;
  readonly reset: number;
  readonly reads: number;
}

/** What a glimpse is made of, at some moment of a seed. */
export interface GlimpseSource {
  readonly seed: number;
  /** number of finished episodes */
  readonly episode: number;
  /** moves of each episode */
  readonly steps: Int32Array;
  /** what the devices hold, cells × heads */
  readonly weights: Float64Array;
  readonly costs: Pick<Costs, 'set' | 'reset' | 'reads'>;
}

/** Number of episodes that one point of a curve stands for. */
export function blockOf(episodes: number): number {
  return Math.ceil(episodes / GLIMPSE_POINTS);
}

/** Mean moves of blocks of episodes into `out`; returns the number of blocks. @param count of the episodes, of which the last block may lack some */
export function blockMeans(steps: Int32Array, count: number, block: number, out: Float64Array): number {
  const blocks = Math.ceil(count / block);
  for (let k = 0; k < blocks; k++) {
    const end = Math.min((k + 1) * block, count);
    let sum = 0;
    for (let episode = k * block; episode < end; episode++) sum += steps[episode];
    out[k] = sum / (end - k * block);
  }
  return blocks;
}
