// Prints the bytes that the simulated loop allocates per step, as V8's sampling heap profiler sees them.
import { Session } from 'node:inspector/promises';
import { assemble, parseExperiment, shippedDevices } from 'memloop';

const STEPS = 200_000;
const [environmentName, condition] = [process.argv[2], JSON.parse(process.argv[3])];
const experiment = parseExperiment({ environment: environmentName, conditions: [condition] });
const { environment, agent } = assemble(experiment, experiment.conditions[0], shippedDevices().devices)(1);

function walk(steps) {
  for (let i = 0; i < steps; i++) {
    const step = environment.step(agent.act(environment.observation));
    void agent.learn(step, environment.observation);
    if (step.terminated || step.truncated) environment.reset();
  }
}

environment.reset();
walk(2 * STEPS);
const session = new Session();
session.connect();
await session.post('HeapProfiler.startSampling', {
  samplingInterval: 256,
  includeObjectsCollectedByMajorGC: true,
  includeObjectsCollectedByMinorGC: true,
});
walk(STEPS);
const { profile } = await session.post('HeapProfiler.stopSampling');
const size = (node) => node.selfSize + node.children.reduce((sum, child) => sum + size(child), 0);
process.stdout.write(JSON.stringify({ bytesPerStep: size(profile.head) / STEPS }));
