/**
 * How often each cell of a grid was in a block of it, where a block is counted at its four corners only: the cells
 * themselves follow by sums along both sides (a summed-area table, Crow, SIGGRAPH 1984).
 * A block is columns [0] ≤ c < [1] and rows [2] ≤ r < [3].
 */
export class BlockCount {
  /** modulo 2^32, as are the sums that come of it */
  private readonly corner: Int32Array;
  private readonly stride: number;

  constructor(
    private readonly side: number,
    private readonly height: number,
  ) {
    this.stride = side + 1;
    this.corner = new Int32Array(this.stride * (height + 1));
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

  /** Takes away the cells that two blocks share. */
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

  /** How often each cell was in a block, row by row; fewer than 2^32 times. */
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
