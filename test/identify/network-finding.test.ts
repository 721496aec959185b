import { describe, expect, it } from 'vitest';
import { identifyShallow } from '../../src/identify/shallow/identify-shallow.js';
import { networkFinding } from '../../src/identify/shallow/network-finding.js';
import type { Probes } from '../../src/identify/probes.js';
import { outputsOf, teacherOf } from './teacher.js';

/** The same probes with x = scale × x + shift, and y likewise. */
function inUnits({ x, y, ...sizes }: Probes, scale: number, shift: number): Probes {
  return {
    ...sizes,
    x: x.map((value) => scale * value + shift),
    y: y.map((value) => value * scale - shift),
  };
}

describe('a finding in the units of its probes', () => {
  const { probes } = teacherOf('tanh', 2, 2, 1, 300, 0.01);
  const plain = networkFinding(identifyShallow(probes, { activation: 'tanh' }));

  it('has weights, and errors, that follow the units', () => {
    expect(plain.identified).toBe(true);
    expect(plain.hidden).toHaveLength(2);
    const [scale, shift] = [1e-3, 0.2];
    const other = networkFinding(identifyShallow(inUnits(probes, scale, shift), { activation: 'tanh' }));
    for (const [j, { row, bias, out }] of other.hidden.entries()) {
      const expected = plain.hidden[j];
      for (const key of ['value', 'error'] as const) {
        for (const [i, weight] of row.entries())
          expect((weight[key] * scale) / expected.row[i][key]).toBeCloseTo(1, 5);
        expect(out[0][key] / scale / expected.out[0][key]).toBeCloseTo(1, 5);
      }
      const moved = row.reduce((sum, { value }) => sum + value * shift, bias.value);
      expect(moved).toBeCloseTo(expected.bias.value, 5);
      // 0 lies 200 standard deviations away there, so the bias is known that much less well.
      expect(bias.error).toBeGreaterThan(100 * expected.bias.error);
    }
    expect(other.residual.share).toBeCloseTo(plain.residual.share, 8);
    expect(other.residual.deviations[0] / scale).toBeCloseTo(plain.residual.deviations[0], 8);
  });

  it('says how well it fits, and with how many students', () => {
    expect(plain.residual.share).toBeGreaterThan(0.009);
    expect(plain.residual.share).toBeLessThan(0.011);
    expect(plain.probes).toBe(300);
    expect(plain.students.trained).toBeGreaterThan(plain.students.fitting - 1);
  });

  it('turns neurons of a sigmoid at no cost but a constant', () => {
    const { network, probes: some } = teacherOf('sigmoid', 2, 2, 3, 400);
    const { hidden, offset } = networkFinding(identifyShallow(some, { activation: 'sigmoid' }));
    const found = {
      neurons: hidden.map(({ row, bias, out }) => ({
        row: Float64Array.from([...row, bias], ({ value }) => value),
        out: Float64Array.from(out, ({ value }) => value),
      })),
      offset: Float64Array.from(offset, ({ value }) => value),
    };
    for (const { row } of found.neurons) expect(row[0]).toBeGreaterThanOrEqual(0);
    const y = outputsOf(found, 'sigmoid', some.x, some.count);
    const expected = outputsOf(network, 'sigmoid', some.x, some.count);
    for (const [n, value] of y.entries()) expect(value).toBeCloseTo(expected[n], 9);
  });

  it.each(['identity', 'relu', 'leaky_relu', 'square'])('is refused for %s', (activation) => {
    expect(() => identifyShallow(probes, { activation })).toThrow(
      `got the activation ${activation}, whose curvature is the same everywhere: expected one that bends`,
    );
    expect(() => identifyShallow(probes, { activation })).toThrow('sigmoid, tanh, softplus, g,');
  });
});
