import { describe, expect, it } from 'vitest';
import { compareFamilies, curveFamilies } from '../../devices/families/compare-families.js';
import { curveOf, type CurveFamily } from '../../devices/families/curve-family.js';
import { measuredBranch } from '../../devices/families/measured-branch.js';
import { fitMean } from '../../devices/fitting/mean-fit.js';
import { meanResponse, riseAt } from '../../devices/vcm/response-curve.js';
import { meanOf } from '../../src/core/maths/vectors.js';
import { branchOf, named } from './family-synthetic.js';

const N = 100;

/** A curve x(p) of known law: the families that may be taken for it, and its parameters with their tolerances. */
interface Truth {
  rise: (p: number) => number;
  taken: string[];
  parameters?: Record<string, [value: number, tolerance: number]>;
}

const truths: Record<string, Truth> = {
  'lin-exp': {
    rise: (p) => riseAt(meanResponse({ a: -0.004, b: 0.05 }, N), p),
    taken: ['lin-exp', 'cycle curve'],
    parameters: { a: [-0.004, 3e-4], b: [0.05, 2e-3] },
  },
  'cycle curve': {
    rise: (p) => 0.5 + 0.004 * p - 0.45 * Math.exp(-0.1 * p),
    taken: ['cycle curve'],
    parameters: { alpha: [0.5, 0.01], beta: [0.004, 1e-4], gamma: [0.45, 0.01], zeta: [0.1, 5e-3] },
  },
  'constant steps': {
    rise: (p) => Math.min(0.02 + p / 60, 0.98),
    taken: ['constant steps'],
    parameters: { start: [0.02, 5e-3], dw_min: [1 / 60, 2e-4], w_max: [0.98, 5e-3] },
  },
  // A cycle curve with β = 0 is the same curve, and published.
  'soft bounds': {
    rise: (p) => 0.9 - 0.85 * 0.95 ** p,
    taken: ['soft bounds', 'cycle curve'],
    parameters: { start: [0.05, 0.01], dw_min: [0.045, 1e-3], w_max: [0.9, 5e-3] },
  },
  'exponential steps': {
    rise: iterated(0, (w) => 0.015 * (1 - 0.8 * Math.exp(-3 * w))),
    taken: ['exponential steps'],
    parameters: { start: [0, 5e-3], dw_min: [0.015, 3e-4], A: [0.8, 0.03], gamma: [-3, 0.3] },
  },
  'power steps': {
    rise: iterated(0, (w) => 0.06 * (1 - w / 1.5) ** 4),
    taken: ['power steps'],
    parameters: { start: [0, 0.01], dw_min: [0.06, 3e-3], w_max: [1.5, 0.15], gamma: [4, 0.6] },
  },
  'piecewise steps': {
    rise: iterated(0, (w) => 0.01 * interpolated([0.2, 1.2, 2, 2, 1, 0.1], w)),
    taken: ['piecewise steps'],
    parameters: { start: [0, 0.01], dw_min: [0.0108, 2e-4], q2: [1.846, 0.1], q5: [0.0923, 0.06] },
  },
  // Flat, then a jump of two thirds in three pulses, then straight: no law of the weight that is so smooth.
  'free curve': {
    rise: (p) => (p < 30 ? 0.002 * p : p < 33 ? 0.06 + 0.2 * (p - 30) : 0.66 + 0.005 * (p - 33)),
    taken: ['free curve'],
  },
};

function iterated(start: number, step: (w: number) => number): (p: number) => number {
  const weights = [start];
  for (let p = 0; p < N; p++) weights.push(weights[p] + Math.max(0, step(weights[p])));
  return (p) => weights[p];
}

function interpolated(nodes: number[], w: number): number {
  const place = Math.min(Math.max(w, 0), 1) * (nodes.length - 1);
  const node = Math.min(Math.floor(place), nodes.length - 2);
  return nodes[node] + (place - node) * (nodes[node + 1] - nodes[node]);
}

const NOISES = [0.005, 0.01, 0.02];
const SEEDS = 20;

