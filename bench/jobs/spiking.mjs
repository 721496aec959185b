// CPU time of a spiking network with bin-coded inputs: 32 of 256 rows spike in each step. Prints one JSON line: seconds of one epoch of
// training, and microseconds of one step driven by events, before and after pruning.
import { RandomStream } from '../../dist/src/core/random-stream.js';
import { EventDriven } from '../../dist/src/networks/spiking/event-driven.js';
import { pruneByMagnitude } from '../../dist/src/networks/spiking/pruning/prune-by-magnitude.js';
import { logisticLoss } from '../../dist/src/networks/spiking/sequence-loss.js';
import { SpikingGradient } from '../../dist/src/networks/spiking/spiking-gradient.js';
import { SpikingNetwork } from '../../dist/src/networks/spiking/spiking-network.js';
import { drawSpiking } from '../../dist/src/networks/spiking/training/draw-spiking.js';
import { cutSequences } from '../../dist/src/networks/spiking/training/sequences.js';
import { trainSpiking } from '../../dist/src/networks/spiking/training/train-spiking.js';

const { neurons, steps } = JSON.parse(process.argv[2]);
const [BANDS, BINS] = [32, 8];
const stream = new RandomStream('bench');
const start = Uint32Array.from({ length: steps + 1 }, (_, t) => t * BANDS);
const row = Uint16Array.from({ length: steps * BANDS }, (_, i) => (i % BANDS) * BINS + stream.below(BINS));
const trains = { steps, start, row };
// Which half of the bins the first four bands are in, over the last few steps: it can be learnt, so neurons go on spiking.
let low = 0;
const targets = Uint8Array.from({ length: steps }, (_, t) => {
  for (let band = 0; band < 4; band++) low = 0.9 * low + (row[t * BANDS + band] % BINS < 4 ? 0.1 : -0.1);
  return low > 0 ? 1 : 0;
});
const network = new SpikingNetwork({ inputs: BANDS * BINS, layers: [neurons] });
const parameters = drawSpiking(network, 1, BANDS);
const activity = { level: 0.05, strength: 30 };
const gradient = new SpikingGradient(network, logisticLoss(targets), { activity });
const settings = { seed: 1, epochs: 2 };
// The first epoch lowers the activity to what it is in training.
const state = trainSpiking(gradient, parameters, trains, cutSequences([0, steps], 200), settings);
let spikes = 0;
const before = cpu();
trainSpiking(gradient, parameters, trains, cutSequences([0, steps], 200), {
  seed: 1,
  epochs: 3,
  resume: state,
  watch: ({ activity: mean }) => (spikes = mean),
});
const epoch = (cpu() - before) / 1e6;
const mask = pruneByMagnitude(network, parameters, { share: 0.85 });
const full = stepOf(parameters);
const pruned = stepOf(parameters.map((weight, i) => weight * mask[i]));
process.stdout.write(JSON.stringify({ epoch, spikes, full, pruned }));

/** Microseconds of a step. */
function stepOf(weights) {
  const events = new EventDriven(network, weights);
  const begin = cpu();
  for (let t = 0; t < steps; t++) events.step(row, start[t], start[t + 1]);
  return (cpu() - begin) / steps;
}

function cpu() {
  const { user, system } = process.cpuUsage();
  return user + system;
}
