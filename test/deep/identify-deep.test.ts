import { describe, expect, it } from 'vitest';
import { activations } from '../../src/networks/activations/activations.js';
import { deepFinding } from '../../src/identify/deep/deep-finding.js';
import { DeepProblem, flat } from '../../src/identify/deep/deep-problem.js';
import { identifyDeep } from '../../src/identify/deep/identify-deep.js';
import { farthest, orderedDeep } from '../../src/identify/deep/same-network.js';
import { compiledColumns as make } from '../../src/kernel/compiled-columns.js';
import type { Probes } from '../../src/identify/probes.js';
import { deepTeacherOf, rowsOf } from '../identify/deep-teacher.js';

describe('an unknown network of two hidden layers', () => {
  const { layers, probes } = deepTeacherOf('tanh', 3);

  it('is found, with its size, and in the units of its probes', () => {
    const moved: Probes = {
      ...probes,
      x: probes.x.map((v) => 10 * v + 5),
      y: probes.y.map((v) => 3 * v - 1),
    };
    const finding = deepFinding(identifyDeep(moved, { activation: 'tanh', layers: 2, make }));
    expect(finding.doubt).toBeUndefined();
    expect(finding.identified).toBe(true);
    const found = orderedDeep(rowsOf(finding), 'odd');
    const [first, second, [out]] = orderedDeep(layers, 'odd');
    const expected = [
      first.map((row) => Float64Array.of(row[0] / 10, row[1] / 10, row[2] - (row[0] + row[1]) / 2)),
      second,
      [out.map((value, i) => (i < 3 ? 3 * value : 3 * value - 1))],
    ];
    for (const [p, value] of flat(expected).entries()) expect(flat(found)[p]).toBeCloseTo(value, 8);
  });

  it('is not identified with students that are too narrow, nor by a single one', () => {
    const narrow = identifyDeep(probes, { activation: 'tanh', layers: 2, make, maxWidth: 2, students: 3 });
    expect(narrow.doubt).toContain('no student fits');
    expect(narrow.trained).toBe(3);
    // Only one of the first students of width 4 fits.
    const single = identifyDeep(probes, { activation: 'tanh', layers: 2, make, maxWidth: 4, students: 2 });
    expect(single.fitting).toBe(1);
    expect(single.doubt).toContain('only one fits');
  });

  it('has errors of the size that its noise gives', () => {
    const noise = 1e-5;
    const y = probes.y.map((value, n) => value + noise * Math.sqrt(2) * Math.sin(37 * n * n));
    const finding = deepFinding(
      identifyDeep({ ...probes, y }, { activation: 'tanh', layers: 2, make, noise, maxWidth: 4 }),
    );
    expect(finding.residual.deviations[0] / noise).toBeCloseTo(1, 1);
    expect(finding.doubt).toBeUndefined();
    const found = orderedDeep(rowsOf(finding), 'odd');
    expect(farthest(found, orderedDeep(layers, 'odd'))).toBeLessThan(1e-4);
  });

  it.each(['softplus', 'relu'])('is refused for %s', (activation) => {
    expect(() => identifyDeep(probes, { activation, layers: 2, make })).toThrow(
      `got the activation ${activation}`,
    );
  });

  it('needs whole layers, and probes', () => {
    expect(() => identifyDeep(probes, { activation: 'tanh', layers: 1.5 })).toThrow('got 1.5 hidden layers');
    const few = { ...probes, count: 10, x: probes.x.slice(0, 20), y: probes.y.slice(0, 10) };
    expect(() => identifyDeep(few, { activation: 'tanh', layers: 2, make })).toThrow(
      'too few probes: got 10',
    );
  });
});

describe('a network with its neurons in order', () => {
  it.each(['tanh', 'sigmoid', 'g'])('gives the same outputs (%s)', (activation) => {
    const { layers, probes } = deepTeacherOf(activation, 0, 50);
    const problem = new DeepProblem(probes, activation);
    const ordered = orderedDeep(layers, activations.get(activation).symmetry);
    const [loss, same] = [layers, ordered].map((some) => problem.loss([3, 3]).outputs(flat(some)));
    for (const [n, value] of same.entries()) expect(value).toBeCloseTo(loss[n], 12);
    expect(ordered[0][0][0]).toBeGreaterThan(ordered[0][1][0]);
  });
});
