// CPU time of whole runs of a task, one condition in this process: prints one JSON line.
import { assemble, parseExperiment, runEpisode, runSeed, shippedDevices } from 'memloop';

const { environment, seeds, episodes, condition, bare } = JSON.parse(process.argv[2]);
const experiment = parseExperiment({ environment, seeds, episodes, conditions: [condition] });
const make = assemble(experiment, experiment.conditions[0], shippedDevices().devices);

/** The loop alone: no tables, no ledger. */
async function bareSeed(seed) {
  const made = make(seed);
  let steps = 0;
  for (let i = 0; i < experiment.episodes; i++)
    steps += (await runEpisode(made.environment, made.agent, () => {})).moves;
  return { steps: [steps], updates: 0 };
}
const run = bare ? bareSeed : (seed) => runSeed(experiment, 0, seed, make(seed));

for (let seed = 0; seed < Math.max(2, seeds / 20); seed++) await run(seeds + seed);
let [steps, updates] = [0, 0];
const before = process.cpuUsage();
for (let seed = 0; seed < seeds; seed++) {
  const result = await run(seed);
  for (const moves of result.steps) steps += moves;
  updates += result.updates;
}
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ seconds: (user + system) / 1e6, seeds, steps, updates }));
