import type { ReadBatch } from '../src/core/read-batch.js';

/**
 * How often products read each device of an array: in a product every device is read once that lies in a driven row
 * and in a column of the batch. What an observation drives is a block of a grid, which is counted at its four corners
 * only (a summed-area table, Crow, SIGGRAPH 1984); rows and columns are told apart when the reads are asked for.
 */
export class ProductReads {
  /** corners of the blocks, by span: first · columns + width − 1 */
  private readonly spans: (Corners | undefined)[];

  constructor(
    private readonly rows: number,
    private readonly columns: number,
  ) {
    this.spans = new Array<undefined>(columns * columns).fill(undefined);
  }

  note(batch: ReadBatch): void {
    const { observation, factor, count } = batch;
    if (count === 0) return;
    const span = batch.first * this.columns + batch.columns - 1;
    const corners = this.spans[span] ?? this.open(span, observation[0].side);
    let driving = 0;
    for (let k = 0; k < count; k++) {
      if (factor[k] === 0) continue;
      corners.add(observation[k].block);
      driving++;
    }
    if (driving === 2) corners.discountShared(observation[0].block, observation[1].block);
  }

  /** Adds the reads of each device, row-major, to `out`. */
  addTo(out: Float64Array): void {
    const { rows, columns } = this;
    for (const [span, corners] of this.spans.entries()) {
      if (!corners) continue;
      const first = Math.floor(span / columns);
      const end = first + (span % columns) + 1;
      const reads = corners.sums();
      for (let row = 0; row < rows; row++) {
        for (let c = first; c < end; c++) out[row * columns + c] += reads[row];
      }
    }
  }

  private open(span: number, side: number): Corners {
    return (this.spans[span] = new Corners(side, this.rows / side));
  }
}

/** Blocks of a grid, as the corners at which their count begins and ends. */
class Corners {
  private readonly corner: Float64Array;
  private readonly stride: number;

  constructor(
    private readonly side: number,
    private readonly height: number,
  ) {
    this.stride = side + 1;
    this.corner = new Float64Array(this.stride * (height + 1));
  }

  add(block: Uint32Array): void {
    const { corner, stride } = this;
    const bottom = Math.imul(block[2], stride);
    const top = Math.imul(block[3], stride);
    corner[bottom + block[0]]++;
    corner[bottom + block[1]]--;
    corner[top + block[0]]--;
    corner[top + block[1]]++;
  }

  /** A row that two observations drive has one voltage, and is read once. */
  discountShared(a: Uint32Array, b: Uint32Array): void {
    const { corner, stride } = this;
    const left = a[0] > b[0] ? a[0] : b[0];
    const right = a[1] < b[1] ? a[1] : b[1];
    const low = a[2] > b[2] ? a[2] : b[2];
    const high = a[3] < b[3] ? a[3] : b[3];
    if (left >= right || low >= high) return;
    const bottom = Math.imul(low, stride);
    const top = Math.imul(high, stride);
    corner[bottom + left]--;
    corner[bottom + right]++;
    corner[top + left]++;
    corner[top + right]--;
  }

  /** How often each cell was in a block. */
  sums(): Float64Array {
    const { corner, stride, side, height } = this;
    const sums = new Float64Array(side * height);
    for (let r = 0; r < height; r++) {
      for (let c = 0, along = 0; c < side; c++) {
        along += corner[r * stride + c];
        sums[r * side + c] = along + (r > 0 ? sums[(r - 1) * side + c] : 0);
      }
    }
    return sums;
  }
}
