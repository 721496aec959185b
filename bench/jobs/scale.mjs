// CPU time and memory of a water-maze step over the number of place cells. Prints one JSON line.
import {
  ActorCritic,
  Crossbar,
  LinearPulses,
  meanModel,
  noiseStructures,
  PlaceCells,
  randomStream,
  SelfCorrecting,
  shippedDevices,
  SimulatedBoard,
  singleCurve,
  TimeLimit,
  VcmBank,
  WaterMaze,
} from 'memloop';

const { side } = JSON.parse(process.argv[2]);
const STEPS = Math.ceil(4e8 / (side * side * 9 * 20));
const ACTIONS = 8;
const fits = shippedDevices().devices;
const heap = () => (global.gc?.(), process.memoryUsage().arrayBuffers);
const empty = heap();
const cells = side * side;
const fitOf = Uint16Array.from({ length: cells * (1 + ACTIONS) }, (_, d) => d % 27);
const bank = new VcmBank(
  meanModel(fits, noiseStructures.write),
  fitOf,
  singleCurve,
  randomStream(1, 'write noise'),
  randomStream(1, 'read noise'),
);
const crossbar = new Crossbar(new SimulatedBoard(bank, 1 + ACTIONS));
const scheme = new SelfCorrecting(crossbar, new LinearPulses(new Int32Array(fitOf.length).fill(200)));
// More cells that see the same place share one place's change among them.
const share = 121 / cells;
const settings = {
  learningRate: 0.04 * share,
  discount: 0.975,
  temperature: 0.15,
  threshold: 0.0025 * share,
};
const agent = new ActorCritic(scheme, settings, randomStream(1, 'actions'), cells, ACTIONS);
const maze = new PlaceCells(new WaterMaze(randomStream(1, 'starts')), { side, extent: 6, width: 0.75 });
const environment = new TimeLimit(maze, 300);
const bytes = heap() - empty;
environment.reset();
const times = [];
for (let repeat = 0; repeat < 7; repeat++) {
  const before = process.cpuUsage();
  for (let i = 0; i < STEPS; i++) {
    const step = environment.step(agent.act(environment.observation));
    void agent.learn(step, environment.observation);
    if (step.terminated || step.truncated) environment.reset();
  }
  const { user, system } = process.cpuUsage(before);
  times.push(((user + system) * 1e3) / STEPS);
}
process.stdout.write(JSON.stringify({ nanoseconds: times.sort((a, b) => a - b)[3], bytes }));
