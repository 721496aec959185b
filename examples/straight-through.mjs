// Which straight-through estimators descend?  node straight-through.mjs [starts] [steps] [rate]
// Results: docs/guides/converters.md
import { RandomStream } from 'memloop';
import { ExpectedStepLoss, standInSlopes } from 'memloop/networks';

const [starts = 1000, steps = 5000, rate = 0.1] = process.argv.slice(2).map(Number);
const [rows, inputs] = [8, 8];
/** A loss below `FLOOR` is a global minimum; the last tenth of the steps is still where it changes by less than `STILL`. */
const [FLOOR, STILL] = [1e-6, 1e-3];

const normals = (random, length) => {
  const values = new Float64Array(length);
  random.normals(values, length);
  return values;
};

/** Wilson’s 95 % interval of a share, in per cent. */
const share = (count) => {
  const [p, z] = [count / starts, 1.96];
  const centre = (p + z ** 2 / (2 * starts)) / (1 + z ** 2 / starts);
  const half = (z * Math.sqrt((p * (1 - p)) / starts + z ** 2 / (4 * starts ** 2))) / (1 + z ** 2 / starts);
  return [p, centre - half, centre + half].map((value) => (100 * value).toFixed(1));
};

/** Goes down from one start; the same starts for all estimators. */
function descend(name, start) {
  const random = new RandomStream(`straight-through ${start}`);
  const teacher = { v: normals(random, rows), w: normals(random, inputs) };
  const parameters = normals(random, rows + inputs);
  const objective = new ExpectedStepLoss(teacher, name);
  const gradient = new Float64Array(parameters.length);
  const first = objective.value(parameters);
  let [before, risen, low, high] = [first, 0, Infinity, 0];
  for (let step = 0; step < steps; step++) {
    const loss = objective.gradient(parameters, gradient);
    risen += Math.max(0, loss - before);
    before = loss;
    if (step >= 0.9 * steps) [low, high] = [Math.min(low, loss), Math.max(high, loss)];
    for (let i = 0; i < parameters.length; i++) parameters[i] -= rate * gradient[i];
  }
  return { rises: risen > 0.01 * first, moves: high - low > STILL, global: high < FLOOR };
}

for (const name of Object.keys(standInSlopes)) {
  const ends = Array.from({ length: starts }, (_, start) => descend(name, start));
  const told = ['rises', 'moves', 'global'].map((what) => {
    const [p, low, high] = share(ends.filter((end) => end[what]).length);
    return `${what} ${p} % [${low}, ${high}]`;
  });
  process.stdout.write(`${name}: ${told.join(', ')}\n`);
}
