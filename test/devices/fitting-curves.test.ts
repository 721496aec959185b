import fc from 'fast-check';
import { Matrix, solve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { CycleGrid, ZETAS } from '../../devices/fitting/cycle-grid.js';
import { levenbergMarquardt } from '../../src/core/maths/levenberg-marquardt.js';
import { fitMean } from '../../devices/fitting/mean-fit.js';
import { meanResponse, riseAt, risesToEnd, type ResponseCurve } from '../../devices/vcm/response-curve.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { branch, QUIET } from './fitting-synthetic.js';

/** Each test draws from a stream of its own, so that none depends on what ran before. */
const drawnFor = (test: string) => new RandomStream(`test/fitting curves/${test}`);

/** A branch without noise draws numbers too, but does not use them. */
const unused = drawnFor('nothing');

function squares(x: Float64Array, curve: ResponseCurve): number {
  return x.reduce((sum, value, p) => sum + (value - riseAt(curve, p)) ** 2, 0);
}

describe('the cycle model', () => {
  const grids = new Map([20, 73, 200].map((pulses) => [pulses, CycleGrid.of(pulses)]));
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
      const fitted = CycleGrid.of(pulses).fit(x);
      expect(fitted.beta).toBeGreaterThanOrEqual(0);
      expect(fitted.gamma).toBeGreaterThanOrEqual(0);
      expect(squares(x, fitted)).toBeCloseTo(minimumByEnumeration(x), 10);
    }
  });

  it('keeps e^(ζN) finite for any number of pulses', () => {
    const pulses = 2000;
    const step = Float64Array.from({ length: pulses + 1 }, (_, p) => Number(p > 0));
    const { zeta } = CycleGrid.of(pulses).fit(step);
    expect(zeta * pulses).toBeGreaterThan(690);
    expect(zeta * pulses).toBeLessThanOrEqual(700);
  });

  function minimumByEnumeration(x: Float64Array): number {
    const p = Array.from(x, (_, index) => index);
    let minimum = Infinity;
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
        minimum = Math.min(minimum, squares(x, { alpha: free[0], beta, gamma, zeta }));
      }
    }
    return minimum;
  }
});

