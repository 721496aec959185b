import type { Symmetry } from '../../networks/activations/activation.js';
import { cosineDistance } from '../shallow/neurons.js';
import { widthsOf, type Deep } from './deep-problem.js';

/** Whether a turned neuron costs no more than a constant, which the next layer's biases take up. */
export function isTurnedAtNoCost(symmetry: Symmetry): boolean {
  return symmetry === 'odd' || symmetry === 'odd-constant';
}

/** The same network with hidden neurons in an order of their own: by their first weight, the largest first, and turned to make it positive where that costs at most a constant. */
export function orderedDeep(layers: Deep, symmetry: Symmetry): Deep {
  const ordered = layers.map((rows) => rows.map((row) => row.slice()));
  for (let l = 0; l + 1 < ordered.length; l++) {
    const [rows, above] = [ordered[l], ordered[l + 1]];
    for (const [j, row] of rows.entries()) if (row[0] < 0) turn(row, j, above, symmetry);
    const order = [...rows.keys()].toSorted((a, b) => rows[b][0] - rows[a][0]);
    ordered[l] = order.map((j) => rows[j]);
    ordered[l + 1] = above.map((row) => Float64Array.of(...order.map((j) => row[j]), row[rows.length]));
  }
  return ordered;
}

/** Turns a neuron: f(−z) = −f(z), or 1 − f(z). */
function turn(row: Float64Array, j: number, above: readonly Float64Array[], symmetry: Symmetry): void {
  if (!isTurnedAtNoCost(symmetry)) return;
  for (let i = 0; i < row.length; i++) row[i] = -row[i];
  for (const next of above) {
    if (symmetry === 'odd-constant') next[next.length - 1] += next[j];
    next[j] = -next[j];
  }
}

/** The largest cosine distance between rows of two ordered networks that stand at the same place; Infinity where sizes differ. */
export function farthest(left: Deep, right: Deep): number {
  if (widthsOf(left).join() !== widthsOf(right).join()) return Infinity;
  return Math.max(...left.flatMap((rows, l) => rows.map((row, j) => cosineDistance(row, right[l][j]))));
}
