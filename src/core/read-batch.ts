import type { Observation } from './observation.js';

/** An agent compares two moments at most. */
const MOST_OBSERVATIONS = 2;

/**
 * One in-memory product, as a table: what drives the rows, and what flows out of neighbouring columns. The input of
 * row j is Σ_k factor_k x_k,j over the batch's observations x_k: one voltage, whatever the number of terms. Every
 * device has its own window, and so its own voltage for the same input: a board reads the columns of its array one
 * after the other.
 */
export class ReadBatch {
  /** observations that drive the rows */
  count = 0;
  /** agent: what is seen, a value a row */
  readonly observation: Observation[];
  /** agent: signed and dimensionless */
  readonly factor = new Float64Array(MOST_OBSERVATIONS);
  /** agent: input on the reference row, whose weight is one by definition (the reward enters here) */
  reference = 0;
  /** board: current out of each column, offset cancelled, amperes */
  readonly amperes: Float64Array;
  /** crossbar: the same currents as weighted sums */
  readonly output: Float64Array;

  /** @param first first column that is read; @param columns how many, from there on */
  constructor(
    readonly first: number,
    readonly columns: number,
  ) {
    this.observation = [];
    this.amperes = new Float64Array(columns);
    this.output = new Float64Array(columns);
  }

  clear(): void {
    this.count = 0;
    this.reference = 0;
  }

  /** Adds factor · observation to the inputs; two of them at most. */
  drive(observation: Observation, factor: number): void {
    this.observation[this.count] = observation;
    this.factor[this.count++] = factor;
  }
}
