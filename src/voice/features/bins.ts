import type { SpikeTrains } from '../../networks/spiking/spike-trains.js';
import type { Frames } from './frames.js';

/** Where the bins of each band end: quantiles of training data, so that each bin of a band is as frequent. */
export interface BinEdges {
  readonly bands: number;
  readonly bins: number;
  /** [band × (bins − 1) + edge], rising within a band */
  readonly edges: Float32Array;
}

/** Bins of equal frequency in each band of some frames. */
export function binEdges(frames: readonly Frames[], bins = 8): BinEdges {
  const { bands } = frames[0];
  const edges = new Float32Array(bands * (bins - 1));
  const total = frames.reduce((sum, { count }) => sum + count, 0);
  const column = new Float32Array(total);
  for (let b = 0; b < bands; b++) {
    let at = 0;
    for (const { count, values } of frames)
      for (let t = 0; t < count; t++) column[at++] = values[t * bands + b];
    column.sort();
    for (let e = 1; e < bins; e++) edges[b * (bins - 1) + e - 1] = column[Math.floor((e * total) / bins)];
  }
  return { bands, bins, edges };
}

/** Fills the rows that one frame drives: band × bins + bin, one for each band. @param at the place of the frame's first value */
export function binRows(
  values: Float32Array,
  at: number,
  { bands, bins, edges }: BinEdges,
  rows: Uint16Array,
  into = 0,
): void {
  for (let b = 0; b < bands; b++) {
    const first = b * (bins - 1);
    let bin = 0;
    while (bin < bins - 1 && values[at + b] >= edges[first + bin]) bin++;
    rows[into + b] = b * bins + bin;
  }
}

/** Frames as spikes: in each frame, exactly one row of each band. */
export function binCode({ count, bands, values }: Frames, edges: BinEdges): SpikeTrains {
  const row = new Uint16Array(count * bands);
  for (let t = 0; t < count; t++) binRows(values, t * bands, edges, row, t * bands);
  return { steps: count, start: Uint32Array.from({ length: count + 1 }, (_, t) => t * bands), row };
}
