import type { SpikingLayer, SpikingNetwork } from '../../networks/spiking/spiking-network.js';

/** Rows and columns of one crossbar that carry something: 1, or 0 for those that can be left out. A column is one neuron with all its devices. */
export interface KeptLines {
  readonly row: Uint8Array;
  readonly column: Uint8Array;
}

/**
 * The lines of each layer and of the outputs that are needed where weights of zero are pruned. A neuron is left out if no input can reach it, or
 * if no output can hear it. A row is left out if nothing drives it, or if it has no weight to a neuron that is kept. What the network answers
 * stays the same.
 */
export function keptLines(network: SpikingNetwork, parameters: Float64Array): KeptLines[] {
  const { layers, output, recurrent, bias } = network;
  const all = [...layers, output];
  const driven: Uint8Array[] = [];
  let below = new Uint8Array(network.inputs).fill(1);
  for (const layer of layers) driven.push((below = reached(layer, below, parameters, recurrent)));

  const columns = new Array<Uint8Array>(all.length);
  columns[layers.length] = new Uint8Array(output.width).fill(1);
  for (let l = layers.length - 1; l >= 0; l--)
    columns[l] = heard(all[l], driven[l], { above: all[l + 1], ears: columns[l + 1] }, parameters, recurrent);

  return all.map((layer, l) => {
    const sources = l === 0 ? new Uint8Array(network.inputs).fill(1) : columns[l - 1];
    const own = l < layers.length ? columns[l] : new Uint8Array(1).fill(bias ? 1 : 0);
    const row = Uint8Array.from({ length: layer.rows }, (_, r) => {
      const drives = r < layer.inputs ? sources[r] : own[r - layer.inputs];
      return drives && speaks(layer, r, columns[l], parameters) ? 1 : 0;
    });
    return { row, column: columns[l] };
  });
}

/** The neurons of a layer that spikes from below can reach, by way of its own neurons too. */
function reached(layer: SpikingLayer, below: Uint8Array, parameters: Float64Array, recurrent: boolean): Uint8Array<ArrayBuffer> {
  const found = new Uint8Array(layer.width);
  const spread = (row: number) => {
    for (let j = 0; j < layer.width; j++) {
      if (found[j] || parameters[layer.first + row * layer.width + j] === 0) continue;
      found[j] = 1;
      if (recurrent) spread(layer.inputs + j);
    }
  };
  for (let r = 0; r < layer.inputs; r++) if (below[r]) spread(r);
  return found;
} // prettier-ignore

/** Of the neurons that are reached, those that are heard above, by way of neurons of their own layer too. */
function heard(
  layer: SpikingLayer,
  driven: Uint8Array,
  { above, ears }: { above: SpikingLayer; ears: Uint8Array },
  parameters: Float64Array,
  recurrent: boolean,
): Uint8Array {
  const found = Uint8Array.from(driven, (is, j) => (is && speaks(above, j, ears, parameters) ? 1 : 0));
  for (let changes = recurrent; changes;) {
    changes = false;
    for (let j = 0; j < layer.width; j++) {
      if (found[j] || !driven[j] || !speaks(layer, layer.inputs + j, found, parameters)) continue;
      found[j] = 1;
      changes = true;
    }
  }
  return found;
}

/** Whether a row has a weight to one of some neurons. */
function speaks(
  { first, width }: SpikingLayer,
  row: number,
  neurons: Uint8Array,
  parameters: Float64Array,
): boolean {
  return neurons.some((is, j) => is === 1 && parameters[first + row * width + j] !== 0);
}
