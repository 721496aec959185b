import { adam } from '../../core/maths/minimise/adam.js';
import { bfgs } from '../../core/maths/minimise/bfgs.js';
import { dampedGaussNewton } from '../../core/maths/minimise/damped-gauss-newton.js';
import { gradientDescent } from '../../core/maths/minimise/gradient-descent.js';
import { limitedMemoryBfgs } from '../../core/maths/minimise/limited-memory-bfgs.js';
import type { Minimiser } from '../../core/maths/minimise/minimiser.js';
import { newton } from '../../core/maths/minimise/newton.js';
import type { LeastSquaresObjective } from '../../core/maths/objective.js';
import type { Settings, SettingShape } from '../../core/setting.js';
import type { FlowMethod, MethodEnd } from './method.js';

/** A method of iterations. */
function descent<Name extends string>(
  meaning: string,
  settings: SettingShape<Name>,
  make: (settings: Settings<Name>) => Minimiser,
): FlowMethod {
  return {
    meaning,
    clock: 'iterations',
    settings,
    follow(objective, parameters, { iterations, gradient }, chosen, see) {
      const limits = { iterations, gradientMax: gradient };
      const found = make(chosen)(objective, parameters, limits, (iteration, here, loss, gradientMax) =>
        see(iteration, here, loss, gradientMax),
      );
      const { ending, iterations: steps } = found;
      const words: MethodEnd['ending'] = ending === 'stopped' ? 'finished' : ending;
      return { ending: words, clock: steps, steps };
    },
  };
}

const rate = (standard: number) => ({
  rate: {
    default: standard,
    minimum: 1e-12,
    maximum: 1e3,
    meaning: 'how much of the slope a step goes down',
  },
});

/** Ways down in iterations. */
export const descentKinds = {
  newton: descent(
    'Newton’s method with the exact Hessian; it leaves saddles by negative curvature',
    {},
    () => newton,
  ),
  'levenberg-marquardt': {
    ...descent(
      'Levenberg–Marquardt: damped Gauss–Newton, for losses that can vanish',
      {},
      () => (objective, parameters, limits, watch) =>
        dampedGaussNewton(objective as LeastSquaresObjective, parameters, limits, watch),
    ),
    needsSamples: true as const,
  },
  bfgs: descent('BFGS: learns the inverse Hessian from gradients', {}, () => bfgs),
  'l-bfgs': descent('L-BFGS: BFGS for many parameters', {}, () => limitedMemoryBfgs),
  'gradient-descent': {
    ...descent('gradient descent with one rate', rate(0.01), (chosen) => gradientDescent(chosen.rate)),
    takesCoarse: true as const,
  },
  adam: {
    ...descent('Adam (Kingma and Ba 2015), with all samples in each step', rate(0.001), (chosen) =>
      adam(chosen.rate),
    ),
    takesCoarse: true as const,
  },
};
