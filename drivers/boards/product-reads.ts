import type { ReadBatch } from '../../src/core/read-batch.js';

/**
 * Counts how many blocks contain each cell of a grid. Only the four corners of a block are counted; sums along both
 * axes then give the cells (a summed-area table, Crow, SIGGRAPH 1984).
 * A block is the columns [0] ≤ c < [1] and the rows [2] ≤ r < [3].
 */
export class BlockCount {
  private readonly stride: number;

  /** @param corner counts, row by row, modulo 2^32 like the sums over them */
  constructor(
    private readonly side: number,
    private readonly height: number,
    private readonly corner = new Int32Array((side + 1) * (height + 1)),
  ) {
    this.stride = side + 1;
  }

  add(block: Int32Array): void {
    const { corner, stride } = this;
    const bottom = Math.imul(block[2], stride);
    const top = Math.imul(block[3], stride);
    corner[bottom + block[0]]++;
    corner[bottom + block[1]]--;
    corner[top + block[0]]--;
    corner[top + block[1]]++;
  }

  /** Subtracts the cells that two blocks share. */
  discountShared(a: Int32Array, b: Int32Array): void {
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

  /** The number of blocks that contain each cell, row by row; less than 2^32. */
  cells(): Uint32Array {
    const { corner, stride, side, height } = this;
    const cells = new Uint32Array(side * height);
    for (let r = 0; r < height; r++) {
      for (let c = 0, along = 0; c < side; c++) {
        along += corner[r * stride + c];
        cells[r * side + c] = along + (r > 0 ? cells[(r - 1) * side + c] : 0);
      }
    }
    return cells;
  }
}

/**
 * Counts how often products read each device of an array. A product reads each device once that is in a driven row and
 * in a column of the batch. Rows are counted for each span of columns, and resolved to devices only on request. Rows that
 * are driven anywhere, as by spikes, are counted one by one.
 */
export class ProductReads {
  /** driven rows by span of columns; the index is first · columns + width − 1 */
  private readonly driven: (BlockCount | undefined)[];
  /** the same by observations whose cells are scattered: reads of each row */
  private readonly scattered: (Float64Array | undefined)[];
  private readonly listed: Uint8Array;
  /** reads of each device by transposed products, once there are any, and the columns that the last one drove */
  private transposed = new Float64Array(0);
  private drivenColumn = new Uint8Array(0);

  constructor(
    private readonly rows: number,
    private readonly columns: number,
  ) {
    this.driven = new Array<undefined>(columns * columns).fill(undefined);
    this.scattered = new Array<undefined>(columns * columns).fill(undefined);
    this.listed = new Uint8Array(rows);
  }

  note(batch: ReadBatch): void {
    const { observation, factor, count } = batch;
    if (count === 0) return;
    if (batch.transposed) {
      this.noteTransposed(batch);
      return;
    }
    const span = batch.first * this.columns + batch.columns - 1;
    for (let k = 0; k < count; k++) {
      if (observation[k].scattered) return this.noteScattered(batch, span);
    }
    const driven = this.driven[span] ?? this.open(span, observation[0].side);
    let driving = 0;
    for (let k = 0; k < count; k++) {
      if (factor[k] === 0) continue;
      driven.add(observation[k].block);
      driving++;
    }
    // If two observations drive a row, it has one voltage and is read once.
    if (driving === 2) driven.discountShared(observation[0].block, observation[1].block);
  }

  /** Number of reads of all devices. */
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

  /** Row by row, each once. */
  private noteScattered({ observation, factor, count }: ReadBatch, span: number): void {
    const { listed } = this;
    const reads = (this.scattered[span] ??= new Float64Array(this.rows));
    for (let k = 0; k < count; k++) {
      const { active, count: cells } = observation[k];
      if (factor[k] === 0) continue;
      for (let i = 0; i < cells; i++) {
        const row = active[i];
        reads[row] += 1 - listed[row];
        listed[row] = 1;
      }
    }
    for (let k = 0; k < count; k++) {
      const { active, count: cells } = observation[k];
      for (let i = 0; i < cells; i++) listed[active[i]] = 0;
    }
  }

  private eachRow(visit: (row: number, first: number, end: number, reads: number) => void): void {
    for (const [span, driven] of this.driven.entries()) {
      const first = Math.floor(span / this.columns);
      for (const reads of [driven?.cells(), this.scattered[span]]) {
        if (!reads) continue;
        for (let row = 0; row < this.rows; row++) visit(row, first, first + this.widthOf(span), reads[row]);
      }
    }
  }

  private widthOf(span: number): number {
    return (span % this.columns) + 1;
  }

  private open(span: number, side: number): BlockCount {
    return (this.driven[span] = new BlockCount(side, this.rows / side));
  }
}
