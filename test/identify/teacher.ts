import { RandomStream } from '../../src/core/random-stream.js';
import { NONE } from '../../src/networks/activations/activation.js';
import { activations } from '../../src/networks/activations/activations.js';
import type { Estimate } from '../../src/identify/estimate.js';
import type { NetworkFinding } from '../../src/identify/shallow/network-finding.js';
import { oriented } from '../../src/identify/shallow/oriented.js';
import type { Probes } from '../../src/identify/probes.js';
import { canonical, cosineDistance, type Shallow } from '../../src/identify/shallow/neurons.js';

/** A network to identify, with probes of it. */
export interface Teacher {
  readonly network: Shallow;
  readonly probes: Probes;
  /** standard deviation of the outputs without noise */
  readonly deviation: number;
}

/** A random teacher: rows of length 1 to 2, biases of deviation ½, outgoing weights ± ½ to 1½; Gaussian probes. */
export function teacherOf(
  activation: string,
  inputs: number,
  hidden: number,
  seed: number,
  count = 800,
  noise = 0,
): Teacher {
  const random = new RandomStream(`teacher ${activation} ${inputs} ${hidden} ${seed}`);
  const normals = (length: number) => {
    const column = new Float64Array(length);
    random.normals(column, length);
    return column;
  };
  const neurons = Array.from({ length: hidden }, () => {
    const row = normals(inputs + 1);
    const length = (1 + random.uniform()) / Math.hypot(...row.subarray(0, inputs));
    const scaled = row.map((value, i) => (i < inputs ? value * length : value / 2));
    return {
      row: scaled,
      out: Float64Array.of((0.5 + random.uniform()) * (random.uniform() < 0.5 ? -1 : 1)),
    };
  });
  const network = { neurons, offset: normals(1) };
  const x = normals(inputs * count);
  const y = outputsOf(network, activation, x, count);
  const mean = y.reduce((sum, value) => sum + value, 0) / count;
  const deviation = Math.sqrt(y.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count);
  const errors = normals(count);
  return {
    network,
    deviation,
    probes: { count, inputs, outputs: 1, x, y: y.map((value, n) => value + noise * deviation * errors[n]) },
  };
}

/** What a network with one output gives. */
export function outputsOf(
  { neurons, offset }: Shallow,
  activation: string,
  x: Float64Array,
  count: number,
): Float64Array {
  const y = new Float64Array(count).fill(offset[0]);
  const numbers = Float64Array.of(0, 0, 0);
  const kind = activations.get(activation);
  for (const { row, out } of neurons)
    for (let n = 0; n < count; n++) {
      numbers[0] = row[row.length - 1];
      for (let i = 0; i < row.length - 1; i++) numbers[0] += row[i] * x[i * count + n];
      kind.fill(numbers, 0, 1, 1, 2, NONE);
      y[n] += out[0] * numbers[1];
    }
  return y;
}

/** The largest cosine distance of a row of a network to the nearest row of another, turns apart. */
export function farthestRow(network: Shallow, other: Shallow, activation: string): number {
  const { symmetry } = activations.get(activation);
  const [rows, others] = [network, other].map(({ neurons }) =>
    neurons.map((neuron) => canonical(neuron, symmetry).row),
  );
  return Math.max(...rows.map((row) => Math.min(...others.map((some) => cosineDistance(row, some)))));
}

/** Farthest that a row may lie from that of the teacher to be taken for the same neuron: 1 − cos 18°. */
const SAME = 0.05;

/** Each weight that was found, beside that of the teacher; undefined if the neurons are not the same. */
export function compared(
  { hidden, offset }: NetworkFinding,
  teacher: Shallow,
  activation: string,
): (readonly [Estimate, number])[] | undefined {
  const { symmetry } = activations.get(activation);
  const rows = hidden.map(({ row, bias }) => Float64Array.from([...row, bias], ({ value }) => value));
  const truth = oriented(teacher, symmetry);
  if (rows.length !== truth.neurons.length) return undefined;
  const taken = new Set<number>();
  const pairs = truth.neurons.flatMap(({ row, out }) => {
    // A row whose first weight is nearly 0 may stand turned.
    const signed = [1, symmetry === 'odd' ? -1 : 1].map((sign) => row.map((value) => sign * value));
    const distances = rows.map((some) => Math.min(...signed.map((other) => cosineDistance(some, other))));
    const j = distances.indexOf(Math.min(...distances));
    if (distances[j] > SAME || taken.has(j)) return [];
    taken.add(j);
    const sign = cosineDistance(rows[j], row) > 1 ? -1 : 1;
    const { row: weights, bias, out: outgoing } = hidden[j];
    return [
      ...[...weights, bias].map((estimate, i) => [estimate, sign * row[i]] as const),
      ...outgoing.map((estimate, o) => [estimate, sign * out[o]] as const),
    ];
  });
  if (taken.size < rows.length) return undefined;
  return [...pairs, ...offset.map((estimate, o) => [estimate, truth.offset[o]] as const)];
}
