import { shippedDevices } from '../../devices/files/device-file.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { defaultNoise } from '../../src/experiment/noise-choice.js';
import type { NetworkCondition } from '../../src/experiment/networks/network-condition.js';
import { networkMaker, type NetworkOnDevices } from '../../src/experiment/networks/network-maker.js';
import { losses } from '../../src/networks/losses/losses.js';
import { Network, type LayerSettings } from '../../src/networks/network.js';
import type { Samples } from '../../src/networks/samples.js';

const fits = shippedDevices().devices;

/** A condition with these choices, and the range that it is to have. */
function conditionOf(choices: Partial<NetworkCondition> = {}): NetworkCondition & { readonly range: number } {
  const { bank = 'ideal' } = choices;
  return {
    name: 'test',
    bank,
    noise: defaultNoise(bank),
    pulses: 'linear',
    scheme: 'self-correcting',
    walk: 'published',
    signed: 'pair',
    range: 4,
    rate: 0.1,
    ...choices,
  };
}

/** A network on devices in a condition. */
export function onDevices(
  network: Network,
  choices: Partial<NetworkCondition> = {},
  seed = 0,
  loss = 'mean-square',
): NetworkOnDevices {
  return networkMaker(network, losses.get(loss), conditionOf(choices), fits)(seed);
}

/** A problem with random samples and parameters. */
export function problem(
  inputs: number,
  layers: readonly LayerSettings[],
  count: number,
  key = 'problem',
): { network: Network; samples: Samples; parameters: Float64Array } {
  const network = new Network(inputs, layers);
  const random = new RandomStream(key);
  const normals = (length: number) => {
    const numbers = new Float64Array(length);
    random.normals(numbers, length);
    return numbers;
  };
  const samples = {
    count,
    inputs: normals(inputs * count),
    targets: normals(network.outputs * count),
  };
  const parameters = normals(network.size).map((value) => Math.max(-4, Math.min(4, 0.7 * value)));
  return { network, samples, parameters };
}
