import type { SpikingLayer } from './spiking-network.js';

/** The weights of a layer that are not zero, row by row. */
export class SparseRows {
  /** weights of row r are at start[r] … start[r + 1] − 1 */
  private readonly start: Uint32Array;
  private readonly column: Uint16Array;
  private readonly weight: Float64Array;

  /** @param parameters of the network: weights are copied */
  constructor({ rows, width, first }: SpikingLayer, parameters: Float64Array) {
    const there: number[] = [];
    this.start = new Uint32Array(rows + 1);
    for (let r = 0; r < rows; r++) {
      for (let j = 0; j < width; j++) if (parameters[first + r * width + j] !== 0) there.push(r * width + j);
      this.start[r + 1] = there.length;
    }
    this.column = Uint16Array.from(there, (place) => place % width);
    this.weight = Float64Array.from(there, (place) => parameters[first + place]);
  }

  /**
   * Adds the rows that spike to a row of sums, one after the other.
   * @param skip number of rows before row 0 of the list
   * @returns number of weights that were added
   */
  drive(sums: Float64Array, row: Uint16Array, from: number, to: number, skip: number): number {
    const { start, column, weight } = this;
    let events = 0;
    for (let k = from; k < to; k++) {
      const r = row[k] + skip;
      const end = start[r + 1];
      events += end - start[r];
      for (let i = start[r]; i < end; i++) sums[column[i]] += weight[i];
    }
    return events;
  }
}