describe('the mean model', () => {
  // The search stops where a step can no longer change the parameters, in units of D, by more than 1.5e-8; scipy leaves as much.
  it('is recovered from a curve without noise: b to 1e-6 of itself, a to 1e-8 and w to 1e-8', () => {
    const known = fc
      .record({
        pulses: fc.constantFrom(60, 200, 400),
        a: fc.double({ min: -0.02, max: 0.001, noNaN: true }),
        b: fc.double({ min: 0.015, max: 0.12, noNaN: true }),
      })
      .filter(({ pulses, a, b }) => risesToEnd(meanResponse({ a: a + 1e-6, b }, pulses), pulses));
    fc.assert(
      fc.property(known, ({ pulses, a, b }) => {
        const rise = branch(meanResponse({ a, b }, pulses), pulses, QUIET, unused);
        const { curve, rSquared, rmse } = fitMean([rise, rise]);
        expect(Math.abs(curve.b / b - 1)).toBeLessThan(1e-6);
        expect(Math.abs(curve.a - a)).toBeLessThan(1e-8);
        expect(rSquared).toBeCloseTo(1, 12);
        expect(rmse).toBeLessThan(1e-8);
      }),
      { numRuns: 60 },
    );
  });

  it('has standard errors that equal the scatter of its parameters', () => {
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
      const stated = (of: (fit: (typeof fits)[0]) => number) =>
        Math.sqrt(fits.reduce((sum, fit) => sum + of(fit) ** 2, 0) / fits.length);
      expect(stated((fit) => fit.standardErrors![name]) / scatter).toBeCloseTo(1, 0.5);
      expect(stated((fit) => fit.standardErrors!.byCycle![name]) / scatter).toBeCloseTo(1, 0.5);
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
    ['a peak', (u) => 4 * u - 3 * u * u, 0.5],
  ];
  it.each(shapes)('approximates %s as well as it can, and gives no standard errors', (_, shape, minimum) => {
    const pulses = 100;
    const rise = Float64Array.from({ length: pulses + 1 }, (_, p) => shape(p / pulses));
    const { curve, rSquared, standardErrors } = fitMean([rise]);
    expect(standardErrors).toBeUndefined();
    expect(rSquared).toBeGreaterThan(minimum);
    expect(risesToEnd(meanResponse(curve, pulses), pulses)).toBe(true);
  });

  it('has finite standard errors or none, for any branch', () => {
    const values = fc.double({ min: -1, max: 1, noNaN: true });
    const cycles = fc.nat({ max: 3 }).chain((size) => {
      const one = fc.array(values, { minLength: size + 3, maxLength: size + 3 });
      return fc.array(one, { minLength: 1, maxLength: 3 });
    });
    fc.assert(
      fc.property(cycles, (rises) => {
        const { curve, standardErrors } = fitMean(rises.map((rise) => Float64Array.from(rise)));
        const { byCycle, ...independent } = standardErrors ?? {};
        expect(risesToEnd(meanResponse(curve, rises[0].length - 1), rises[0].length - 1)).toBe(true);
        for (const value of Object.values({ ...curve, ...independent }))
          expect(value).toSatisfy(Number.isFinite);
        for (const value of Object.values({ ...byCycle })) expect(value).toSatisfy(Number.isFinite);
      }),
      { numRuns: 200 },
    );
  });

  it('at its edge is no worse than the straight line in a branch with noise', () => {
    const line = { alpha: 0, beta: 0.01, gamma: 0, zeta: 1 };
    const rise = branch(line, 100, { ...QUIET, white: 0.05 }, drawnFor('edge'));
    expect(fitMean([rise]).rmse ** 2 * 101).toBeLessThan(1.001 * squares(rise, line));
  });
});

describe('Levenberg–Marquardt', () => {
  const { sqrt, exp } = Math;
  const dose = [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625];
  const rate = [0.1957, 0.1947, 0.1735, 0.16, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246];
  const ohms = [
    34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872,
  ];
  // Problems of Moré, Garbow and Hillstrom (ACM Trans. Math. Softw. 7, 1981); evaluations and results as of scipy 1.17's leastsq.
  const problems: [string, (x: number[]) => number[], number[], number[], number][] = [
    ['Rosenbrock', ([x, y]) => [10 * (y - x * x), 1 - x], [-1.2, 1], [1, 1], 54],
    [
      'Freudenstein and Roth, to the local minimum',
      ([x, y]) => [-13 + x + ((5 - y) * y - 2) * y, -29 + x + ((1 + y) * y - 14) * y],
      [0.5, -2],
      [11.412484458440325, -0.8968279141291072],
      30,
    ],
    [
      'Kowalik and Osborne',
      ([a, b, c, d]) => dose.map((u, i) => rate[i] - (a * u * (u + b)) / (u * (u + c) + d)),
      [0.25, 0.39, 0.415, 0.39],
      [0.19280781327494, 0.1912625714345259, 0.12305277570955563, 0.1360531848709922],
      82,
    ],
    [
      'Meyer, along a bent valley',
      ([a, b, c]) => ohms.map((y, i) => a * exp(b / (50 + 5 * i + c)) - y),
      [0.02, 4000, 250],
      [0.005609636515817499, 6181.346339597956, 345.2236343978285],
      474,
    ],
  ];

  it.each(problems)('takes the steps of MINPACK: %s', (_, residuals, start, rest, evaluations) => {
    const fit = levenbergMarquardt((x) => Float64Array.from(residuals(x)), start);
    expect(fit.converged).toBe(true);
    expect(fit.evaluations).toBe(evaluations);
    for (const [j, parameter] of fit.parameters.entries()) expect(parameter / rest[j]).toBeCloseTo(1, 6);
  });

  it('stops without convergence where MINPACK does', () => {
    // Powell's singular function: each step halves the distance to its minimum, the origin.
    const powell = ([a, b, c, d]: number[]) =>
      Float64Array.of(a + 10 * b, sqrt(5) * (c - d), (b - 2 * c) ** 2, sqrt(10) * (a - d) ** 2);
    const fit = levenbergMarquardt(powell, [3, -1, 0, 1]);
    expect(fit.converged).toBe(false);
    expect(fit.evaluations).toBeGreaterThanOrEqual(1000);
    for (const parameter of fit.parameters) expect(parameter).toBeCloseTo(0, 9);
  });

  it('converges at once where the residuals are 0', () => {
    const fit = levenbergMarquardt(([x]) => Float64Array.of(x - 2, 0), [2]);
    expect(fit).toMatchObject({ parameters: [2], evaluations: 2, converged: true });
  });

  it('avoids parameters at which the model has no value', () => {
    const fit = levenbergMarquardt(([x]) => Float64Array.of(Math.log(x) + 3, 0), [1]);
    expect(fit.converged).toBe(true);
    expect(fit.parameters[0]).toBeCloseTo(exp(-3), 8);
  });

  it('says that it has not converged if the data do not determine the parameters', () => {
    const flat = () => Float64Array.of(1, 2);
    const sumOnly = ([x, y]: number[]) => Float64Array.of(x + y - 1, 0);
    expect(levenbergMarquardt(flat, [0, 0]).converged).toBe(false);
    expect(levenbergMarquardt(sumOnly, [0, 0]).converged).toBe(false);
    const nearly = ([x, y]: number[]) => Float64Array.of(x + y - 1, x + (1 + 1e-7) * y - 1, 0);
    expect(levenbergMarquardt(nearly, [0, 0]).converged).toBe(false);
  });
});
