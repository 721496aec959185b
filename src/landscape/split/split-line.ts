import { newton } from '../../core/maths/minimise/newton.js';
import type { NetworkObjective } from '../landscape-problem.js';
import { spectrumAt } from '../spectrum.js';
import { splitNeuron } from './split-neuron.js';

/** A point on the line of a split neuron. */
export interface SplitPoint {
  readonly neuron: number;
  /** share of the output weights that the first copy takes; ½ at the permutation point */
  readonly share: number;
  readonly loss: number;
  readonly gradientMax: number;
  readonly negative: number;
  readonly flat: number;
  readonly smallest: number;
  readonly largest: number;
}

const SHARES = [-0.5, 0, 0.25, 0.5, 0.75, 1, 1.5];
const LIMITS = { iterations: 100, gradientMax: 1e-15 };

/** The lines into which the neurons of the first hidden layer split a point of a narrow network, each point with its spectrum. */
export function splitLines(narrow: NetworkObjective, wide: NetworkObjective, parameters: Float64Array): SplitPoint[] {
  const exact = parameters.slice();
  newton(narrow.objective, exact, LIMITS);
  return Array.from({ length: narrow.network.layers[0].width }, (_, neuron) =>
    SHARES.map((share): SplitPoint => {
      const split = splitNeuron(narrow.network, exact, 0, neuron, share);
      const { loss, gradientMax, negative, flat, eigenvalues } = spectrumAt(wide.objective, split.parameters);
      return { neuron, share, loss, gradientMax, negative, flat, smallest: eigenvalues[0], largest: eigenvalues.at(-1)! };
    }),
  ).flat();
} // prettier-ignore
