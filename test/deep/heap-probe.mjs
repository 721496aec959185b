// Prints the bytes that the simulated loop allocates per step, as V8's sampling heap profiler sees them.
import { Session } from 'node:inspector/promises';
import { assemble, makeWires, parseExperiment, shippedDevices, SimulatedBoard } from 'memloop';

const STEPS = Number(process.argv[4] ?? 50_000);
const SPANS = 20;
const SETTLED = 1;
const [environmentName, condition] = [process.argv[2], JSON.parse(process.argv[3])];
const experiment = parseExperiment({ environment: environmentName, conditions: [condition] });
const circuit = makeWires(JSON.parse(process.argv[5] ?? '{}'));
const wire = (bank, columns) => ({
  board: new SimulatedBoard(bank, columns, circuit),
  held: () => bank.conductance,
});
const { environment, agent } = assemble(
  experiment,
  experiment.conditions[0],
  shippedDevices().devices,
  undefined,
  undefined,
  wire,
)(1);

function walk(steps) {
  for (let i = 0; i < steps; i++) {
    const step = environment.step(agent.act(environment.observation));
    void agent.learn(step, environment.observation);
    if (step.terminated || step.truncated) environment.reset();
  }
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
environment.reset();
walk(2 * STEPS);
const session = new Session();
session.connect();
let least = Infinity;
for (let span = 0; span < SPANS && least >= SETTLED; span++)
  least = Math.min(least, await bytesPerStep(session));
process.stdout.write(JSON.stringify({ bytesPerStep: least }));
