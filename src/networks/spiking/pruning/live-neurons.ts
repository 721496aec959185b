import type { SpikingLayer, SpikingNetwork } from '../spiking-network.js';

/** What of a network can act on its outputs. */
export interface LiveNeurons {
  /** [input]: 1 for those from which a path of weights leads to an output */
  readonly inputs: Uint8Array;
  /** [layer][neuron]: 1 for those on a path from an input to an output */
  readonly layers: readonly Uint8Array[];
}

/** Finds the inputs and neurons that can act on the outputs. The others could go: no output would change. */
export function liveNeurons(network: SpikingNetwork, parameters: Float64Array): LiveNeurons {
  const layers = network.layers.map((layer) => ({ layer, driven: new Uint8Array(layer.width) }));
  let below = new Uint8Array(network.inputs).fill(1);
  for (const { layer, driven } of layers) {
    const at = edges(layer, parameters);
    for (let j = 0; j < layer.width; j++) driven[j] = Number(below.some((on, i) => on === 1 && at(i, j)));
    if (network.recurrent) spread(driven, (from, to) => at(layer.inputs + from, to));
    below = driven;
  }
  const heard: Uint8Array[] = [];
  let above: Uint8Array = new Uint8Array(network.output.width).fill(1);
  let higher = network.output;
  for (const { layer, driven } of layers.reverse()) {
    const up = edges(higher, parameters);
    const at = edges(layer, parameters);
    const live = driven.map((on, i) => on & Number(above.some((hears, j) => hears === 1 && up(i, j))));
    if (network.recurrent) spread(live, (from, to) => driven[to] === 1 && at(layer.inputs + to, from));
    heard.unshift(live);
    [above, higher] = [live, layer];
  }
  const up = edges(higher, parameters);
  const inputs = Uint8Array.from({ length: network.inputs }, (_, i) =>
    Number(above.some((hears, j) => hears === 1 && up(i, j))),
  );
  return { inputs, layers: heard };
}

/** Whether there is a weight in a row and a column. */
function edges({ first, width }: SpikingLayer, parameters: Float64Array) {
  return (row: number, column: number) => parameters[first + row * width + column] !== 0;
}

/** Marks all that can be reached from what is marked. */
function spread(marks: Uint8Array, leads: (from: number, to: number) => boolean): void {
  const waiting = [...marks.keys()].filter((i) => marks[i] === 1);
  for (let from = waiting.pop(); from !== undefined; from = waiting.pop())
    for (let to = 0; to < marks.length; to++)
      if (marks[to] === 0 && leads(from, to)) {
        marks[to] = 1;
        waiting.push(to);
      }
}
