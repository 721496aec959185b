import { NONE, type Activation } from '../../networks/activations/activation.js';
import { dot } from '../../core/maths/vectors.js';
import type { Neuron, Shallow } from './neurons.js';

/** Most neurons of which every choice is tried. */
const TRIED = 14;

/**
 * The same network with some neurons turned to −row, so that f(z) − f(−z) = k z takes up the linear term beside the neurons: the choice that
 * leaves least of it, which is dropped.
 */
export function withoutSkip(
  { neurons, offset, skip = new Float64Array() }: Shallow,
  activation: Activation,
): Shallow {
  const outputs = offset.length;
  const inputs = skip.length / outputs;
  const slope = slopeOf(activation);
  // A turned neuron gives its term to the linear part.
  const gains = neurons.map(({ row, out }) =>
    Float64Array.from(
      [...out].flatMap((weight) => [...row.subarray(0, inputs)].map((value) => slope * weight * value)),
    ),
  );
  const turned = choose(gains, skip);
  const constants = offset.slice();
  for (const [j, { row, out }] of neurons.entries())
    if (turned[j]) for (let o = 0; o < outputs; o++) constants[o] += slope * out[o] * row[inputs];
  const turn = ({ row, out }: Neuron) => ({ row: row.map((value) => -value), out });
  return { offset: constants, neurons: neurons.map((neuron, j) => (turned[j] ? turn(neuron) : neuron)) };
}

/** Which gains, added to a term, leave least of it. */
function choose(gains: readonly Float64Array[], term: Float64Array): boolean[] {
  const rest = term.slice();
  const chosen = gains.map(() => false);
  const flip = (j: number) => {
    for (let i = 0; i < rest.length; i++) rest[i] += chosen[j] ? -gains[j][i] : gains[j][i];
    chosen[j] = !chosen[j];
  };
  let [best, kept] = [dot(rest, rest), chosen.slice()];
  const look = () => {
    const length = dot(rest, rest);
    if (length < best) [best, kept] = [length, chosen.slice()];
  };
  if (gains.length <= TRIED)
    for (let code = 1; code < 2 ** gains.length; code++) {
      // Gray's order turns one neuron at a time.
      flip(31 - Math.clz32(code & -code));
      look();
    }
  else
    for (let round = 0; round < 2; round++)
      for (const j of gains.keys()) {
        const before = best;
        flip(j);
        look();
        if (!(best < before)) flip(j);
      }
  return kept;
}

/** k of f(z) − f(−z) = k z */
function slopeOf(activation: Activation): number {
  const numbers = Float64Array.of(1, -1, 0, 0, 0, 0);
  activation.fill(numbers, 0, 2, 2, 4, NONE);
  return numbers[2] - numbers[3];
}
