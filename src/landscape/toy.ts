import { PopulationLoss } from '../flow/population/population-loss.js';
import { Network } from '../networks/network.js';
import type { LandscapeProblem } from './landscape-problem.js';

/**
 * The smallest landscape with channels to infinity: x ~ N(0, 1), the target erf((5x − 2.5)/√2) + erf((5x + 2.5)/√2), and a student of some
 * erf neurons without biases. The loss is that of infinitely many samples.
 */
export function toyProblem(neurons = 2): LandscapeProblem {
  const teacher = new Network(1, [{ width: 2, activation: 'erf' }, { width: 1, bias: false }]);
  const truth = Float64Array.of(5, -2.5, 5, 2.5, 1, 1);
  const of = (width: number) => {
    const network = new Network(1, [{ width, activation: 'erf', bias: false }, { width: 1, bias: false }]);
    return { network, objective: new PopulationLoss(network, teacher, truth) };
  };
  return { ...of(neurons), ...(neurons > 1 && { narrow: of(neurons - 1) }) };
} // prettier-ignore
