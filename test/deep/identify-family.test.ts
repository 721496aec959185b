import { expect, it } from 'vitest';
import { identifyShallow } from '../../src/identify/shallow/identify-shallow.js';
import { inFileUnits } from '../../src/identify/shallow/standard-probes.js';
import { compiledColumns } from '../../src/kernel/compiled-columns.js';
import { farthestRow, teacherOf } from '../identify/teacher.js';

const activations = ['g', 'tanh', 'softplus'];
/** Inputs and hidden neurons. */
const sizes = [
  [2, 2],
  [2, 4],
  [4, 2],
  [4, 4],
  [4, 8],
  [8, 2],
  [8, 4],
] as const;
const seeds = [0, 1, 2];

it('finds 56 of 63 networks without noise exactly, and none wrongly', { timeout: 900_000 }, () => {
  const ends = activations.flatMap((activation) =>
    sizes.flatMap(([inputs, hidden]) =>
      seeds.map((seed) => {
        const { network, probes } = teacherOf(activation, inputs, hidden, seed);
        const { found, problem, doubt } = identifyShallow(probes, { activation, make: compiledColumns });
        const rows = inFileUnits(found.network, problem.probes);
        const isExact = rows.neurons.length === hidden && farthestRow(network, rows, activation) < 1e-6;
        return { name: `${activation} ${inputs}-${hidden} #${seed}`, isExact, doubt };
      }),
    ),
  );
  expect(ends.filter(({ isExact, doubt }) => !isExact && doubt === undefined)).toEqual([]);
  const exact = ends.filter(({ isExact, doubt }) => isExact && doubt === undefined);
  expect(exact.length).toBeGreaterThanOrEqual(56);
});
