import { describe, expect, it } from 'vitest';
import { activations } from '../../src/networks/activations/activations.js';
import { identifyShallow } from '../../src/identify/shallow/identify-shallow.js';
import { canonical, cosineDistance } from '../../src/identify/shallow/neurons.js';
import { inFileUnits } from '../../src/identify/shallow/standard-probes.js';
import { teacherOf } from './teacher.js';

describe('an unknown network of one hidden layer, probed without noise', () => {
  it.each(['g', 'tanh', 'softplus'])('is found, with its size (%s)', (activation) => {
    const { network, probes } = teacherOf(activation, 4, 2, 0, 400);
    const { found, problem, doubt } = identifyShallow(probes, { activation });
    const { symmetry } = activations.get(activation);
    const rowsOf = (neurons: typeof network.neurons) =>
      neurons.map((neuron) => canonical(neuron, symmetry).row);
    const rows = rowsOf(inFileUnits(found.network, problem.probes).neurons);
    expect(doubt).toBeUndefined();
    expect(rows).toHaveLength(2);
    for (const row of rowsOf(network.neurons))
      expect(Math.min(...rows.map((other) => cosineDistance(row, other)))).toBeLessThan(1e-12);
  });

  it('is not identified with students that are too narrow', () => {
    const { probes } = teacherOf('g', 2, 4, 0, 300);
    expect(identifyShallow(probes, { activation: 'g', maxWidth: 2 }).doubt).toContain('no student fits');
  });

  it('needs enough probes', () => {
    const { probes } = teacherOf('tanh', 4, 2, 0, 12);
    expect(() => identifyShallow(probes, { activation: 'tanh' })).toThrow('too few probes: got 12');
  });
});
