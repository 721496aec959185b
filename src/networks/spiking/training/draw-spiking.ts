import { streams } from '../../../core/random-stream.js';
import type { SpikingNetwork } from '../spiking-network.js';

/**
 * Random weights to start training from. Inputs of a layer have standard deviation 1/√(spikes that come in a step), so that membranes come near
 * the threshold. Recurrent weights have a quarter of 1/√width, outputs 1/√width; biases are zero.
 *
 * @param on how many inputs spike in a step; an eighth of the neurons of inner layers does
 */
export function drawSpiking(network: SpikingNetwork, seed: number, on: number): Float64Array {
  const parameters = new Float64Array(network.size);
  const stream = streams(seed)('spiking weights');
  const fill = (first: number, rows: number, width: number, deviation: number) => {
    const part = parameters.subarray(first, first + rows * width);
    stream.normals(part, part.length);
    for (let i = 0; i < part.length; i++) part[i] *= deviation;
  };
  for (const [l, { inputs, width, first, rows }] of network.layers.entries()) {
    fill(first, inputs, width, 1 / Math.sqrt(l === 0 ? on : Math.max(1, inputs / 8)));
    fill(first + inputs * width, rows - inputs, width, 0.25 / Math.sqrt(width));
  }
  const { inputs, width, first } = network.output;
  fill(first, inputs, width, 1 / Math.sqrt(inputs));
  return parameters;
}
