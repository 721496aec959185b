import { describe, expect, it } from 'vitest';
import { adam } from '../../../src/core/maths/minimise/adam.js';
import { bfgs } from '../../../src/core/maths/minimise/bfgs.js';
import { dampedGaussNewton } from '../../../src/core/maths/minimise/damped-gauss-newton.js';
import { gradientDescent } from '../../../src/core/maths/minimise/gradient-descent.js';
import { limitedMemoryBfgs } from '../../../src/core/maths/minimise/limited-memory-bfgs.js';
import { newton } from '../../../src/core/maths/minimise/newton.js';
import type { LeastSquaresObjective } from '../../../src/core/maths/objective.js';

/** Rosenbrock's valley in n dimensions: 100 (y − x²)² + (1 − x)² over neighbours; its minimum is at 1, 1, …. */
function valley(size: number): LeastSquaresObjective {
  const fill = (x: Float64Array, gradient: Float64Array, matrix?: Float64Array, exact = true) => {
    gradient.fill(0);
    matrix?.fill(0);
    let value = 0;
    for (let i = 0; i + 1 < size; i++) {
      const bend = x[i + 1] - x[i] * x[i];
      value += 100 * bend * bend + (1 - x[i]) ** 2;
      gradient[i] += -400 * x[i] * bend - 2 * (1 - x[i]);
      gradient[i + 1] += 200 * bend;
      if (!matrix) continue;
      matrix[i * size + i] += 800 * x[i] * x[i] + 2 - (exact ? 400 * bend : 0);
      matrix[i * size + i + 1] -= 400 * x[i];
      matrix[(i + 1) * size + i] -= 400 * x[i];
      matrix[(i + 1) * size + i + 1] += 200;
    }
    return value;
  };
  return {
    size,
    value: (x) => fill(x, new Float64Array(size)),
    gradient: (x, gradient) => fill(x, gradient),
    hessian: (x, gradient, matrix) => fill(x, gradient, matrix),
    gaussNewton: (x, gradient, matrix) => fill(x, gradient, matrix, false),
  };
}

/** x² − y² + y⁴ / 4: a saddle at 0, minima of −1 at y = ±√2. */
const saddle: LeastSquaresObjective = {
  size: 2,
  value: ([x, y]) => x * x - y * y + y ** 4 / 4,
  gradient(p, gradient) {
    gradient.set([2 * p[0], -2 * p[1] + p[1] ** 3]);
    return this.value(p);
  },
  hessian(p, gradient, hessian) {
    hessian.set([2, 0, 0, -2 + 3 * p[1] ** 2]);
    return this.gradient(p, gradient);
  },
  gaussNewton() {
    throw new Error('it has none');
  },
};

describe('a minimiser', () => {
  const minimisers = { newton, dampedGaussNewton, bfgs, limitedMemoryBfgs };
  const cases = Object.entries(minimisers).flatMap(([name, minimise]) =>
    [2, 10, 40].map((size) => [name, size, minimise] as const),
  );
  it.each(cases)('%s finds the end of a bent valley in %i dimensions', (_, size, minimise) => {
    const x = Float64Array.from({ length: size }, (_, i) => (i % 2 ? 1 : -1.2));
    const values: number[] = [];
    const found = minimise(valley(size), x, { iterations: 2000, gradientMax: 1e-10 }, (iteration, _, value) => {
      expect(iteration).toBe(values.length);
      values.push(value);
    });
    expect(found.ending).toBe('fixed point');
    expect(found.iterations).toBe(values.length - 1);
    // In 4 dimensions and more the valley has a second minimum, near −1 in the first.
    const isSecond = size > 2 && x[0] < 0;
    if (!isSecond) for (const one of x) expect(one).toBeCloseTo(1, 8);
    for (let i = 1; i < values.length; i++) expect(values[i]).toBeLessThanOrEqual(values[i - 1] * (1 + 1e-8));
  });

  it('leaves a saddle, with Newton', () => {
    const p = Float64Array.of(0.7, 0);
    const found = newton(saddle, p, { iterations: 50, gradientMax: 1e-13 });
    expect(found.ending).toBe('fixed point');
    expect(found.value).toBeCloseTo(-1, 14);
    expect(Math.abs(p[1])).toBeCloseTo(Math.SQRT2, 10);
  });

  it('takes the steps of its rule', () => {
    const p = Float64Array.of(1, 0);
    gradientDescent(0.1)(saddle, p, { iterations: 7, gradientMax: 0 });
    expect(p[0]).toBeCloseTo(0.8 ** 7, 14);
    const q = Float64Array.of(5, 0);
    adam(0.25)(saddle, q, { iterations: 1, gradientMax: 0 });
    expect(q[0]).toBeCloseTo(4.75, 8);
    const r = Float64Array.of(5, 0.3);
    const found = adam(0.05)(saddle, r, { iterations: 3000, gradientMax: 1e-9 });
    expect(found.value).toBeCloseTo(-1, 6);
  });

  it('says how it ended', () => {
    const start = () => Float64Array.of(-1.2, 1);
    const limits = { iterations: 5, gradientMax: 0 };
    expect(bfgs(valley(2), start(), limits).ending).toBe('exhausted');
    expect(bfgs(valley(2), start(), limits, (iteration) => iteration === 3)).toMatchObject({ ending: 'stopped', iterations: 3 });
    expect(gradientDescent(1)(valley(2), start(), { ...limits, iterations: 50 }).ending).toBe('not finite');
    const wrong: LeastSquaresObjective = {
      ...saddle,
      gradient: (p, gradient) => {
        const value = saddle.gradient(p, gradient);
        for (let i = 0; i < 2; i++) gradient[i] = -gradient[i];
        return value;
      },
    };
    expect(bfgs(wrong, start(), limits).ending).toBe('stuck');
  });
}); // prettier-ignore
