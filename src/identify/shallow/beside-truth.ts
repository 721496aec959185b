import type { Symmetry } from '../../networks/activations/activation.js';
import type { NetworkFinding } from './network-finding.js';
import { canonical, canTurn, cosineDistance, type Neuron, type Shallow } from './neurons.js';

/** How far a finding is from the network that gave the probes. */
export interface BesideTruth {
  /** neurons found, less those that are there */
  readonly excess: number;
  /** largest cosine distance from a true row (weights and bias) to the nearest that was found, either sign where the symmetry allows it */
  readonly distance: number;
  /** root mean square error of the rows, as a share of their length; each beside the nearest */
  readonly error: number;
}

/** Compares a finding with the truth. */
export function besideTruth({ hidden }: NetworkFinding, { neurons }: Shallow, symmetry: Symmetry): BesideTruth {
  const found = hidden.map(({ row, bias, out }): Neuron => ({
    row: Float64Array.from([...row, bias], ({ value }) => value),
    out: Float64Array.from(out, ({ value }) => value),
  }));
  const turned = (row: Float64Array) => row.map((value) => -value);
  const rows = found.flatMap(({ row }) => (canTurn(symmetry) ? [row, turned(row)] : [row]));
  const nearest = neurons.map((neuron) => {
    const { row } = canonical(neuron, symmetry);
    const [best] = rows.map((other) => ({ other, distance: cosineDistance(row, other) })).toSorted((a, b) => a.distance - b.distance);
    return { distance: best?.distance ?? 2, error: best === undefined ? 1 : relative(row, best.other) };
  });
  return {
    excess: hidden.length - neurons.length,
    distance: Math.max(...nearest.map(({ distance }) => distance)),
    error: Math.sqrt(nearest.reduce((sum, { error }) => sum + error ** 2, 0) / nearest.length),
  };
} // prettier-ignore

function relative(row: Float64Array, other: Float64Array): number {
  return Math.hypot(...row.map((value, i) => value - other[i])) / Math.hypot(...row);
}
