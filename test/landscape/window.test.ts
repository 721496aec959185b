import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RandomStream } from '../../src/core/random-stream.js';
import { toyProblem } from '../../src/landscape/toy.js';
import { bestInWindow } from '../../src/landscape/window/best-in-window.js';
import { BoundedObjective } from '../../src/landscape/window/bounded-objective.js';
import { drawnLoss } from '../../src/landscape/window/drawn-loss.js';
import { NoisyObjective } from '../../src/landscape/window/noisy-objective.js';
import { windowCurve } from '../../src/landscape/window/window-curve.js';

const { objective } = toyProblem();
const somewhere = Float64Array.of(2.4, 4.2, 4.9, -2.9);

/** Largest difference between a gradient and central differences of the value. */
function fault(of: { value(at: Float64Array): number; gradient(at: Float64Array, slope: Float64Array): number }, at: Float64Array): number {
  const gradient = new Float64Array(at.length);
  of.gradient(at, gradient);
  return Math.max(...at.map((_, i) => {
    const shifted = (step: number) => of.value(at.map((value, k) => (k === i ? value + step : value)));
    return Math.abs((shifted(1e-5) - shifted(-1e-5)) / 2e-5 - gradient[i]);
  }));
} // prettier-ignore

it('has the slopes of its values, with noise and inside a window', () => {
  expect(fault(new NoisyObjective(objective, 0.05), somewhere)).toBeLessThan(1e-7);
  const bounded = new BoundedObjective(objective, 5);
  expect(fault(bounded, bounded.anglesOf(somewhere))).toBeLessThan(1e-8);
});

it('has the curvature of its slopes with noise, and the mean of a polynomial of third order', () => {
  const noisy = new NoisyObjective(objective, 0.05);
  const [slope, hessian] = [new Float64Array(4), new Float64Array(16)];
  noisy.hessian(somewhere, slope, hessian);
  const at = (step: number) => {
    const shifted = new Float64Array(4);
    noisy.gradient(somewhere.with(1, somewhere[1] + step), shifted);
    return shifted;
  };
  const [up, down] = [at(1e-5), at(-1e-5)];
  for (let k = 0; k < 4; k++) expect((up[k] - down[k]) / 2e-5).toBeCloseTo(hessian[4 + k], 6);
  const cubic = { size: 2, value: ([x, y]: Float64Array) => x ** 3 + 2 * x * y * y + 5 * x * y, gradient: () => 0, hessian: () => 0 };
  // E[x³] = 1 + 3σ², E[2xy²] = 2 (4 + σ²), E[5xy] = 10 at (1, 2).
  expect(new NoisyObjective(cubic, 0.5).value(Float64Array.of(1, 2))).toBeCloseTo(1 + 0.75 + 8.5 + 10, 12);
}); // prettier-ignore

it('has the curvature of a window: differences of slopes', () => {
  const bounded = new BoundedObjective(objective, 5);
  const angles = bounded.anglesOf(somewhere);
  const [slope, hessian] = [new Float64Array(4), new Float64Array(16)];
  bounded.hessian(angles, slope, hessian);
  const at = (step: number) => {
    const shifted = new Float64Array(4);
    bounded.gradient(angles.with(1, angles[1] + step), shifted);
    return shifted;
  };
  const [up, down] = [at(1e-5), at(-1e-5)];
  for (let k = 0; k < 4; k++) expect((up[k] - down[k]) / 2e-5).toBeCloseTo(hessian[4 + k], 6);
});

it('finds the mean of drawn reads, and far more exactly than plain draws of the same number', () => {
  const [sigma, draws] = [0.15, 4000];
  const random = new RandomStream('plain draws');
  const z = new Float64Array(somewhere.length);
  const plain = Float64Array.from({ length: draws }, () => {
    random.normals(z, z.length);
    return objective.value(somewhere.map((value, i) => value + sigma * z[i]));
  });
  const mean = plain.reduce((sum, value) => sum + value / draws, 0);
  const error = Math.sqrt(plain.reduce((sum, value) => sum + (value - mean) ** 2, 0)) / draws;
  const drawn = drawnLoss(objective, somewhere, sigma, draws / 2, 1);
  expect(Math.abs(drawn.mean - mean)).toBeLessThan(4 * error);
  expect(drawn.standardError).toBeLessThan(error / 5);
  const again = drawnLoss(objective, somewhere, sigma, draws / 2, 2);
  expect(Math.abs(drawn.mean - again.mean)).toBeLessThan(4 * Math.hypot(drawn.standardError, again.standardError));
}); // prettier-ignore

