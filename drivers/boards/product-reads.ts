import type { ReadBatch } from '../../src/core/read-batch.js';
import { BlockCount } from './block-count.js';

/**
 * How often products read each device of an array: in a product every device is read once that lies in a driven row
 * and in a column of the batch. Rows are counted for each span of columns; rows and columns are told apart when the
 * reads are asked for.
 */
export class ProductReads {
  /** rows that products drove, by span: first · columns + width − 1 */
  private readonly driven: (BlockCount | undefined)[];
  /** reads of each device by transposed products, once there are any, and the columns that the last one drove */
  private transposed = new Float64Array(0);
  private drivenColumn = new Uint8Array(0);

  constructor(
    private readonly rows: number,
    private readonly columns: number,
  ) {
    this.driven = new Array<undefined>(columns * columns).fill(undefined);
  }

  note(batch: ReadBatch): void {
    const { observation, factor, count } = batch;
    if (count === 0) return;
    if (batch.transposed) {
      this.noteTransposed(batch);
      return;
    }
    const span = batch.first * this.columns + batch.columns - 1;
    const driven = this.driven[span] ?? this.open(span, observation[0].side);
    let driving = 0;
    for (let k = 0; k < count; k++) {
      if (factor[k] === 0) continue;
      driven.add(observation[k].block);
      driving++;
    }
    // A row that two observations drive has one voltage, and is read once.
    if (driving === 2) driven.discountShared(observation[0].block, observation[1].block);
  }

  /** Reads of all devices. */
  total(): number {
    let sum = 0;
    this.eachRow((_, first, end, reads) => (sum += (end - first) * reads));
    for (const reads of this.transposed) sum += reads;
    return sum;
  }

  /** Adds the reads of each device, row-major, to `out`. */
  addTo(out: Float64Array): void {
    this.eachRow((row, first, end, reads) => {
      for (let c = first; c < end; c++) out[row * this.columns + c] += reads;
    });
    for (let d = 0; d < this.transposed.length; d++) out[d] += this.transposed[d];
  }

  /** Σ_d reads_d weight_d */
  weighted(weight: Float64Array): number {
    let sum = 0;
    this.eachRow((row, first, end, reads) => {
      for (let c = first; c < end; c++) sum += reads * weight[row * this.columns + c];
    });
    for (let d = 0; d < this.transposed.length; d++) sum += this.transposed[d] * weight[d];
    return sum;
  }

  /** Device by device: a transposed product walks over them all anyway. */
  private noteTransposed({ observation, factor, count, first, columns: rows }: ReadBatch): void {
    const { columns } = this;
    if (this.transposed.length === 0) {
      this.transposed = new Float64Array(this.rows * columns);
      this.drivenColumn = new Uint8Array(columns);
    }
    const { transposed, drivenColumn } = this;
    drivenColumn.fill(0);
    for (let k = 0; k < count; k++) {
      const { active, count: cells } = observation[k];
      if (factor[k] !== 0) for (let i = 0; i < cells; i++) drivenColumn[active[i]] = 1;
    }
    for (let row = first; row < first + rows; row++) {
      for (let c = 0; c < columns; c++) transposed[row * columns + c] += drivenColumn[c];
    }
  }

  private eachRow(tell: (row: number, first: number, end: number, reads: number) => void): void {
    for (const [span, driven] of this.driven.entries()) {
      if (!driven) continue;
      const first = Math.floor(span / this.columns);
      const reads = driven.cells();
      for (let row = 0; row < this.rows; row++) tell(row, first, first + this.widthOf(span), reads[row]);
    }
  }

  private widthOf(span: number): number {
    return (span % this.columns) + 1;
  }

  private open(span: number, side: number): BlockCount {
    return (this.driven[span] = new BlockCount(side, this.rows / side));
  }
}
