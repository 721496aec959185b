import { RandomStream } from '../../../src/core/random-stream.js';
import type { SpikeTrains } from '../../../src/networks/spiking/spike-trains.js';
import { spikeTrainsOf } from '../../../src/networks/spiking/spike-trains.js';

/** Trains of random spikes: each input spikes in a step with one probability. */
export function randomTrains(key: string, steps: number, inputs: number, share: number): SpikeTrains {
  const stream = new RandomStream(key);
  return spikeTrainsOf(
    Array.from({ length: steps }, () =>
      Array.from({ length: inputs }, (_, i) => i).filter(() => stream.uniform() < share),
    ),
  );
}
