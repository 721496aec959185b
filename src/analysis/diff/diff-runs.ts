import { UsageError } from '../../core/errors.js';
import { finalSteps } from '../compare/learning.js';
import type { Outcome, Outcomes } from '../compare/outcomes.js';
import { meanDifference } from '../statistics/mean-difference.js';
import { seedMean } from '../statistics/seed-mean.js';
import { SeedResamples } from '../statistics/seed-resamples.js';
import { verdicts } from '../statistics/verdicts.js';
import { conditionPairs } from './condition-pairs.js';
import type { FinishedRun } from './finished-run.js';
import {
  comparedCosts,
  type ConditionDifference,
  type QuantityDifference,
  type QuantityName,
  type RunDifference,
} from './run-difference.js';
import { seedPairs } from './seed-pairs.js';
import { conditionChanges, runChanges } from './setting-changes.js';

type Columns = Partial<Record<QuantityName, Float64Array>>;

/** Two finished runs of a task, compared seed by seed. @param asked pairs of conditions as "name in A=name in B" @throws UsageError for different tasks, or without a pair of conditions */
export function diffRuns(a: FinishedRun, b: FinishedRun, asked?: readonly string[]): RunDifference {
  const { environment } = a.experiment;
  if (environment !== b.experiment.environment)
    throw new UsageError(
      `A ran the task ${environment}, B the task ${b.experiment.environment}: expected two runs of the same task`,
    );
  const names = ({ experiment }: FinishedRun) => experiment.conditions.map(({ name }) => name);
  const { pairs, left } = conditionPairs(names(a), names(b), asked);
  const seeds = seedPairs(a.experiment, b.experiment);
  const resamples = new SeedResamples(seeds.count);
  const columnsOf = (run: FinishedRun, condition: number, side: 0 | 1) =>
    columns(run.outcomes, condition, seeds.first[side] - run.experiment.firstSeed, seeds.count);
  const measured = pairs.map(([i, j]) => {
    const [own, other] = [columnsOf(a, i, 0), columnsOf(b, j, 1)];
    const of = (name: QuantityName) => difference(own[name], other[name], resamples);
    const steps = of('steps')!;
    return {
      a: names(a)[i],
      b: names(b)[j],
      changes: conditionChanges(a, b, [i, j]),
      quantities: { steps, pulses: of('pulses'), reads: of('reads'), energy: of('energy'), valueError: of('valueError') },
    }; // prettier-ignore
  });
  const judged = verdicts(measured.map(({ quantities: { steps } }) => ({ ...steps, value: steps.difference.value })));
  const compared = measured.map((pair, i): ConditionDifference => ({ ...pair, ...judged[i] }));
  const side = ({ directory, experiment, digital }: FinishedRun) => ({ directory, seeds: experiment.seeds, digital });
  const { moreIsBetter } = a;
  return { environment, moreIsBetter, a: side(a), b: side(b), seeds, changes: runChanges(a, b), pairs: compared, left };
} // prettier-ignore

/** The quantities of one condition, a number per seed each. @param first index of the first seed */
function columns(outcomes: Outcomes, condition: number, first: number, count: number): Columns {
  const { steps, costs, valueError }: Outcome = outcomes.conditions[condition];
  const { seeds } = outcomes;
  const found: Columns = { steps: finalSteps(steps, outcomes), ...(valueError && { valueError }) };
  for (const cost of comparedCosts) if (costs[cost]) found[cost] = costs[cost].subarray(-seeds);
  const cut = Object.entries(found).map(([name, values]) => [name, values.subarray(first, first + count)]);
  return Object.fromEntries(cut) as Columns;
}

function difference(
  a: Float64Array | undefined,
  b: Float64Array | undefined,
  resamples: SeedResamples,
): QuantityDifference | null {
  if (!a || !b || a.some(Number.isNaN) || b.some(Number.isNaN)) return null;
  const { mean, p, zero } = meanDifference(
    b.map((value, seed) => value - a[seed]),
    resamples,
  );
  return { a: seedMean(a), b: seedMean(b), difference: mean, p, same: zero };
}
