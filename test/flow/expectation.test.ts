import { describe, expect, it } from 'vitest';
import { bivariateNormal } from '../../src/core/maths/normal/bivariate-normal.js';
import { activations } from '../../src/networks/activations/activations.js';
import { MOMENTS, SINGLE_MOMENTS } from '../../src/flow/population/expectation.js';
import { expectationOf } from '../../src/flow/population/expectations.js';
import { normalSpacing, quadratureExpectation } from '../../src/flow/population/quadrature-expectation.js';
import { oracle } from '../networks/oracle.js';

interface Pairs {
  pairs: { f: string; r1: number; b1: number; r2: number; b2: number; u: number; value: number }[];
  single: { f: string; r: number; b: number; mean: number; square: number }[];
}

const known = oracle<Pairs>('gauss_pairs.json');
const CLOSED = ['relu', 'erf', 'normal_cdf'];
const sinOf = (cos: number) => Math.sqrt((1 - cos) * (1 + cos));

describe.skipIf(!known)(
  'expected products agree with independent numbers (needs ../shared/oracle/networks)',
  () => {
    it('of two neurons', () => {
      const worst = new Map<string, number>();
      for (const { f, u, value, ...pair } of known!.pairs) {
        const moments = new Float64Array(MOMENTS);
        expectationOf(activations.get(f)).pair({ ...pair, cos: u, sin: sinOf(u) }, 0, moments);
        worst.set(f, Math.max(worst.get(f) ?? 0, Math.abs(moments[0] - value)));
      }
      for (const [f, error] of worst) expect(error, f).toBeLessThan(CLOSED.includes(f) ? 4e-15 : 1e-12);
    });

    it('of one neuron, and of a neuron with itself', () => {
      for (const { f, r, b, mean, square } of known!.single) {
        const [moments, single] = [new Float64Array(MOMENTS), new Float64Array(SINGLE_MOMENTS)];
        const expectation = expectationOf(activations.get(f));
        expectation.single(r, b, single);
        expectation.pair({ r1: r, b1: b, r2: r, b2: b, cos: 1, sin: 0 }, 0, moments);
        expect(Math.abs(single[0] - mean)).toBeLessThan(2e-15);
        expect(Math.abs(moments[0] - square)).toBeLessThan(4e-15);
      }
    });
  },
);

describe('closed forms', () => {
  it.each(['erf', 'normal_cdf'])('have the moments of a sum over the plane: %s', (name) => {
    const activation = activations.get(name);
    const summed = quadratureExpectation(activation, normalSpacing);
    const closed = expectationOf(activation);
    for (const [r1, r2] of [
      [0.3, 2],
      [1, 1],
      [3, 0.7],
      [0, 1.2],
    ])
      for (const [b1, b2] of [
        [0, 0],
        [0.4, -1.1],
        [-2, 0.3],
      ])
        for (const angle of [0, 1e-5, 0.4, 1.5, 2.7, Math.PI]) {
          const pair = { r1, r2, b1, b2, cos: Math.cos(angle), sin: Math.sin(angle) };
          const [one, other] = [new Float64Array(MOMENTS), new Float64Array(MOMENTS)];
          closed.pair(pair, 2, one);
          summed.pair(pair, 2, other);
          for (let k = 0; k < MOMENTS; k++)
            expect(Math.abs(one[k] - other[k]), `${k} of ${JSON.stringify(pair)}`).toBeLessThan(3e-12);
          closed.single(r1, b1, one);
          summed.single(r1, b1, other);
          for (let k = 0; k < SINGLE_MOMENTS; k++) expect(Math.abs(one[k] - other[k])).toBeLessThan(1e-12);
        }
  });

  it('refuse an activation that bends at a point and has none', () => {
    expect(() => expectationOf(activations.get('selu'))).toThrow(/selu: expected one of relu, erf/);
  });
});

describe('the bivariate normal distribution', () => {
  /** From quadrature in 30 digits. */
  it.each([
    [0.3, -0.4, 0.5, 0.283034844487566],
    [-1, -1.2, -0.9, 1.49300095669444e-8],
    [2, 2.1, 0.999, 0.977240255803922],
    [0.5, 0.50001, 0.999999, 0.6912655855245681],
    [-3, 0, 0.2, 0.0010101307948871],
    [1.5, -2, -0.7, 0.00950311935823884],
  ])('Φ₂(%f, %f; %f)', (h, k, cos, truth) => {
    expect(Math.abs(bivariateNormal(h, k, cos, sinOf(cos)) - truth)).toBeLessThan(4e-15);
  });

  it('has its symmetries', () => {
    for (const h of [-3, -0.2, 0, 0.7, 5])
      for (const k of [-2, 0, 0.1, 4])
        for (const angle of [0, 1e-9, 0.3, 1.2, 2.8, Math.PI]) {
          const [cos, sin] = [Math.cos(angle), angle === Math.PI ? 0 : Math.sin(angle)];
          const here = bivariateNormal(h, k, cos, sin);
          expect(Math.abs(here - bivariateNormal(k, h, cos, sin))).toBeLessThan(1e-15);
          const below = here + bivariateNormal(h, -k, -cos, sin);
          expect(Math.abs(below - bivariateNormal(h, 40, 0, 1))).toBeLessThan(4e-16);
        }
  });
});
