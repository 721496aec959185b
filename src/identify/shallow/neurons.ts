import type { Symmetry } from '../../networks/activations/activation.js';

/** A hidden neuron: what it reads and where it goes. */
export interface Neuron {
  /** its weights, then its bias */
  readonly row: Float64Array;
  /** its weight in each output */
  readonly out: Float64Array;
}

/** A network of one hidden layer. */
export interface Shallow {
  readonly neurons: readonly Neuron[];
  /** constant of each output */
  readonly offset: Float64Array;
  /** weight of each input in each output, beside the neurons: [output × inputs + input]; absent if there are none */
  readonly skip?: Float64Array;
}

/** Whether a neuron can be turned to −row, and the sign that its outgoing weights take. 0: it cannot. */
const turns: Readonly<Record<Symmetry, number>> = {
  none: 0,
  odd: -1,
  'odd-constant': -1,
  even: 1,
  'even-linear': 1,
  'positive-scaling': 1,
};

/** Whether a neuron can be turned to −row. */
export function canTurn(symmetry: Symmetry): boolean {
  return turns[symmetry] !== 0;
}

/** A neuron as it stands, or turned so that its first weight is positive; constants and linear terms that this costs are left to the outputs. */
export function canonical({ row, out }: Neuron, symmetry: Symmetry): Neuron {
  const sign = turns[symmetry];
  if (sign === 0 || row[0] >= 0) return { row, out };
  return { row: row.map((value) => -value), out: out.map((value) => sign * value) };
}

/** 1 − cos of the angle between two rows. */
export function cosineDistance(left: Float64Array, right: Float64Array): number {
  let [product, one, other] = [0, 0, 0];
  for (let i = 0; i < left.length; i++) {
    product += left[i] * right[i];
    one += left[i] * left[i];
    other += right[i] * right[i];
  }
  const [a, b] = [Math.sqrt(one), Math.sqrt(other)];
  // From the difference of directions, which loses no digits where they agree.
  let square = 0;
  for (let i = 0; i < left.length; i++) square += (left[i] / a - right[i] / b) ** 2;
  return product > 0 ? square / 2 : 1 - product / (a * b);
}
