import type { CellArray } from '../../sessions/cell-array.js';

/** As many samples as a zero is the mean of. */
const SAMPLES = 64;

/** The currents that a board reads with nothing on its rows, as measured when it was last armed. Its rows are exact. */
export class BoardZeros {
  /** of each column; 0 until it is measured */
  readonly amperes: Float64Array;
  private measuredAt = -1;

  constructor(
    private readonly cells: CellArray,
    private readonly grounded: Float64Array,
  ) {
    this.amperes = new Float64Array(cells.columns);
  }

  /** @param uptime milliseconds since the reset */
  measure(uptime: number): void {
    const { amperes, cells, grounded } = this;
    for (let column = 0; column < amperes.length; column++)
      amperes[column] = cells.current(column, grounded, SAMPLES);
    this.measuredAt = uptime;
  }

  /** The values of ZERO: when, µV of each row, pA of each column. */
  asSent(): number[] {
    const picoamps = Array.from(this.amperes, (amperes) => Math.round(amperes * 1e12) || 0);
    return [this.measuredAt, ...Array.from(this.grounded, () => 0), ...picoamps];
  }
}
