// CPU time of whole runs of a task, one condition in this process: prints one JSON line.
// `engine` is 'ts', or 'wasm' for the compiled runs of src/kernel; `bare` leaves out tables and ledger.
import { assemble, parseExperiment, runEpisode, runSeed, shippedDevices } from 'memloop';

const { environment, seeds, episodes, condition, engine = 'ts', bare } = JSON.parse(process.argv[2]);
const experiment = parseExperiment({ environment, seeds, episodes, conditions: [condition] });
const { devices } = shippedDevices();

/** What carries out a seed: both engines give a SeedResult. */
async function runner() {
  if (engine === 'wasm') {
    const { compiledRuns } = await import('../../dist/src/kernel/compiled-runs.js');
    return compiledRuns(experiment, 0, devices);
  }
  const make = assemble(experiment, experiment.conditions[0], devices);
  return bare ? (seed) => bareSeed(make(seed)) : (seed) => runSeed(experiment, 0, seed, make(seed));
}

/** The loop alone: no tables, no ledger. */
async function bareSeed({ environment, agent }) {
  let steps = 0;
  for (let i = 0; i < experiment.episodes; i++)
    steps += (await runEpisode(environment, agent, () => {})).moves;
  return { steps: [steps], updates: 0 };
}

const run = await runner();
for (let seed = 0; seed < Math.max(2, seeds / 10); seed++) await run(seeds + seed);
let [steps, updates] = [0, 0];
const before = process.cpuUsage();
for (let seed = 0; seed < seeds; seed++) {
  const result = await run(seed);
  for (const moves of result.steps) steps += moves;
  updates += result.updates;
}
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ seconds: (user + system) / 1e6, seeds, steps, updates }));
