import type { SpikingNetwork } from '../spiking-network.js';
import { liveNeurons } from './live-neurons.js';

/** Rows and columns of one crossbar that carry something: 1, or 0 for those that can be left out. A column is one neuron with all its devices. */
export interface KeptLines {
  readonly row: Uint8Array;
  readonly column: Uint8Array;
}

/**
 * The lines of each layer and of the outputs that are needed where weights of zero are pruned: columns of neurons that can act on an output, and
 * rows that something drives, with a weight to such a neuron. What the network answers stays the same.
 */
export function keptLines(network: SpikingNetwork, parameters: Float64Array): KeptLines[] {
  const live = liveNeurons(network, parameters);
  const outputs = new Uint8Array(network.output.width).fill(1);
  return [...network.layers, network.output].map(({ first, rows, width, inputs }, l) => {
    const column = live.layers[l] ?? outputs;
    const below = l === 0 ? live.inputs : live.layers[l - 1];
    // Own spikes of a layer come from its neurons; the bias of outputs is always driven.
    const isDriven = (r: number) => (r < inputs ? below[r] : (live.layers[l]?.[r - inputs] ?? 1)) === 1;
    const row = Uint8Array.from({ length: rows }, (_, r) =>
      Number(isDriven(r) && column.some((on, j) => on === 1 && parameters[first + r * width + j] !== 0)),
    );
    return { row, column };
  });
}
