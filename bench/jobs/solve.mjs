// CPU time of one exact solution of an array with resistive wires, its cells taken anew: what xbar_main.c of the yardstick
// does. Prints one JSON line. `engine` is 'ts' or 'wasm'.
import { Lattice } from '../../dist/devices/array/lattice/lattice.js';
import { equalEnds } from '../../dist/devices/array/lattice/line-ends.js';
import { compiledPasses } from '../../dist/src/kernel/compiled-lattice.js';

const { lines, engine, tolerance = 1e-9 } = JSON.parse(process.argv[2]);
let state = 1;
const uniform = () => {
  state = (Math.imul(state, 1664525) + 1013904223) | 0;
  return (state >>> 8) / 2 ** 24;
};
const conductance = Float64Array.from({ length: lines * lines }, () => 1e-5 + 9e-5 * uniform());
const volts = Float64Array.from({ length: lines }, () => 0.1 + 0.9 * uniform());
const drive = { rows: volts, columns: new Float64Array(lines) };
const rowEnds = equalEnds(lines, 1, { first: true, last: false });
const columnEnds = equalEnds(lines, 1, { first: false, last: true });
const lattice = new Lattice(lines, lines, 1, 1, engine === 'wasm' ? compiledPasses() : undefined);
const solve = () => {
  lattice.factor(conductance, rowEnds, columnEnds);
  lattice.solve(drive, tolerance);
};
for (let warm = 0; warm < 2 + 4096 / lines; warm++) solve();
const times = [];
const rounds = lines <= 512 ? 9 : 5;
for (let round = 0; round < rounds; round++) {
  const before = process.cpuUsage();
  solve();
  const { user, system } = process.cpuUsage(before);
  times.push((user + system) / 1e3);
}
const { iterations, residual, columnNode } = lattice;
const amperes = columnNode.subarray(lines * (lines - 1)).reduce((sum, volt) => sum + volt, 0);
process.stdout.write(
  JSON.stringify({
    milliseconds: times.sort((a, b) => a - b)[rounds >> 1],
    iterations,
    residual,
    amperes,
    megabytes: process.memoryUsage.rss() / 2 ** 20,
  }),
);
