// CPU time of whole T-maze runs, one condition in this process: prints one JSON line.
import { assemble, parseExperiment, runSeed, shippedDevices } from 'memloop';

const seeds = Number(process.argv[2]);
const condition = JSON.parse(process.argv[3]);
const experiment = parseExperiment({ environment: 't-maze', seeds, conditions: [condition] });
const make = assemble(experiment, experiment.conditions[0], shippedDevices().devices);
for (let seed = 0; seed < 50; seed++) await runSeed(experiment, 0, seeds + seed, make(seeds + seed));

let steps = 0;
let updates = 0;
const before = process.cpuUsage();
for (let seed = 0; seed < seeds; seed++) {
  const run = await runSeed(experiment, 0, seed, make(seed));
  for (const moves of run.steps) steps += moves;
  updates += run.updates;
}
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ seconds: (user + system) / 1e6, seeds, steps, updates }));
