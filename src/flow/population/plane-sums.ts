import type { PairGeometry } from './pair-geometry.js';

/** Where the row of a neuron lies among the parameters. */
export interface NeuronPlace {
  readonly first: number;
  readonly inputs: number;
  readonly bias: boolean;
  /** from one number of the row to the next; default: 1 */
  readonly stride?: number;
}

/** Adds factor × E[h (x, 1)] to the row of a neuron. @param at place of E[h], E[h u₁] and E[h u₂] */
export function addSlope(
  out: Float64Array,
  { first, inputs, bias, stride = 1 }: NeuronPlace,
  factor: number,
  moments: Float64Array,
  at: number,
  { along, across }: PairGeometry,
): void {
  const [one, other] = [factor * moments[at + 1], factor * moments[at + 2]];
  for (let i = 0; i < inputs; i++) out[first + i * stride] += one * along[i] + other * across[i];
  if (bias) out[first + inputs * stride] += factor * moments[at];
}

/** Adds factor × E[h (x, 1)(x, 1)ᵀ] to the block of two neurons. @param at place of the six moments of h */
export function addCurvature(
  matrix: Float64Array,
  size: number,
  row: NeuronPlace,
  column: NeuronPlace,
  factor: number,
  moments: Float64Array,
  at: number,
  { along, across }: PairGeometry,
): void {
  const [mean, m1, m2, m11, m12, m22] = [0, 1, 2, 3, 4, 5].map((k) => factor * moments[at + k]);
  const { inputs } = row;
  for (let i = 0; i < inputs; i++) {
    const start = (row.first + i) * size + column.first;
    const [one, other] = [m11 * along[i] + m12 * across[i], m12 * along[i] + m22 * across[i]];
    for (let k = 0; k < inputs; k++)
      matrix[start + k] += one * along[k] + other * across[k] + (i === k ? mean : 0);
    const slope = m1 * along[i] + m2 * across[i];
    if (column.bias) matrix[start + inputs] += slope;
    if (row.bias) matrix[(row.first + inputs) * size + column.first + i] += slope;
  }
  if (row.bias && column.bias) matrix[(row.first + inputs) * size + column.first + inputs] += mean;
}
