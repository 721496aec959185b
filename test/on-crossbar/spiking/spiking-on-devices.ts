import { shippedDevices } from '../../../devices/files/device-file.js';
import { RandomStream } from '../../../src/core/random-stream.js';
import { spikingCondition, type SpikingChoices } from '../../../src/experiment/networks/spiking-condition.js';
import { spikingMaker, type SpikingOnDevices } from '../../../src/experiment/networks/spiking-maker.js';
import type { SpikeTrains } from '../../../src/networks/spiking/spike-trains.js';
import { SpikingNetwork, type SpikingSettings } from '../../../src/networks/spiking/spiking-network.js';

const fits = shippedDevices().devices;

/** A spiking network on devices, not yet written. */
export function onDevices(
  network: SpikingNetwork,
  parameters: Float64Array,
  choices: Partial<SpikingChoices> = {},
  seed = 0,
): SpikingOnDevices {
  const condition = spikingCondition({ bank: 'ideal', ...choices }, network, parameters);
  return spikingMaker(network, condition, fits)(seed);
}

/** A network with random weights that spikes now and then, and trains for it. */
export function spikingProblem(
  settings: SpikingSettings,
  steps: number,
  key = 'problem',
): { network: SpikingNetwork; parameters: Float64Array; trains: SpikeTrains } {
  const network = new SpikingNetwork(settings);
  const random = new RandomStream(key);
  const parameters = new Float64Array(network.size);
  random.normals(parameters, parameters.length);
  for (let i = 0; i < parameters.length; i++) parameters[i] *= 0.8;
  return { network, parameters, trains: randomTrains(network.inputs, steps, 0.4, random) };
}

/** Trains of which each input spikes in a share of the steps. */
export function randomTrains(
  inputs: number,
  steps: number,
  share: number,
  random: RandomStream,
): SpikeTrains {
  const start = new Uint32Array(steps + 1);
  const row: number[] = [];
  for (let t = 0; t < steps; t++) {
    for (let i = 0; i < inputs; i++) if (random.uniform() < share) row.push(i);
    start[t + 1] = row.length;
  }
  return { steps, start, row: Uint16Array.from(row) };
}
