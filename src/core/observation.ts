/**
 * What an agent sees: one value per cell, and the list of cells that may be other than zero. Cells lie on a grid or in a
 * row; the listed ones are a block of neighbours, unless the observation says that they are scattered.
 */
export class Observation {
  /** one value a cell */
  readonly value: Float64Array;
  /** the first `count` numbers are the cells that may be other than zero, each once; by default all of them */
  readonly active: Uint32Array;
  count: number;
  /** the same cells as a block: columns [0] ≤ c < [1] and rows [2] ≤ r < [3] of the grid, cell = r · side + c */
  readonly block: Int32Array;
  /** whether the listed cells may lie anywhere, as spikes do; then the block says nothing */
  scattered = false;

  /** @param largest magnitude that a value can have; @param side cells in a row of the grid */
  constructor(
    cells: number,
    readonly largest = Infinity,
    readonly side = cells,
  ) {
    this.value = new Float64Array(cells);
    this.active = Uint32Array.from({ length: cells }, (_, cell) => cell);
    this.count = cells;
    this.block = Int32Array.of(0, side, 0, cells / side);
  }
}

/** Two observations by turns: the one before stays as it was while the present one is written. */
export class ObservationPair {
  present: Observation;
  private before: Observation;

  /** @param largest magnitude that a value can have; @param side cells in a row of the grid */
  constructor(cells: number, largest?: number, side?: number) {
    this.present = new Observation(cells, largest, side);
    this.before = new Observation(cells, largest, side);
  }

  /** The older one, to be written anew; it is the present one from here on. */
  turn(): Observation {
    const { before } = this;
    this.before = this.present;
    return (this.present = before);
  }
}
