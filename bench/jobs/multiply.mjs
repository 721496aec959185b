// CPU time of one product on a simulated board with all rows driven. Prints one JSON line.
import { IdealBank, Observation, ReadBatch, SimulatedBoard } from 'memloop';

const { rows, columns } = JSON.parse(process.argv[2]);
const board = new SimulatedBoard(
  new IdealBank(new Float64Array(rows * columns).fill(3e-5), new Float64Array(rows * columns).fill(5e-5)),
  columns,
);
board.calibrate(new Float64Array(rows * columns).fill(0.1), 2e-6);
const inputs = new Observation(rows);
inputs.value.forEach((_, row) => (inputs.value[row] = Math.sin(row + 1)));
const read = new ReadBatch(0, columns);
const rounds = Math.ceil(2e8 / (rows * columns));
const times = [];
for (let repeat = 0; repeat < 7; repeat++) {
  const before = process.cpuUsage();
  for (let i = 0; i < rounds; i++) {
    read.clear();
    read.drive(inputs);
    board.multiply(read);
  }
  const { user, system } = process.cpuUsage(before);
  times.push(((user + system) * 1e3) / rounds);
}
process.stdout.write(JSON.stringify({ nanoseconds: times.sort((a, b) => a - b)[3] }));
