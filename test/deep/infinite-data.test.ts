import { expect, it } from 'vitest';
import { newton } from '../../src/core/maths/minimise/newton.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { PopulationLoss } from '../../src/flow/population/population-loss.js';
import { Network } from '../../src/networks/network.js';
import { NetworkLoss } from '../../src/networks/network-loss.js';

const net = (width: number) => new Network(3, [{ width, activation: 'softplus' }, { width: 1 }]);
const limits = { iterations: 300, gradientMax: 1e-11 };
/** Independent data sets for each number of samples. */
const SETS = 24;

/** ‖difference‖² / 2P: how far two solutions are apart. */
function distance(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, value, i) => sum + (value - other[i]) ** 2, 0) / (2 * one.length);
}

it('the solution of N samples is as far from that of infinitely many as 1/N, for a student that is too narrow', () => {
  const [student, teacher] = [net(2), net(4)];
  const random = new RandomStream('teacher 3');
  const truth = new Float64Array(teacher.size);
  random.normals(truth, truth.length);
  const parameters = new Float64Array(student.size);
  random.normals(parameters, parameters.length);
  const found = newton(new PopulationLoss(student, teacher, truth), parameters, limits);
  expect(found.ending).toBe('fixed point');
  expect(found.value).toBeGreaterThan(1e-5);

  const counts = [1000, 4000, 16_000, 64_000];
  const means = counts.map((count) => {
    let sum = 0;
    for (let set = 0; set < SETS; set++) {
      const inputs = new Float64Array(3 * count);
      new RandomStream(`samples ${count} ${set}`).normals(inputs, inputs.length);
      const targets = new NetworkLoss(teacher, { count, inputs, targets: new Float64Array(count) }).outputs(truth);
      const here = parameters.slice();
      expect(newton(new NetworkLoss(student, { count, inputs, targets }), here, limits).ending).toBe('fixed point');
      sum += distance(here, parameters);
    }
    return sum / SETS;
  });
  // Least squares of the logarithms; the numbers of samples are evenly apart in them.
  const [x, y] = [counts.map(Math.log), means.map(Math.log)];
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const slope =
    x.reduce((sum, value, i) => sum + (value - mean) * y[i], 0) / x.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  process.stdout.write(`distance to infinite data falls as N^${slope.toFixed(3)}: ${means.map((value) => value.toExponential(2)).join(', ')}\n`);
  expect(Math.abs(slope + 1)).toBeLessThan(0.15);
}, 300_000); // prettier-ignore
