import { costNames, type Budget, type CostName } from '../../experiment/comparison-plan.js';
import { budgetResults } from './budget-results.js';
import { behindBest } from './behind-best.js';
import { bestShares, frontShares } from '../statistics/resample-shares.js';
import type { Compared, PerCost } from './comparison.js';
import { catchUpCost, costRatio, reaching, type CatchUpCost } from './cost-to-reach.js';
import { curveArea, finalSteps, learningCurve, smoothedSteps } from './learning.js';
import { meanInterval } from '../statistics/interval-estimate.js';
import type { Unranked } from './unranked.js';
import type { Outcome, Outcomes } from './outcomes.js';
import type { SeedResamples } from '../statistics/seed-resamples.js';
import { longRuns } from '../statistics/long-runs.js';
import { meanDifference } from '../statistics/mean-difference.js';

/** A scheme of a group, with the index of its outcome. */
export interface Member {
  scheme: string;
  condition: number;
  devicesPerWeight: number | null;
  wordsPerWeight: number | null;
  /** why it is shown and not ranked */
  unranked: Unranked | null;
}

/** A member with its outcome, and what follows from it for each seed and resample. */
interface Candidate extends Member {
  outcome: Outcome;
  /** final steps of each seed */
  final: Float64Array;
  /** smoothed mean steps at the recorded episodes */
  curve: number[];
  /** index of the recorded episode at which it catches up with the reference, or −1 */
  place: number;
  /** cost of the whole run, one per seed */
  totals: PerCost<Float64Array>;
  /** cost to catch up with the reference */
  caughtUp: PerCost<CatchUpCost>;
}

const NOT_COMPARED = { pulses: null, reads: null, energy: null, wear: null };

/** A value for every cost. */
function perCost<Value>(make: (cost: CostName) => Value | null): PerCost<Value> {
  return Object.fromEntries(costNames.map((cost) => [cost, make(cost)])) as PerCost<Value>;
}

/** The comparison of schemes with one bank and one noise, before verdicts and sorting. @param reference index of the reference */
export function compareGroup(
  outcomes: Outcomes,
  members: Member[],
  reference: number,
  budget: Budget,
  resamples: SeedResamples,
): Compared[] {
  const target = finalSteps(outcomes.conditions[members[reference].condition].steps, outcomes);
  const candidates = members.map((member) => candidateOf(outcomes, member, target, resamples));
  const ranked = candidates.filter(({ unranked }) => unranked === null);
  const best = shares(
    finalsOf(ranked).map((final) => resamples.means(final)),
    resamples,
  );
  const cheapest = perCost((cost) => cheapestShares(ranked, cost, resamples));
  const fronts = perCost((cost) => frontShares(totalsOf(ranked, cost), finalsOf(ranked), resamples));
  const behind = behindBest(finalsOf(ranked), resamples);
  const withBudget = budgetResults(
    ranked.map(({ outcome }) => outcome),
    budget,
    outcomes,
    resamples,
  );
  return candidates.map((candidate, place) => {
    const i = ranked.indexOf(candidate);
    return {
      ...outcomeOf(candidate, outcomes, resamples),
      difference:
        place === reference || candidate.unranked ? null : differenceOf(candidate.final, target, resamples),
      behind: behind[i] ?? null,
      ratio: perCost((cost) => ratioOf(candidate, candidates[reference], cost, resamples)),
      cheapestShare: perCost((cost) => cheapest[cost]?.[i] ?? null),
      bestShare: best[i] ?? null,
      budget: withBudget[i] ?? null,
      front: perCost((cost) => fronts[cost]?.[i] ?? null),
    };
  });
}

/** The share of resamples in which each is the best; empty for one seed. */
function shares(columns: readonly Float64Array[], { seeds }: SeedResamples): number[] {
  return seeds > 1 ? bestShares(columns) : [];
}

/** The results of a condition without a reference, such as ideal memory. */
export function withoutReference(outcomes: Outcomes, member: Member, resamples: SeedResamples): Compared {
  const target = finalSteps(outcomes.conditions[member.condition].steps, outcomes);
  const candidate = candidateOf(outcomes, member, target, resamples);
  return {
    ...outcomeOf(candidate, outcomes, resamples),
    reached: null,
    difference: null,
    behind: null,
    ratio: NOT_COMPARED,
    cheapestShare: NOT_COMPARED,
    bestShare: null,
    budget: null,
    front: NOT_COMPARED,
  };
}

function candidateOf(
  outcomes: Outcomes,
  member: Member,
  target: Float64Array,
  resamples: SeedResamples,
): Candidate {
  const outcome = outcomes.conditions[member.condition];
  const smooth = smoothedSteps(outcome.steps, outcomes);
  const reached = reaching(smooth, target, resamples);
  const each = <Value>(make: (cost: Float64Array) => Value) =>
    perCost((name) => {
      const cost = outcome.costs[name];
      return cost ? make(cost) : null;
    });
  return {
    ...member,
    outcome,
    final: finalSteps(outcome.steps, outcomes),
    curve: learningCurve(smooth, outcomes),
    place: reached.place,
    totals: each((cost) => cost.subarray(-outcomes.seeds)),
    caughtUp: each((cost) => catchUpCost(cost, reached, resamples)),
  };
}

function outcomeOf(
  {
    scheme,
    condition,
    unranked,
    devicesPerWeight,
    wordsPerWeight,
    outcome,
    final,
    curve,
    place,
    totals,
  }: Candidate,
  outcomes: Outcomes,
  resamples: SeedResamples,
) {
  return {
    condition, scheme, unranked, devicesPerWeight, wordsPerWeight, sameAs: [], tuned: null, untuned: null,
    longRuns: longRuns(final),
    final: meanInterval(final, resamples),
    area: meanInterval(curveArea(outcome.steps, outcomes), resamples),
    valueError: outcome.valueError ? meanInterval(outcome.valueError, resamples) : null,
    costs: perCost((cost) => withInterval(totals[cost], resamples)),
    reached: outcomes.recorded[place] ?? null,
    curve,
  }; // prettier-ignore
}

function withInterval(values: Float64Array | null, resamples: SeedResamples) {
  return values ? meanInterval(values, resamples) : null;
}

function finalsOf(candidates: Candidate[]): Float64Array[] {
  return candidates.map(({ final }) => final);
}

/** The final costs of all candidates, or null if one of them is unknown. */
function totalsOf(candidates: Candidate[], cost: CostName): Float64Array[] | null {
  const all = candidates.map(({ totals }) => totals[cost]);
  return all.every((values) => values !== null) ? all : null;
}

function differenceOf(final: Float64Array, target: Float64Array, resamples: SeedResamples) {
  const off = final.map((steps, seed) => steps - target[seed]);
  const { mean, p, zero } = meanDifference(off, resamples);
  const verdict = zero ? ('the same' as const) : ('no difference shown' as const);
  return { steps: mean, p, corrected: p, verdict };
}

function ratioOf(own: Candidate, reference: Candidate, cost: CostName, resamples: SeedResamples) {
  const [paid, other] = [own.caughtUp[cost], reference.caughtUp[cost]];
  return paid && other && costRatio(paid, other, resamples.seeds);
}

function cheapestShares(candidates: Candidate[], cost: CostName, resamples: SeedResamples): number[] | null {
  const columns = candidates.map(({ caughtUp }) => caughtUp[cost]?.resampled);
  return columns.every((column) => column !== undefined) ? shares(columns, resamples) : null;
}
