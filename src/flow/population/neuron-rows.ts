import type { Network } from '../../networks/network.js';

/** The hidden neurons of student and teacher, one after another, with what each adds to the outputs. */
export class NeuronRows {
  /** weights of a neuron, then its bias: [neuron × (inputs + 1) + input] */
  readonly rows: Float64Array;
  /** lengths of the weights, without biases */
  readonly lengths: Float64Array;
  /** what a neuron adds to an output; for the teacher with a minus: [output × count + neuron] */
  readonly shares: Float64Array;
  /** what each output has besides, student less teacher */
  readonly offsets: Float64Array;

  constructor(
    private readonly inputs: number,
    outputs: number,
    readonly count: number,
  ) {
    this.rows = new Float64Array(count * (inputs + 1));
    this.lengths = new Float64Array(count);
    this.shares = new Float64Array(outputs * count);
    this.offsets = new Float64Array(outputs);
  }

  /** Σ over outputs of the product of what two neurons add to them. */
  coupling(i: number, k: number): number {
    let sum = 0;
    for (let at = 0; at < this.shares.length; at += this.count)
      sum += this.shares[at + i] * this.shares[at + k];
    return sum;
  }

  /** Takes a network in, from a neuron on. @param sign 1 for a student, −1 for a teacher; offsets are added to those that are there */
  load({ layers: [hidden, last] }: Network, parameters: Float64Array, from: number, sign: number): void {
    const { inputs, rows, lengths, shares, offsets, count } = this;
    for (let i = 0; i < hidden.width; i++) {
      const [first, row] = [hidden.first + i * hidden.rowLength, (from + i) * (inputs + 1)];
      let square = 0;
      for (let k = 0; k < inputs; k++) {
        rows[row + k] = parameters[first + k];
        square += parameters[first + k] * parameters[first + k];
      }
      rows[row + inputs] = hidden.bias ? parameters[first + inputs] : 0;
      lengths[from + i] = Math.sqrt(square);
    }
    for (let o = 0; o < last.width; o++) {
      const first = last.first + o * last.rowLength;
      for (let i = 0; i < hidden.width; i++) shares[o * count + from + i] = sign * parameters[first + i];
      if (last.bias) offsets[o] += sign * parameters[first + hidden.width];
    }
  }
}
