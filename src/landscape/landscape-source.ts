import type { FlowData } from '../flow/data/flow-data.js';
import type { FlowPlan } from '../flow/flow-plan.js';
import { objectiveOf } from '../flow/follow-seed.js';
import { UsageError } from '../core/errors.js';
import { Network } from '../networks/network.js';
import type { LandscapeProblem } from './landscape-problem.js';
import { toyProblem } from './toy.js';

/** What a landscape is that of, as plain data for worker threads: the toy with some neurons, or a plan of `memloop flow` with its data. */
export type LandscapeSource =
  { readonly toyNeurons: number } | { readonly plan: FlowPlan; readonly data: FlowData };

/** Each point needs all eigenvalues of its Hessian. */
const MOST_PARAMETERS = 600;

/** The problem of a source; the narrow network has one neuron less in its first layer. @throws UsageError for a network without hidden neurons */
export function problemOf(source: LandscapeSource): LandscapeProblem {
  if ('toyNeurons' in source) return toyProblem(source.toyNeurons);
  const { plan, data } = source;
  const of = (layers: FlowPlan['layers']) => ({
    network: new Network(data.inputs, layers),
    objective: objectiveOf({ ...plan, layers }, data),
  });
  const [first, ...others] = plan.layers;
  if (others.length === 0)
    throw new UsageError(
      'layers: got an output layer alone: expected at least one hidden layer, whose neurons can meet',
    );
  checkSize(data, of(plan.layers).network);
  const narrow = first.width > 1 && { narrow: of([{ ...first, width: first.width - 1 }, ...others]) };
  return { ...of(plan.layers), ...narrow };
}

/** Data as large as this need large weights, and weight norms would tell nothing. */
const LARGE = 100;

function checkSize({ samples, outputs }: FlowData, { size }: Network): void {
  if (size > MOST_PARAMETERS)
    throw new UsageError(
      `layers: got ${size} parameters: expected at most ${MOST_PARAMETERS}, for each point needs its spectrum; take fewer neurons`,
    );
  if (samples && samples.count * outputs < size)
    throw new UsageError(
      `data: got ${samples.count * outputs} target values for ${size} parameters: expected at least as many, or minima are valleys; take more samples or fewer neurons`,
    );
  for (const [what, values] of [
    ['inputs', samples?.inputs],
    ['targets', samples?.targets],
  ] as const) {
    const size = values && Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);
    if (size !== undefined && !(size <= LARGE))
      throw new UsageError(
        `data: got ${what} with a root mean square of ${size.toPrecision(3)}: expected at most ${LARGE}, for weight norms tell channels only where data are about 1; scale the columns`,
      );
  }
}
