import { largest } from '../../core/maths/minimise/minimiser.js';
import { dormandPrince853 } from '../../core/maths/ode/dormand-prince-853.js';
import { dormandPrince } from '../../core/maths/ode/dormand-prince.js';
import { GradientFlow } from '../../core/maths/ode/gradient-flow.js';
import { integrate } from '../../core/maths/ode/integrate.js';
import { rodas5p } from '../../core/maths/ode/rodas5p.js';
import { Rosenbrock } from '../../core/maths/ode/rosenbrock.js';
import { RungeKutta } from '../../core/maths/ode/runge-kutta.js';
import type { Stepper } from '../../core/maths/ode/stepper.js';
import type { FlowMethod, MethodEnd } from './method.js';

/** A gradient flow by some integrator. */
function flow(meaning: string, make: (flow: GradientFlow) => Stepper): FlowMethod {
  return {
    meaning,
    clock: 'time',
    settings: {},
    follow(objective, parameters, { times, tolerance, attempts, gradient: floor }, _settings, see) {
      const gradient = new Float64Array(objective.size);
      let isFixed = false;
      let isFinite = true;
      const look = (time: number) => {
        const loss = objective.gradient(parameters, gradient);
        const gradientMax = largest(gradient);
        see(time, parameters, loss, gradientMax);
        isFinite = Number.isFinite(loss) && Number.isFinite(gradientMax);
        isFixed = gradientMax <= floor;
        return isFixed || !isFinite;
      };
      const end = (ending: MethodEnd['ending'], clock: number, steps: number) => ({ ending, clock, steps });
      if (look(0)) return end(isFixed ? 'fixed point' : 'not finite', 0, 0);
      const stepper = make(new GradientFlow(objective));
      const { ending, time, steps } = integrate(stepper, parameters, { times, tolerance, attempts }, (now) =>
        look(now),
      );
      if (ending === 'stopped') return end(isFixed ? 'fixed point' : 'not finite', time, steps);
      // The place where it gave up is no time to stop at.
      if (ending !== 'finished') look(time);
      return end(ending, time, steps);
    },
  };
}

/** Gradient flows, dθ/dt = −∇L: what gradient descent does with steps that vanish. */
export const flowKinds = {
  'dormand-prince': flow(
    'gradient flow by Dormand–Prince 5(4)',
    (system) => new RungeKutta(system, dormandPrince),
  ),
  'dormand-prince-853': flow(
    'gradient flow by Dormand–Prince 8(5,3), for narrow tolerances',
    (system) => new RungeKutta(system, dormandPrince853),
  ),
  rodas5p: flow(
    'gradient flow by Rodas5P with the exact Hessian, for stiff problems and long times',
    (system) => new Rosenbrock(system, rodas5p),
  ),
};
