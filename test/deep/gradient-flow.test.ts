import { describe, expect, it } from 'vitest';
import { symmetricEigen } from '../../src/core/maths/linear/symmetric-eigen.js';
import { bfgs } from '../../src/core/maths/minimise/bfgs.js';
import { dampedGaussNewton } from '../../src/core/maths/minimise/damped-gauss-newton.js';
import { limitedMemoryBfgs } from '../../src/core/maths/minimise/limited-memory-bfgs.js';
import { newton } from '../../src/core/maths/minimise/newton.js';
import { dormandPrince853 } from '../../src/core/maths/ode/dormand-prince-853.js';
import { dormandPrince } from '../../src/core/maths/ode/dormand-prince.js';
import { GradientFlow } from '../../src/core/maths/ode/gradient-flow.js';
import { integrate } from '../../src/core/maths/ode/integrate.js';
import { rodas5p } from '../../src/core/maths/ode/rodas5p.js';
import { Rosenbrock } from '../../src/core/maths/ode/rosenbrock.js';
import { RungeKutta } from '../../src/core/maths/ode/runge-kutta.js';
import { flowProblems, lossOf } from '../networks/flow-problems.js';

const far = (one: ArrayLike<number>, other: ArrayLike<number>) =>
  Math.max(...Array.from(one, (value, i) => Math.abs(value - other[i])));

describe.skipIf(flowProblems.length === 0)(
  'gradient flow agrees with independent numbers (needs ../shared/oracle/networks)',
  () => {
    const steppers = {
      'Dormand–Prince 5(4)': (flow: GradientFlow) => new RungeKutta(flow, dormandPrince),
      'Dormand–Prince 8(5,3)': (flow: GradientFlow) => new RungeKutta(flow, dormandPrince853),
      Rodas5P: (flow: GradientFlow) => new Rosenbrock(flow, rodas5p),
    };
    for (const [name, make] of Object.entries(steppers))
      it.each(flowProblems)(`${name}: $name at all times`, (problem) => {
        const y = Float64Array.from(problem.p0);
        const times = problem.flow.map(({ t }) => t);
        let seen = 0;
        const end = integrate(
          make(new GradientFlow(lossOf(problem))),
          y,
          { times, tolerance: 1e-10 },
          (time, here) => {
            expect(time).toBe(times[seen]);
            expect(far(here, problem.flow[seen].p), `time ${time}`).toBeLessThan(1e-9);
            seen++;
          },
        );
        expect(end.ending).toBe('finished');
        expect(seen).toBe(times.length);
      });

    it.each(flowProblems)('Rodas5P: $name to time 1000 with few Hessians', (problem) => {
      const stepper = new Rosenbrock(new GradientFlow(lossOf(problem)), rodas5p);
      const y = Float64Array.from(problem.p0);
      integrate(stepper, y, { times: [1000], tolerance: 1e-8 }, () => {});
      expect(far(y, problem.flow.at(-1)!.p)).toBeLessThan(1e-7);
      expect(stepper.jacobians).toBeLessThan(500);
    });

    const usable = flowProblems.filter(
      ({ fixedPoint }) => fixedPoint.gradientMax < 1e-10 && fixedPoint.weightNorm < 100,
    );
    const minimisers = { newton, dampedGaussNewton, bfgs, limitedMemoryBfgs };
    for (const [name, minimise] of Object.entries(minimisers))
      it.each(usable)(`${name}: the fixed point of $name`, (problem) => {
        const objective = lossOf(problem);
        const y = Float64Array.from(problem.flow.at(-1)!.p);
        const found = minimise(objective, y, { iterations: 20_000, gradientMax: 1e-12 });
        expect(found.ending).toBe('fixed point');
        expect(found.gradientMax).toBeLessThanOrEqual(1e-12);
        const { fixedPoint } = problem;
        // A curvature of 1.7e-6 turns a gradient of 1e-12 into a distance of 6e-7.
        expect(far(y, fixedPoint.p)).toBeLessThan(5e-6);
        const { size } = objective;
        const hessian = new Float64Array(size * size);
        objective.hessian(y, new Float64Array(size), hessian);
        const { values } = symmetricEigen(hessian, size);
        expect(far(values, fixedPoint.hessianSpectrum)).toBeLessThan(1e-6 * values.at(-1)!);
        if (minimise === newton) {
          expect(found.value).toBeCloseTo(fixedPoint.loss, 18);
          expect(far(values, fixedPoint.hessianSpectrum)).toBeLessThan(1e-9 * values.at(-1)!);
        }
      });
  },
);
