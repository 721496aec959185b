import { RunError } from '../../../core/errors.js';
import type { SpikeTrains } from '../spike-trains.js';
import { SpikingNetwork } from '../spiking-network.js';
import { liveNeurons } from './live-neurons.js';

/** A network without the inputs and neurons that have no effect. */
export interface CompactSpiking {
  readonly network: SpikingNetwork;
  readonly parameters: Float64Array;
  /** numbers that its inputs had, in rising order */
  readonly inputs: readonly number[];
  /** [layer]: numbers that its neurons had */
  readonly neurons: readonly (readonly number[])[];
}

/**
 * Takes out all inputs and neurons that cannot act on an output. Sums keep their order: outputs stay the same, to the last bit.
 * @throws RunError where a layer is left without a neuron
 */
export function compactSpiking(network: SpikingNetwork, parameters: Float64Array): CompactSpiking {
  const live = liveNeurons(network, parameters);
  const inputs = marked(live.inputs);
  const neurons = live.layers.map(marked);
  if (neurons.some((layer) => layer.length === 0))
    throw new RunError('got a spiking network in which no input acts on an output: prune less');
  const { output, recurrent, leak, outputLeak, bias } = network;
  const layers = neurons.map((layer) => layer.length);
  const settings = {
    inputs: inputs.length,
    layers,
    outputs: output.width,
    recurrent,
    leak,
    outputLeak,
    bias,
  };
  const compact = new SpikingNetwork(settings);
  const kept = new Float64Array(compact.size);
  for (const [l, layer] of [...network.layers, output].entries()) {
    const below = l === 0 ? inputs : neurons[l - 1];
    const columns = neurons[l] ?? Array.from({ length: output.width }, (_, o) => o);
    const own = l === neurons.length ? (bias ? [0] : []) : recurrent ? columns : [];
    const rows = [...below, ...own.map((j) => layer.inputs + j)];
    let to = (compact.layers[l] ?? compact.output).first;
    for (const r of rows) for (const j of columns) kept[to++] = parameters[layer.first + r * layer.width + j];
  }
  return { network: compact, parameters: kept, inputs, neurons };
}

/** Trains of some of their inputs alone, numbered anew. @param inputs their numbers, in rising order */
export function chosenTrains(trains: SpikeTrains, inputs: readonly number[]): SpikeTrains {
  const number = new Map(inputs.map((input, i) => [input, i]));
  const start = new Uint32Array(trains.steps + 1);
  const row = new Uint16Array(trains.row.length);
  let count = 0;
  for (let t = 0; t < trains.steps; t++) {
    for (let k = trains.start[t]; k < trains.start[t + 1]; k++) {
      const input = number.get(trains.row[k]);
      if (input !== undefined) row[count++] = input;
    }
    start[t + 1] = count;
  }
  return { steps: trains.steps, start, row: row.slice(0, count) };
}

function marked(marks: Uint8Array): number[] {
  return [...marks.keys()].filter((i) => marks[i] === 1);
}
