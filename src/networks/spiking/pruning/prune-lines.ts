import type { SpikingLayer, SpikingNetwork } from '../spiking-network.js';
import { checkShare } from './prune-by-magnitude.js';

/** How many whole lines of the crossbars go. */
export interface LinePruning {
  /** share of the input rows, from 0 to 0.99; default: 0 */
  readonly inputs?: number;
  /** share of the neurons: one number, or one for each layer; default: 0 */
  readonly neurons?: number | readonly number[];
}

/**
 * Prunes whole rows and columns, as removes devices: input rows, and neurons. A neuron takes with it its column, its recurrent row, and its
 * row in the matrix above. The input rows with the smallest norm go. Then the neurons of each layer go whose weights that come in, times
 * those that go out, have the smallest product of norms.
 *
 * @returns mask [parameter]: 0 for those that go, 1 for those that stay
 */
export function pruneLines(
  network: SpikingNetwork,
  parameters: Float64Array,
  { inputs = 0, neurons = 0 }: LinePruning,
): Uint8Array {
  const mask = new Uint8Array(network.size).fill(1);
  const [lowest] = network.layers;
  const rows = Array.from({ length: network.inputs }, (_, i) => norm(parameters, rowOf(lowest, i)));
  for (const i of smallest(rows, inputs)) clear(mask, rowOf(lowest, i));
  for (const [l, layer] of network.layers.entries()) {
    const lines = Array.from({ length: layer.width }, (_, j) => linesOf(network, l, j));
    const products = lines.map(
      ({ comesIn, goesOut }) => norm(parameters, comesIn) * norm(parameters, goesOut),
    );
    for (const j of smallest(products, typeof neurons === 'number' ? neurons : (neurons[l] ?? 0)))
      for (const line of Object.values(lines[j])) clear(mask, line);
  }
  return mask;
}

/** Places of the weights that come into a neuron, and that leave it. */
function linesOf(
  network: SpikingNetwork,
  l: number,
  j: number,
): Record<'comesIn' | 'goesOut', readonly number[]> {
  const layer = network.layers[l];
  const above = network.layers[l + 1] ?? network.output;
  const comesIn = Array.from({ length: layer.rows }, (_, r) => layer.first + r * layer.width + j);
  const own = network.recurrent ? rowOf(layer, layer.inputs + j) : [];
  return { comesIn, goesOut: [...own, ...rowOf(above, j)] };
}

/** Places of the weights of a row. */
function rowOf({ first, width }: SpikingLayer, row: number): number[] {
  return Array.from({ length: width }, (_, j) => first + row * width + j);
}

/** The root of the sum of squares. */
function norm(parameters: Float64Array, places: readonly number[]): number {
  return Math.sqrt(places.reduce((sum, place) => sum + parameters[place] ** 2, 0));
}

/** Numbers of the smallest values, as many as a share of them. */
function smallest(values: readonly number[], share: number): number[] {
  checkShare(share, 0.99);
  const order = [...values.keys()].sort((a, b) => values[a] - values[b] || a - b);
  return order.slice(0, Math.floor(share * values.length));
}

function clear(mask: Uint8Array, places: readonly number[]): void {
  for (const place of places) mask[place] = 0;
}
