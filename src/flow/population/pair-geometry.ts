import type { NeuronPair } from './expectation.js';

/** Rows of weights with their lengths, and the plane of any two of them. */
export class PairGeometry implements NeuronPair {
  r1 = 0;
  r2 = 0;
  b1 = 0;
  b2 = 0;
  cos = 1;
  sin = 0;
  /** unit vector along the first row, and the one across it in the plane of both; zeros where there is none */
  readonly along: Float64Array;
  readonly across: Float64Array;

  constructor(
    private readonly inputs: number,
    /** rows of weights with a bias each: [neuron × (inputs + 1) + input] */
    private readonly rows: Float64Array,
    private readonly lengths: Float64Array,
  ) {
    this.along = new Float64Array(inputs);
    this.across = new Float64Array(inputs);
  }

  /** Takes two neurons. Angles come from sums and differences of unit vectors: those from products lose half of the digits where rows align. */
  take(one: number, other: number): this {
    const { inputs, rows, lengths, along, across } = this;
    const [first, second] = [one * (inputs + 1), other * (inputs + 1)];
    [this.r1, this.r2, this.b1, this.b2] = [lengths[one], lengths[other], rows[first + inputs], rows[second + inputs]];
    let [apart, together] = [0, 0];
    for (let i = 0; i < inputs; i++) {
      along[i] = this.r1 > 0 ? rows[first + i] / this.r1 : 0;
      across[i] = this.r2 > 0 ? rows[second + i] / this.r2 : 0;
      apart += (along[i] - across[i]) ** 2;
      together += (along[i] + across[i]) ** 2;
    }
    const isPlane = this.r1 > 0 && this.r2 > 0;
    this.cos = isPlane ? (together - apart) / (together + apart) : 0;
    this.sin = isPlane ? (2 * Math.sqrt(together) * Math.sqrt(apart)) / (together + apart) : 1;
    if (isPlane) this.turnAcross(apart / 2, together / 2);
    return this;
  } // prettier-ignore

  /** Leaves of the second unit vector what lies across the first. @param less 1 − cos @param more 1 + cos */
  private turnAcross(less: number, more: number): void {
    const { along, across, cos } = this;
    let square = 0;
    for (let i = 0; i < along.length; i++) {
      across[i] = cos > 0 ? across[i] - along[i] + less * along[i] : across[i] + along[i] - more * along[i];
      square += across[i] * across[i];
    }
    const length = Math.sqrt(square);
    for (let i = 0; i < along.length; i++) across[i] = length > 0 ? across[i] / length : 0;
  }
}
