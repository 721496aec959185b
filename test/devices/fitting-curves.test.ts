import fc from 'fast-check';
import { Matrix, solve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { CycleGrid, ZETAS } from '../../devices/fitting/cycle-grid.js';
import { levenbergMarquardt } from '../../devices/fitting/levenberg-marquardt.js';
import { fitMean } from '../../devices/fitting/mean-fit.js';
import { meanResponse, riseAt, type ResponseCurve } from '../../devices/response-curve.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { branch, QUIET } from './fitting-synthetic.js';

/** Each test draws from a stream of its own, so that none depends on what ran before. */
const drawnFor = (test: string) => new RandomStream(`test/fitting curves/${test}`);

/** A branch without noise draws, but for nothing. */
const unused = drawnFor('nothing');

function squares(x: Float64Array, curve: ResponseCurve): number {
  return x.reduce((sum, value, p) => sum + (value - riseAt(curve, p)) ** 2, 0);
}

describe('the cycle model', () => {
  const grids = new Map([20, 73, 200].map((pulses) => [pulses, new CycleGrid(pulses)]));
  const known = fc
    .record({
      pulses: fc.constantFrom(...grids.keys()),
      alpha: fc.double({ min: -0.5, max: 1.5, noNaN: true }),
      beta: fc.double({ min: 0, max: 0.01, noNaN: true }),
      gamma: fc.double({ min: 0.1, max: 2, noNaN: true }),
      zeta: fc.constantFrom(...ZETAS),
    })
    .filter(({ pulses, zeta }) => zeta * pulses > 0.5);

  it('is recovered from a curve without noise', () => {
    fc.assert(
      fc.property(known, ({ pulses, ...curve }) => {
        const fitted = grids.get(pulses)!.fit(branch(curve, pulses, QUIET, unused));
        expect(fitted.zeta).toBe(curve.zeta);
        for (const name of ['alpha', 'beta', 'gamma'] as const) {
          expect(fitted[name]).toBeCloseTo(curve[name], 8);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is the best feasible fit of all subsets of columns at every ζ', () => {
    const pulses = 20;
    const random = drawnFor('subsets');
    const shapes: ResponseCurve[] = [
      { alpha: 0.9, beta: 0.002, gamma: 0.9, zeta: 0.2 },
      { alpha: 0, beta: 0.05, gamma: 0, zeta: 0.1 },
      { alpha: 1, beta: -0.05, gamma: 0, zeta: 0.1 },
      { alpha: 1.2, beta: -0.02, gamma: 1, zeta: 0.3 },
      { alpha: 0, beta: 0, gamma: -0.5, zeta: 0.3 },
    ];
    for (const shape of shapes) {
      const x = branch(shape, pulses, { ...QUIET, white: 0.05 }, random);
      const fitted = new CycleGrid(pulses).fit(x);
      expect(fitted.beta).toBeGreaterThanOrEqual(0);
      expect(fitted.gamma).toBeGreaterThanOrEqual(0);
      expect(squares(x, fitted)).toBeCloseTo(leastByEnumeration(x), 10);
    }
  });

  function leastByEnumeration(x: Float64Array): number {
    const p = Array.from(x, (_, index) => index);
    let least = Infinity;
    for (const zeta of ZETAS) {
      const decay = p.map((q) => -Math.exp(-zeta * q));
      for (const [hasBeta, hasGamma] of [
        [true, true],
        [true, false],
        [false, true],
        [false, false],
      ]) {
        const columns = [p.map(() => 1), ...(hasBeta ? [p] : []), ...(hasGamma ? [decay] : [])];
        const design = new Matrix(columns).transpose();
        const free = solve(design, Matrix.columnVector(x)).to1DArray();
        const beta = hasBeta ? free[1] : 0;
        const gamma = hasGamma ? free.at(-1)! : 0;
        if (beta < 0 || gamma < 0) continue;
        least = Math.min(least, squares(x, { alpha: free[0], beta, gamma, zeta }));
      }
    }
    return least;
  }
});

describe('the mean model', () => {
  it('is recovered from a curve without noise', () => {
    const known = fc.record({
      pulses: fc.constantFrom(60, 200, 400),
      a: fc.double({ min: -0.02, max: 0.001, noNaN: true }),
      b: fc.double({ min: 0.015, max: 0.12, noNaN: true }),
    });
    fc.assert(
      fc.property(known, ({ pulses, a, b }) => {
        const rise = branch(meanResponse({ a, b }, pulses), pulses, QUIET, unused);
        const { curve, rSquared, rmse } = fitMean([rise, rise]);
        expect(curve.b / b - 1).toBeCloseTo(0, 6);
        expect(curve.a - a).toBeCloseTo(0, 8);
        expect(rSquared).toBeCloseTo(1, 10);
        expect(rmse).toBeLessThan(1e-10);
      }),
      { numRuns: 60 },
    );
  });

  it('has standard errors that tell how far its parameters scatter', () => {
    const random = drawnFor('standard errors');
    const [a, b, pulses] = [-0.004, 0.04, 200];
    const curve = meanResponse({ a, b }, pulses);
    const fits = Array.from({ length: 200 }, () =>
      fitMean(Array.from({ length: 10 }, () => branch(curve, pulses, { ...QUIET, white: 0.06 }, random))),
    );
    for (const [name, truth] of [
      ['a', a],
      ['b', b],
    ] as const) {
      const scatter = Math.sqrt(
        fits.reduce((sum, fit) => sum + (fit.curve[name] - truth) ** 2, 0) / fits.length,
      );
      const told = (of: (fit: (typeof fits)[0]) => number) =>
        Math.sqrt(fits.reduce((sum, fit) => sum + of(fit) ** 2, 0) / fits.length);
      expect(told((fit) => fit.standardErrors![name]) / scatter).toBeCloseTo(1, 0.5);
      expect(told((fit) => fit.standardErrors!.byCycle![name]) / scatter).toBeCloseTo(1, 0.5);
    }
  });

  it('has errors by cycle that count cycles which differ, and none for a single cycle', () => {
    const random = drawnFor('errors by cycle');
    const cycles = Array.from({ length: 10 }, () =>
      branch(
        meanResponse({ a: -0.004, b: 0.03 + 0.02 * random.uniform() }, 200),
        200,
        { ...QUIET, white: 0.01 },
        random,
      ),
    );
    const { standardErrors } = fitMean(cycles);
    expect(standardErrors!.byCycle!.b).toBeGreaterThan(2 * standardErrors!.b);
    expect(fitMean(cycles.slice(0, 1)).standardErrors!.byCycle).toBeUndefined();
  });

  const shapes: [string, (u: number) => number, number][] = [
    ['a straight line', (u) => u, 0.9999],
    ['a parabola', (u) => 2 * u - u * u, 0.9999],
    ['a slow start', (u) => u * u, 0.6],
    ['a half sine', (u) => Math.sin((Math.PI / 2) * u), 0.99],
  ];
  it.each(shapes)('comes as near as it can to %s, and says that a and b are not fixed', (_, shape, least) => {
    const pulses = 100;
    const rise = Float64Array.from({ length: pulses + 1 }, (_, p) => shape(p / pulses));
    const { curve, rSquared, standardErrors } = fitMean([rise]);
    expect(standardErrors).toBeUndefined();
    expect(rSquared).toBeGreaterThan(least);
    const span = 1 - (curve.a * pulses + Math.exp(-curve.b * pulses));
    expect(curve.b).toBeGreaterThan(0);
    expect(span).toBeGreaterThan(0);
  });

  it('at its edge is no worse than the straight line in a branch with noise', () => {
    const line = { alpha: 0, beta: 0.01, gamma: 0, zeta: 1 };
    const rise = branch(line, 100, { ...QUIET, white: 0.05 }, drawnFor('edge'));
    expect(fitMean([rise]).rmse ** 2 * 101).toBeLessThan(1.001 * squares(rise, line));
  });
});

describe('Levenberg–Marquardt', () => {
  it('finds the minimum of a curved valley, with its covariance', () => {
    // Rosenbrock's function as residuals (10 (y − x²), 1 − x): minimum 0 at (1, 1).
    const fit = levenbergMarquardt(
      ([x, y]) => ({
        residual: Matrix.columnVector([10 * (y - x * x), 1 - x]),
        jacobian: new Matrix([
          [20 * x, -10],
          [1, 0],
        ]),
      }),
      [-1.2, 1],
    );
    expect(fit.converged).toBe(true);
    expect(fit.parameters[0]).toBeCloseTo(1, 12);
    expect(fit.parameters[1]).toBeCloseTo(1, 12);
    expect(fit.normalInverse.get(0, 0)).toBeCloseTo(1, 10);
  });

  it('says when the data do not fix the parameters', () => {
    const flat = () => ({ residual: Matrix.columnVector([1, 2]), jacobian: Matrix.zeros(2, 2) });
    expect(levenbergMarquardt(flat, [0, 0]).converged).toBe(false);
  });
});
