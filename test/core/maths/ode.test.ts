import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dormandPrince853 } from '../../../src/core/maths/ode/dormand-prince-853.js';
import { dormandPrince } from '../../../src/core/maths/ode/dormand-prince.js';
import { integrate } from '../../../src/core/maths/ode/integrate.js';
import { rodas5p } from '../../../src/core/maths/ode/rodas5p.js';
import { Rosenbrock } from '../../../src/core/maths/ode/rosenbrock.js';
import { RungeKutta } from '../../../src/core/maths/ode/runge-kutta.js';
import type { SmoothSystem } from '../../../src/core/maths/ode/system.js';

/** Lotka and Volterra, with no symmetry that could hide a wrong coefficient. */
const prey: SmoothSystem = {
  size: 2,
  slope([x, y], slope) {
    slope[0] = x * (1.5 - y);
    slope[1] = y * (x - 3);
  },
  jacobian(y, slope, jacobian) {
    this.slope(y, slope);
    jacobian.set([1.5 - y[1], -y[0], y[1], y[0] - 3]);
  },
};
/** Van der Pol with μ = 10⁶ (Hairer and Wanner, IV.10), and its value at time 2 from there. */
const vanDerPol: SmoothSystem = {
  size: 2,
  slope([x, y], slope) {
    slope[0] = y;
    slope[1] = ((1 - x * x) * y - x) * 1e6;
  },
  jacobian([x, y], slope, jacobian) {
    this.slope(Float64Array.of(x, y), slope);
    jacobian.set([0, 1, (-2 * x * y - 1) * 1e6, (1 - x * x) * 1e6]);
  },
};

const steppers = {
  'Dormand–Prince 5(4)': (system: SmoothSystem) => new RungeKutta(system, dormandPrince),
  'Dormand–Prince 8(5,3)': (system: SmoothSystem) => new RungeKutta(system, dormandPrince853),
  Rodas5P: (system: SmoothSystem) => new Rosenbrock(system, rodas5p),
};

/** Where steps of one size lead. */
function fixedSteps(make: (system: SmoothSystem) => RungeKutta | Rosenbrock, count: number): Float64Array {
  const stepper = make(prey);
  const y = Float64Array.of(2, 1);
  const next = new Float64Array(2);
  for (let k = 0; k < count; k++) {
    stepper.begin(y, k > 0);
    stepper.attempt(y, 1 / count, 1, next);
    y.set(next);
  }
  return y;
}

describe('an integrator', () => {
  const truth = fixedSteps(steppers['Dormand–Prince 8(5,3)'], 400);
  const error = (y: Float64Array) => Math.hypot(y[0] - truth[0], y[1] - truth[1]);
  it.each([
    ['Dormand–Prince 5(4)', 5, 10],
    ['Dormand–Prince 8(5,3)', 8, 4],
    ['Rodas5P', 5, 20],
  ] as const)('%s has order %i', (name, order, count) => {
    const [coarse, fine] = [count, 2 * count].map((steps) => error(fixedSteps(steppers[name], steps)));
    expect(Math.log2(coarse / fine)).toBeGreaterThan(order - 0.6);
  });

  it.each(Object.entries(steppers))('%s stays within its tolerance on exponentials', (_, make) => {
    fc.assert(
      fc.property(fc.double({ min: -3, max: 1, noNaN: true }), fc.integer({ min: 4, max: 11 }), (rate, digits) => {
        const system: SmoothSystem = {
          size: 1,
          slope: (y, slope) => void (slope[0] = rate * y[0]),
          jacobian: (y, slope, jacobian) => {
            slope[0] = rate * y[0];
            jacobian[0] = rate;
          },
        };
        const y = Float64Array.of(1);
        const tolerance = 10 ** -digits;
        integrate(make(system), y, { times: [0.3, 2], tolerance }, () => {});
        return Math.abs(y[0] - Math.exp(2 * rate)) < 20 * tolerance * Math.exp(2 * Math.max(rate, 0));
      }),
      { seed: 3, numRuns: 40 },
    );
  });

  it('takes few steps where explicit ones would need millions', () => {
    const stepper = new Rosenbrock(vanDerPol, rodas5p);
    const y = Float64Array.of(2, 0);
    const { steps } = integrate(stepper, y, { times: [2], tolerance: 1e-8 }, () => {});
    expect(y[0]).toBeCloseTo(1.7061677321, 6);
    expect(y[1]).toBeCloseTo(-0.8928097011, 4);
    expect(steps).toBeLessThan(3000);
  });

  it('stops where it is told to, and says why it ended', () => {
    const run = (attempts: number, stopAt: number) =>
      integrate(new RungeKutta(prey, dormandPrince), Float64Array.of(2, 1), { times: [1, 2, 3], tolerance: 1e-6, attempts }, (time) => time >= stopAt);
    expect(run(1e6, 9)).toMatchObject({ ending: 'finished', time: 3 });
    expect(run(1e6, 2)).toMatchObject({ ending: 'stopped', time: 2 });
    expect(run(5, 9)).toMatchObject({ ending: 'exhausted', attempts: 5 });
    const blowUp: SmoothSystem = { ...prey, slope: (y, slope) => slope.set(y.map((value) => value * value)) };
    const end = integrate(new RungeKutta(blowUp, dormandPrince), Float64Array.of(1, 1), { times: [2], tolerance: 1e-8 }, () => {});
    expect(end.ending).toBe('stuck');
    expect(end.time).toBeCloseTo(1, 6);
  });
}); // prettier-ignore
