import type { Observation } from './observation.js';

/**
 * One in-memory product, as a table: what drives the rows, and what flows out of neighbouring columns. The input of
 * row j is Σ_k factor_k x_k,j over the batch's observations x_k: one voltage, whatever the number of terms.
 * A transposed product drives columns and reads rows: in all that follows, rows and columns change places.
 */
export class ReadBatch {
  /** observations that drive the rows */
  count = 0;
  /** agent: what is seen, a value a row */
  readonly observation: Observation[];
  /** agent: the factor of each observation, signed and dimensionless */
  readonly factor: Float64Array;
  /** agent: input on the reference row, whose weight is one by definition (the reward enters here) */
  readonly reference = new Float64Array(1);
  /** board: current out of each column, offset cancelled, amperes */
  readonly amperes: Float64Array;
  /** crossbar: the same currents as weighted sums */
  readonly output: Float64Array;

  /**
   * @param first first column that is read; @param columns how many, from there on
   * @param factor of the observations, in the order in which they will drive; an agent compares two moments at most
   * @param transposed whether columns are driven and rows are read
   */
  constructor(
    readonly first: number,
    readonly columns: number,
    factor: readonly number[] = [1],
    readonly transposed = false,
  ) {
    this.factor = Float64Array.from(factor);
    this.observation = [];
    this.amperes = new Float64Array(columns);
    this.output = new Float64Array(columns);
  }

  clear(): void {
    this.count = 0;
    this.reference[0] = 0;
  }

  /** Adds an observation, times its factor, to the inputs. */
  drive(observation: Observation): void {
    this.observation[this.count++] = observation;
  }
}
