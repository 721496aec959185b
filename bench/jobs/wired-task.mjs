// CPU time of a task learned with ideal wires, or with resistive ones: prints one JSON line. No tables, no ledger.
import { assemble, makeWires, parseExperiment, runEpisode, shippedDevices, SimulatedBoard } from 'memloop';

const { environment, seeds, episodes, condition, wires } = JSON.parse(process.argv[2]);
const experiment = parseExperiment({ environment, seeds, episodes, conditions: [condition] });
const circuit = makeWires(wires);
const wire = (bank, columns) => ({
  board: new SimulatedBoard(bank, columns, circuit),
  held: () => bank.conductance,
});
const { devices } = shippedDevices();
const make = assemble(experiment, experiment.conditions[0], devices, undefined, undefined, wire);

async function learn(seed) {
  const { environment: task, agent } = make(seed);
  let steps = 0;
  for (let i = 0; i < episodes; i++) steps += (await runEpisode(task, agent, () => {})).moves;
  return steps;
}

await learn(seeds);
let steps = 0;
const before = process.cpuUsage();
for (let seed = 0; seed < seeds; seed++) steps += await learn(seed);
const { user, system } = process.cpuUsage(before);
process.stdout.write(JSON.stringify({ microseconds: (user + system) / steps, steps }));
