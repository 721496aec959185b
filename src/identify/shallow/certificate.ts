import { informationOf, type Information } from '../information.js';
import type { Student } from './collapse.js';
import { canonical, canTurn, cosineDistance, type Shallow } from './neurons.js';
import { parametersOf } from './parameters.js';
import type { ShallowProblem } from './shallow-problem.js';

/** A condition number of JᵀJ beyond which rounding hides a combination of weights. */
const SINGULAR = 1e13;
/** Largest cosine distance between the rows of two networks that are the same: without noise, and with it. */
const [SAME, SAME_IN_NOISE] = [1e-9, 1e-3];
/** Standard errors that an outgoing weight is to stand from 0, and the largest error of a row as a share of its length. */
const [CLEAR, BLURRED] = [4, 0.5];

/** What probes say about the parameters of a network, for noise of variance 1 in each output. */
export function informationAt(problem: ShallowProblem, network: Shallow): Information {
  const { count } = problem.probes;
  const parameters = parametersOf(network);
  const size = parameters.length;
  const matrix = new Float64Array(size * size);
  problem
    .loss(network.neurons.length, network.skip !== undefined)
    .gaussNewton(parameters, new Float64Array(size), matrix);
  return informationOf(
    matrix.map((value) => (value * count) / 2),
    size,
  );
}

/** Whether two networks have the same neurons, and both or neither have something beside them. */
export function isSame(problem: ShallowProblem, left: Shallow, right: Shallow, noisy: boolean): boolean {
  const rowsOf = ({ neurons }: Shallow) =>
    neurons.map((neuron) => canonical(neuron, problem.activation.symmetry).row);
  const others = rowsOf(right);
  const limit = noisy ? SAME_IN_NOISE : SAME;
  const isTurnable = canTurn(problem.activation.symmetry);
  // A row whose first weight is nearly 0 may be turned in one of them.
  const distance = (a: Float64Array, b: Float64Array) =>
    Math.min(
      cosineDistance(a, b),
      isTurnable
        ? cosineDistance(
            a,
            b.map((value) => -value),
          )
        : 2,
    );
  return (
    left.neurons.length === right.neurons.length &&
    !left.skip === !right.skip &&
    rowsOf(left).every((row) => others.some((other) => distance(row, other) <= limit))
  );
}

/** What speaks against a network as the only one of its size that fits, as a sentence; undefined if nothing does. */
export function doubtOf(
  problem: ShallowProblem,
  { network }: Student,
  { condition, variances }: Information,
  variance: number,
): string | undefined {
  if (!(condition < SINGULAR))
    return 'other weights give the same outputs: more probes in other directions, or another activation (--activation)';
  const { inputs } = problem.probes;
  const width = network.neurons.length;
  const at = (o: number, j: number) => width * (inputs + 1) + o * (width + 1) + j;
  const error = (place: number) => Math.sqrt(variance * variances[place]);
  if (network.skip)
    return 'a linear part is left beside the neurons: more probes, a neuron bends too little in them, or two of them are opposite';
  const isVague = network.neurons.some(({ row, out }, j) => {
    const errors = Array.from(row, (_, i) => error(j * (inputs + 1) + i));
    const isClear = Array.from(out).some((weight, o) => Math.abs(weight) > CLEAR * error(at(o, j)));
    return !isClear || Math.hypot(...errors) > BLURRED * Math.hypot(...row);
  });
  return isVague ? 'noise hides a neuron: more probes, or less noise' : undefined;
}