describe('the choice of a family', () => {
  it('has a truth for each family', () => {
    expect(Object.keys(truths)).toEqual(curveFamilies.map(({ name }) => name));
  });

  it.each(Object.keys(truths))(
    'finds %s, in 18 of 20 devices of 0.5 to 2 percent white noise',
    (name) => {
      const { rise, taken } = truths[name];
      const compared = Array.from({ length: SEEDS }, (_, seed) =>
        compareFamilies(branchOf(rise, N, 10, NOISES[seed % 3], `${name}/${seed}`)),
      );
      const right = compared.filter(({ best }) => taken.includes(best.family));
      expect(right.length).toBeGreaterThanOrEqual(0.9 * SEEDS);
      expect(compared.filter(({ fits }) => named(fits, name).fits).length).toBeGreaterThanOrEqual(
        0.9 * SEEDS,
      );
      // What is left beside the right curve is noise of the mean: 2 %/√10, of which part is subtracted.
      for (const { fits } of compared) expect(named(fits, name).misfit).toBeLessThan(0.005);
    },
    60_000,
  );

  it.each(Object.keys(truths).filter((name) => truths[name].parameters))(
    'recovers the parameters of %s',
    (name) => {
      const { rise, parameters } = truths[name];
      const { fits } = compareFamilies(branchOf(rise, N, 10, 0.005, `parameters/${name}`));
      const found = named(fits, name).parameters;
      for (const [parameter, [value, tolerance]] of Object.entries(parameters!))
        expect(Math.abs(found[parameter] - value), `${parameter}: ${found[parameter]}`).toBeLessThan(
          tolerance,
        );
    },
  );

  it('goes by AIC where there are fewer than three cycles', () => {
    for (const cycles of [1, 2]) {
      const { by, best, fits } = compareFamilies(
        branchOf(truths['power steps'].rise, N, cycles, 0.01, 'few'),
      );
      expect(by).toBe('AIC');
      expect(best.family).toBe('power steps');
      expect(fits.every(({ crossValidated }) => crossValidated === undefined)).toBe(true);
      expect(Math.min(...fits.map(({ aic }) => aic))).toBe(0);
    }
  });

  it('takes lin-exp for its curve without noise', () => {
    const { best } = compareFamilies(branchOf(truths['lin-exp'].rise, N, 5, 0, 'noise-free'));
    expect(best).toMatchObject({ family: 'lin-exp' });
    expect(best.misfit).toBeLessThan(1e-6);
  });

  it('sees a misfit of known size', () => {
    const wave = (p: number) => truths['lin-exp'].rise(p) + 0.03 * Math.sin((8 * Math.PI * p) / N);
    const { fits } = compareFamilies(branchOf(wave, N, 20, 0.02, 'wave'));
    expect(named(fits, 'lin-exp').misfit).toBeCloseTo(0.03 / Math.SQRT2, 2);
  });
});

describe('the cross-validated error', () => {
  const line: CurveFamily = {
    name: 'line',
    meaning: 'a straight line',
    fit: ({ mean }) => {
      const [start, slope] = straight(mean);
      return curveOf(([a, b]) => mean.map((_, p) => a + b * p), [start, slope], { start, slope });
    },
  };

  function straight(x: Float64Array): [number, number] {
    const middle = (x.length - 1) / 2;
    const along = x.reduce((sum, value, p) => sum + value * (p - middle), 0);
    const slope = along / x.reduce((sum, _, p) => sum + (p - middle) ** 2, 0);
    return [meanOf(x) - slope * middle, slope];
  }

  it('is that of fits to the other cycles, exactly for a linear family', () => {
    const branch = branchOf(truths['soft bounds'].rise, 30, 4, 0.05, 'line');
    const errors = branch.rises.flatMap((rise, left) => {
      const others = branch.rises.filter((_, cycle) => cycle !== left);
      const [start, slope] = straight(rise.map((_, p) => meanOf(others.map((other) => other[p]))));
      return Array.from(rise, (x, p) => (x - start - slope * p) ** 2);
    });
    const [fit] = compareFamilies(branch, [line]).fits;
    expect(fit.crossValidated).toBeCloseTo(Math.sqrt(meanOf(errors)), 6);
  });

  it('is close to that of fits to the other cycles for power steps', () => {
    const branch = branchOf(truths['power steps'].rise, N, 5, 0.02, 'power');
    const power = curveFamilies.filter(({ name }) => name === 'power steps');
    const errors = branch.rises.flatMap((rise, left) => {
      const others = branch.rises.filter((_, cycle) => cycle !== left);
      const [fit] = compareFamilies(measuredBranch(others, fitMean(others).curve), power).fits;
      return Array.from(rise, (x, p) => (x - fit.rise[p]) ** 2);
    });
    const [fit] = compareFamilies(branch, power).fits;
    expect(fit.crossValidated! / Math.sqrt(meanOf(errors))).toBeCloseTo(1, 3);
  });
});
