import type { SpikingNetwork } from '../spiking-network.js';
import { liveNeurons } from './live-neurons.js';

/** What one matrix needs of a crossbar. */
export interface MatrixUse {
  /** weights that are not zero */
  readonly weights: number;
  /** rows and columns of the crossbar that is left when those without effect are taken out */
  readonly rows: number;
  readonly columns: number;
  /** rows × columns: a weight that is zero still is a cell, and leaks. A signed pair has two devices a cell. */
  readonly cells: number;
}

/** What a pruned network needs. */
export interface CrossbarUse {
  /** the layers from the input up, then the outputs */
  readonly matrices: readonly MatrixUse[];
  /** sums over the matrices */
  readonly weights: number;
  readonly cells: number;
}

/** Counts the weights that are left, and the cells of the smallest crossbars that hold them. A row or column goes only where it is empty. */
export function crossbarUse(network: SpikingNetwork, parameters: Float64Array): CrossbarUse {
  const live = liveNeurons(network, parameters);
  const outputs = new Uint8Array(network.output.width).fill(1);
  const matrices = [...network.layers, network.output].map(({ first, rows, width, inputs }, l): MatrixUse => {
    const below = l === 0 ? live.inputs : live.layers[l - 1];
    const columns = live.layers[l] ?? outputs;
    // Rows above those of the layer below are the layer's own; the bias of outputs has no neuron, and is driven always.
    const driven = (r: number) => (r < inputs ? below[r] : (live.layers[l]?.[r - inputs] ?? 1)) === 1;
    const used = Array.from({ length: rows }, (_, r) => r).filter(
      (r) => driven(r) && columns.some((on, j) => on === 1 && parameters[first + r * width + j] !== 0),
    );
    const weights = parameters.subarray(first, first + rows * width).filter((weight) => weight !== 0).length;
    const there = columns.filter((on) => on === 1).length;
    return { weights, rows: used.length, columns: there, cells: used.length * there };
  });
  const total = (what: 'weights' | 'cells') => matrices.reduce((sum, matrix) => sum + matrix[what], 0);
  return { matrices, weights: total('weights'), cells: total('cells') };
}
