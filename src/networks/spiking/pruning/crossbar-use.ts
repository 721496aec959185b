import type { SpikingNetwork } from '../spiking-network.js';
import { keptLines } from './kept-lines.js';

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
  const kept = keptLines(network, parameters);
  const matrices = [...network.layers, network.output].map(({ first, rows, width }, l): MatrixUse => {
    const weights = parameters.subarray(first, first + rows * width).filter((weight) => weight !== 0).length;
    const [used, columns] = [kept[l].row, kept[l].column].map((lines) =>
      lines.reduce((sum, on) => sum + on, 0),
    );
    return { weights, rows: used, columns, cells: used * columns };
  });
  const total = (what: 'weights' | 'cells') => matrices.reduce((sum, matrix) => sum + matrix[what], 0);
  return { matrices, weights: total('weights'), cells: total('cells') };
}
