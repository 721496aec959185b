/** What an agent sees: a value a cell, and which cells may be other than zero, so that nobody need search for them. */
export class Observation {
  /** one value a cell, rewritten in place */
  readonly value: Float64Array;
  /** the first `count` numbers are the cells that may be other than zero, each once; unless told, all of them */
  readonly active: Uint32Array;
  count: number;

  constructor(cells: number) {
    this.value = new Float64Array(cells);
    this.active = Uint32Array.from({ length: cells }, (_, cell) => cell);
    this.count = cells;
  }
}
