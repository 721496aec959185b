/**
 * One in-memory product, as a table: the rows that are driven, and what flows out of neighbouring columns.
 * Each room fills its own column. Every device has its own window, and so its own voltage for the same input:
 * a board reads the columns of its array one after the other.
 */
export class ReadBatch {
  /** driven rows */
  count = 0;
  /** agent: row of the crossbar */
  readonly row: Uint32Array;
  /** agent: input on that row, signed, dimensionless */
  readonly input: Float64Array;
  /** agent: input on the reference row, whose weight is one by definition (the reward enters here) */
  reference = 0;
  /** board: current out of each column, offset cancelled, amperes */
  readonly amperes: Float64Array;
  /** crossbar: the same currents as weighted sums */
  readonly output: Float64Array;

  /** @param first first column that is read; @param columns how many, from there on */
  constructor(
    readonly rows: number,
    readonly first: number,
    readonly columns: number,
  ) {
    this.row = new Uint32Array(rows);
    this.input = new Float64Array(rows);
    this.amperes = new Float64Array(columns);
    this.output = new Float64Array(columns);
  }

  clear(): void {
    this.count = 0;
    this.reference = 0;
  }

  /** Drives a row; a row at zero volts adds no current and is left out. */
  drive(row: number, input: number): void {
    if (input === 0) return;
    const k = this.count++;
    this.row[k] = row;
    this.input[k] = input;
  }
}
