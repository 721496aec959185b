// A task of the bench: one teacher, identified from its probes, and trained for directly at its true width.
import { RandomStream } from '../../dist/src/core/random-stream.js';
import { identifyShallow } from '../../dist/src/identify/shallow/identify-shallow.js';
import { canonical, canTurn, cosineDistance } from '../../dist/src/identify/shallow/neurons.js';
import { ShallowProblem } from '../../dist/src/identify/shallow/shallow-problem.js';
import { inFileUnits } from '../../dist/src/identify/shallow/standard-probes.js';
import { trainStudent } from '../../dist/src/identify/shallow/train-student.js';
import { compiledColumns } from '../../dist/src/kernel/compiled-columns.js';
import { NONE } from '../../dist/src/networks/activations/activation.js';
import { activations } from '../../dist/src/networks/activations/activations.js';

const STUDENTS = 10;
/** Largest cosine distance of a row that is found. */
const EXACT = 1e-6;

/** @param task activation, inputs, hidden neurons, seed, probes */
export default function identify({ activation, inputs, hidden, seed, count }) {
  const { rows, probes } = teacherOf(activation, inputs, hidden, seed, count);
  const began = process.cpuUsage();
  const { found, problem, doubt } = identifyShallow(probes, { activation, make: compiledColumns });
  const { user, system } = process.cpuUsage(began);
  const { symmetry } = activations.get(activation);
  const isExact = (network, of) => isSame(rows, inFileUnits(network, of.probes).neurons, symmetry);
  const direct = new ShallowProblem(probes, activation, compiledColumns);
  const students = Array.from({ length: STUDENTS }, (_, k) => trainStudent(direct, hidden, k + 1, seed));
  const best = students.reduce((one, other) => (other.loss < one.loss ? other : one));
  return {
    identified: doubt === undefined,
    exact: isExact(found.network, problem),
    direct: isExact(best.network, direct),
    seconds: (user + system) / 1e6,
  };
}

/** Whether two networks have the same neurons. */
function isSame(rows, neurons, symmetry) {
  const others = neurons.flatMap((neuron) => {
    const { row } = canonical(neuron, symmetry);
    return canTurn(symmetry) ? [row, row.map((value) => -value)] : [row];
  });
  return (
    neurons.length === rows.length &&
    rows.every((row) => others.some((other) => cosineDistance(row, other) < EXACT))
  );
}

/** A random teacher: rows of length 1 to 2, biases of deviation ½, outgoing weights ± ½ to 1½; Gaussian probes. */
function teacherOf(activation, inputs, hidden, seed, count) {
  const random = new RandomStream(`grid ${activation} ${inputs} ${hidden} ${seed}`);
  const normals = (length) => {
    const column = new Float64Array(length);
    random.normals(column, length);
    return column;
  };
  const rows = Array.from({ length: hidden }, () => {
    const row = normals(inputs + 1);
    const scale = (1 + random.uniform()) / Math.hypot(...row.subarray(0, inputs));
    return row.map((value, i) => (i < inputs ? value * scale : value / 2));
  });
  const out = rows.map(() => (0.5 + random.uniform()) * (random.uniform() < 0.5 ? -1 : 1));
  const x = normals(inputs * count);
  const { fill } = activations.get(activation);
  const y = new Float64Array(count);
  const numbers = new Float64Array(3);
  for (const [j, row] of rows.entries())
    for (let n = 0; n < count; n++) {
      numbers[0] = row[inputs];
      for (let i = 0; i < inputs; i++) numbers[0] += row[i] * x[i * count + n];
      fill(numbers, 0, 1, 1, 2, NONE);
      y[n] += out[j] * numbers[1];
    }
  return { rows, probes: { count, inputs, outputs: 1, x, y } };
}
