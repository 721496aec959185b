// Writes probes.csv and probes-network.csv, the examples of memloop identify:  node make-probes.mjs
import { writeFileSync } from 'node:fs';
import { RandomStream } from 'memloop';

/** Random inputs of mean 0, and outputs with noise, as a CSV file. */
function write(file, { purpose, count, inputs, spread, outputs, noise, digits, answer }) {
  const random = new RandomStream(purpose);
  const normals = (length) => {
    const values = new Float64Array(length);
    random.normals(values, length);
    return values;
  };
  const [drawn, errors] = [normals(inputs * count), normals(outputs * count)];
  const numbers = (letter, length) => Array.from({ length }, (_, i) => `${letter}${i + 1}`);
  const rows = Array.from({ length: count }, (_, n) => {
    const x = Array.from({ length: inputs }, (__, i) => Number((spread * drawn[n * inputs + i]).toFixed(3)));
    const y = answer(x).map((value, o) => (value + noise * errors[n * outputs + o]).toFixed(digits));
    return [...x, ...y].join(',');
  });
  writeFileSync(
    file,
    `${[[...numbers('x', inputs), ...numbers('y', outputs)].join(','), ...rows].join('\n')}\n`,
  );
}

const product = (weights, x) => weights.reduce((sum, weight, i) => sum + weight * x[i], 0);

// One layer: a row of weights for each output.
const matrix = [
  [0.82, 0.15, -0.47, 0.29],
  [-0.31, 0.64, 0.08, -0.93],
];
const offsets = [0.05, -0.1];
write('probes.csv', {
  purpose: 'example probes',
  count: 500,
  inputs: 4,
  spread: 1,
  outputs: 2,
  noise: 0.02,
  digits: 4,
  answer: (x) => matrix.map((row, o) => offsets[o] + product(row, x)),
});

// Two layers: three hidden neurons.
const hidden = [
  { row: [0.9, -0.6, 0.4], bias: 0.3, out: 1.1 },
  { row: [-1.2, 0.3, 1.1], bias: -0.5, out: -0.8 },
  { row: [0.5, 1.4, -0.8], bias: 0.7, out: 0.6 },
];
write('probes-network.csv', {
  purpose: 'example network',
  count: 400,
  inputs: 3,
  spread: 1.5,
  outputs: 1,
  noise: 0.005,
  digits: 5,
  answer: (x) => [
    hidden.reduce((sum, { row, bias, out }) => sum + out * Math.tanh(bias + product(row, x)), 0.2),
  ],
});