it('has no error to second order where the loss is quadratic', () => {
  const square = {
    size: 2,
    value: ([x, y]: Float64Array) => x * x + 3 * y * y + x * y,
    gradient: () => 0,
    hessian: (_: Float64Array, __: Float64Array, hessian: Float64Array) => {
      hessian.set([2, 1, 1, 6]);
      return 3;
    },
  };
  const { mean, standardError, secondOrder } = drawnLoss(square, Float64Array.of(1, -1), 0.5, 100, 1);
  expect(mean).toBeCloseTo(3 + 0.5 * 0.25 * 8, 12);
  expect(secondOrder).toBeCloseTo(4, 12);
  expect(standardError).toBeLessThan(1e-7);
});

it('never loses by a larger window, and never to one of the points that it goes on from', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.double({ min: 0.5, max: 20, noNaN: true }), { minLength: 2, maxLength: 5 }),
      fc.integer({ min: 0, max: 1e6 }),
      (sizes, seed) => {
        const windows = sizes.sort((a, b) => a - b);
        const points = windows.map((window) => bestInWindow(objective, window, { starts: 1, seed }));
        const curve = windowCurve(objective, points, points, seed);
        for (const [i, point] of curve.entries()) {
          expect(point.loss).toBeLessThanOrEqual(points[i].loss);
          if (i > 0) expect(point.loss).toBeLessThanOrEqual(curve[i - 1].loss);
          expect(Math.max(...point.parameters.map(Math.abs))).toBeLessThanOrEqual(point.window);
          expect(Math.abs(objective.value(point.parameters) - point.loss)).toBeLessThan(1e-14);
        }
      },
    ),
    { numRuns: 20 },
  );
});

const windows = [1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12, 16, 20];
const searched = (noise: number, starts: number) =>
  windows.map((window) => bestInWindow(objective, window, { noise, starts }));
const points = searched(0, 4);
const clean = windowCurve(objective, points, points, 1);

it('has the losses of an independent program over the window', () => {
  const truths = [[1.5, 0.0471], [2, 0.0471], [2.5, 0.0427], [3, 0.0311], [4, 0.00658], [5, 1.67e-3], [8, 1.02e-3], [20, 8.04e-4]];
  for (const [window, loss] of truths)
    expect(Math.abs(clean.find((point) => point.window === window)!.loss / loss - 1)).toBeLessThan(0.005);
}); // prettier-ignore

it('ends a channel: with noise a finite window is best, the more noise the smaller, and drawn reads agree', () => {
  const noises = [0.001, 0.003, 0.01, 0.03];
  const best = noises.map((noise) => {
    const curve = windowCurve(objective, searched(noise, 1).slice(3, 10), clean.slice(3, 10), 1);
    return curve.reduce((a, b) => (b.loss < a.loss ? b : a));
  });
  for (const [i, [low, high]] of [[8.4, 9], [5.8, 6.2], [4.4, 4.6], [4, 4.2]].entries()) {
    expect(best[i].window).toBeGreaterThanOrEqual(low);
    expect(best[i].window).toBeLessThanOrEqual(high);
    const { mean, standardError, secondOrder } = best[i].drawn!;
    expect(Math.abs(best[i].loss / mean - 1)).toBeLessThan(0.002);
    expect(Math.abs(secondOrder / mean - 1)).toBeLessThan(0.002);
    expect(standardError).toBeLessThan(5e-4 * mean);
  }
  // Along the channel alone, over half differences (a window is one more), an independent program found these, to 4 %.
  for (const [i, along] of [1.15e-3, 2.04e-3, 5.98e-3, 4.3e-2].entries())
    expect(best[i].loss).toBeLessThan(1.01 * along);
}); // prettier-ignore
