// CPU time of one exact solution of an array with resistive wires, its matrix taken anew. Prints one JSON line.
import { solveCrossbar } from 'memloop';

const { lines, engine } = JSON.parse(process.argv[2]);
const uniform = () => {
  state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9;
  state ^= state >>> 13;
  return (state >>> 0) / 2 ** 32;
};
let state = 1;
const problem = {
  rows: lines,
  columns: lines,
  conductance: Float64Array.from({ length: lines * lines }, () => 1e-5 + 9e-5 * uniform()),
  volts: Float64Array.from({ length: lines }, () => 0.1 + 0.9 * uniform()),
  wires: { rowOhms: 1, columnOhms: 1 },
  tolerance: 1e-9,
};
const solve = () => solveCrossbar(problem);
const times = [];
let solution;
const rounds = lines <= 512 ? 9 : 5;
for (let warm = 0; warm < 4096 / lines; warm++) solve();
for (let round = 0; round < rounds; round++) {
  const before = process.cpuUsage();
  solution = solve();
  const { user, system } = process.cpuUsage(before);
  times.push((user + system) / 1e3);
}
const { iterations, relativeResidual } = solution;
process.stdout.write(
  JSON.stringify({ milliseconds: times.sort((a, b) => a - b)[rounds >> 1], iterations, relativeResidual }),
);
