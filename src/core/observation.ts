/** What an agent sees: a value a cell, and which cells may be other than zero, so that nobody need search for them. */
export class Observation {
  /** one value a cell */
  readonly value: Float64Array;
  /** the first `count` numbers are the cells that may be other than zero, each once; unless told, all of them */
  readonly active: Uint32Array;
  count: number;

  /** @param largest magnitude that a value can have */
  constructor(
    cells: number,
    readonly largest = Infinity,
  ) {
    this.value = new Float64Array(cells);
    this.active = Uint32Array.from({ length: cells }, (_, cell) => cell);
    this.count = cells;
  }
}

/** Two observations by turns: the one before stays as it was while the present one is written. */
export class ObservationPair {
  present: Observation;
  private before: Observation;

  /** @param largest magnitude that a value can have */
  constructor(cells: number, largest?: number) {
    this.present = new Observation(cells, largest);
    this.before = new Observation(cells, largest);
  }

  /** The older one, to be written anew; it is the present one from here on. */
  turn(): Observation {
    const { before } = this;
    this.before = this.present;
    return (this.present = before);
  }
}
