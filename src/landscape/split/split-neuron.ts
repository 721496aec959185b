import { UsageError } from '../../core/errors.js';
import { activations } from '../../networks/activations/activations.js';
import { Network, type Layer, type LayerSettings } from '../../networks/network.js';

/** A network with parameters. */
interface Parametrised {
  readonly network: Network;
  readonly parameters: Float64Array;
}

/**
 * Splits a hidden neuron into two with the same input weights, and output weights μ a and (1 − μ) a. The network computes the same, and a
 * critical point stays critical for every μ; μ = ½ is the permutation point, where the two change places.
 */
export function splitNeuron(
  network: Network,
  parameters: Float64Array,
  layer: number,
  neuron: number,
  share: number,
): Parametrised {
  const { layers, inputs } = network;
  if (!(layer >= 0 && layer < layers.length - 1 && neuron >= 0 && neuron < layers[layer].width))
    throw new UsageError(`got neuron ${neuron} of layer ${layer}: expected a neuron of a hidden layer`);
  const wide = new Network(
    inputs,
    layers.map((own, l) => ({ ...settingsOf(own), width: own.width + (l === layer ? 1 : 0) })),
  );
  const values: number[] = [];
  for (const [l, own] of layers.entries())
    for (const row of rowsOf(own, parameters)) {
      const next =
        l === layer + 1
          ? [
              ...row.slice(0, neuron),
              share * row[neuron],
              (1 - share) * row[neuron],
              ...row.slice(neuron + 1),
            ]
          : row;
      values.push(...next);
      if (l === layer && values.length === own.first + (neuron + 1) * own.rowLength) values.push(...row);
    }
  return { network: wide, parameters: Float64Array.from(values) };
}

/** A layer as written. */
function settingsOf({ activation: own, bias, width }: Layer): LayerSettings {
  const [activation] = activations.entries.find(([, kind]) => kind === own)!;
  return { width, activation, bias };
}

function rowsOf({ first, width, rowLength }: Layer, parameters: Float64Array): number[][] {
  return Array.from({ length: width }, (_, j) => [...parameters.subarray(first + j * rowLength, first + (j + 1) * rowLength)]);
} // prettier-ignore
