// Prints the bytes that a spiking network on crossbars allocates per step, as V8's sampling heap profiler sees them.
import { Session } from 'node:inspector/promises';
import { shippedDevices } from 'memloop';
import { drawSpiking, spikingCondition, spikingMaker, SpikingNetwork } from 'memloop/networks';

const STEPS = 10_000;
const SPANS = 20;
const SETTLED = 1;
const INPUTS = 64;
const network = new SpikingNetwork({ inputs: INPUTS, layers: [24, 12] });
const parameters = drawSpiking(network, 1, INPUTS / 8);
const condition = spikingCondition(JSON.parse(process.argv[2]), network, parameters);
const made = spikingMaker(network, condition, shippedDevices().devices)(1);
await made.begin(parameters);

// One row in eight spikes, another one in each step.
const rows = Array.from({ length: 8 }, (_, t) =>
  Uint16Array.from({ length: INPUTS / 8 }, (_, k) => 8 * k + ((t + k) % 8)),
);
function walk(steps) {
  for (let t = 0; t < steps; t++) void made.network.step(rows[t & 7], 0, INPUTS / 8);
}

async function bytesPerStep(session) {
  await session.post('HeapProfiler.startSampling', {
    samplingInterval: 256,
    includeObjectsCollectedByMajorGC: true,
    includeObjectsCollectedByMinorGC: true,
  });
  walk(STEPS);
  const { profile } = await session.post('HeapProfiler.stopSampling');
  const size = (node) => node.selfSize + node.children.reduce((sum, child) => sum + size(child), 0);
  return size(profile.head) / STEPS;
}

// Code that is not yet compiled, or is compiled anew, keeps numbers on the heap: the last word has the best of several spans.
walk(2 * STEPS);
const session = new Session();
session.connect();
let least = Infinity;
for (let span = 0; span < SPANS && least >= SETTLED; span++)
  least = Math.min(least, await bytesPerStep(session));
const spikes = made.network.layers.slice(1).reduce((sum, { products }) => sum + products[0], 0);
process.stdout.write(JSON.stringify({ bytesPerStep: least, spikes }));
