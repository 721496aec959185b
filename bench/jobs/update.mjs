// CPU time of a dense update: every cell of a large array of the 27 measured devices at once; exact memories are written
// through their crossbar, read back and all. Prints one JSON line.
import {
  cycleModel,
  ExactCrossbar,
  IdealBank,
  meanModel,
  noiseStructures,
  PublishedWalk,
  randomStream,
  shippedDevices,
  SimulatedBoard,
  singleCurve,
  UpdateBatch,
  VcmBank,
} from 'memloop';
import { JartArray, JartBank } from 'memloop/devices';

const CELLS = 1_000_000;
const ROUNDS = 12;
const { bank: kind, noise } = JSON.parse(process.argv[2]);
const fits = shippedDevices().devices;
const random = randomStream(1, 'cycles');
const fitOf = Uint16Array.from({ length: CELLS }, () => random.below(27));
const noisy = () => randomStream(1, 'write noise');

/** What writes a batch. */
function makeWriter() {
  if (kind === 'ideal') {
    const ends = (end) => Float64Array.from(fitOf, (fit) => fits[fit][end]);
    const memory = new IdealBank(ends('lowestSiemens'), ends('highestSiemens'));
    const crossbar = new ExactCrossbar(new SimulatedBoard(memory, 1000), memory.conductance);
    return (batch) => crossbar.program(batch);
  }
  if (kind === 'jart') {
    const bank = new JartBank(new JartArray(), CELLS);
    return (batch) => bank.pulse(batch);
  }
  const model = (kind === 'mean' ? meanModel : cycleModel)(fits, noiseStructures[noise]);
  const walk = kind === 'mean' ? singleCurve : new PublishedWalk(CELLS, model.cycles, random);
  const bank = new VcmBank(model, fitOf, walk, noisy(), noisy());
  return (batch) => bank.pulse(batch);
}

const write = makeWriter();
const batch = new UpdateBatch(CELLS);
const times = [];
for (let round = 0; round < ROUNDS; round++) {
  batch.count = CELLS;
  for (let d = 0; d < CELLS; d++) {
    batch.device[d] = d;
    batch.delta[d] = 0.04 * (2 * random.uniform() - (round < 2 ? 0 : 1));
    batch.direction[d] = Math.sign(batch.delta[d]);
    batch.pulses[d] = Math.round(200 * batch.delta[d]);
  }
  const before = process.cpuUsage();
  void write(batch);
  const { user, system } = process.cpuUsage(before);
  times.push(((user + system) * 1e3) / CELLS);
}
process.stdout.write(JSON.stringify({ nanoseconds: times.slice(4).sort((a, b) => a - b)[4] }));
