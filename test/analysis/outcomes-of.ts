import type { Outcome, Outcomes } from '../../src/analysis/compare/outcomes.js';
import type { ComparisonPlan } from '../../src/experiment/comparison-plan.js';
import { RandomStream } from '../../src/core/random-stream.js';
import type { Summary } from '../../src/runs/summary.js';
import { sampleCondition, sampleSummary } from '../report/sample-summary.js';

export const SEEDS = 40;
const EPISODES = 200;
const RECORDED = Array.from({ length: 100 }, (_, k) => 2 * (k + 1));

/** How a made-up scheme learns and what it pays: steps fall to `final` with a time constant, each step costs so much. */
export interface Law {
  scheme: string;
  final: number;
  pace?: number;
  cost?: number;
  noise?: number;
  digital?: boolean;
  /** holds weights from −1 to 1 */
  wide?: boolean;
  noEnergy?: boolean;
}

/** Steps of one scheme: what seeds have in common is in all schemes alike. */
export function outcomeOf({ scheme, final, pace = 20, cost = 1, noise = 1, noEnergy }: Law): Outcome {
  const steps = new Int32Array(SEEDS * EPISODES);
  const paid = new Float64Array(RECORDED.length * SEEDS);
  for (let seed = 0; seed < SEEDS; seed++) {
    const common = new RandomStream(`common ${seed}`);
    const own = new RandomStream(scheme.startsWith('equal') ? `own ${seed}` : `own ${scheme} ${seed}`);
    for (let episode = 0, sum = 0; episode < EPISODES; episode++) {
      const level = final + 60 * Math.exp(-episode / pace);
      steps[seed * EPISODES + episode] = Math.round(
        10 * (level + 3 * common.uniform() + noise * own.uniform()),
      );
      sum += cost;
      if (episode % 2 === 1) paid[((episode - 1) / 2) * SEEDS + seed] = sum;
    }
  }
  const costs = { pulses: paid, reads: paid, wear: paid, ...(!noEnergy && { energy: paid }) };
  return { steps, costs, valueError: new Float64Array(SEEDS).fill(0.1) };
}

/** A comparison of made-up schemes in one bank with some noises. */
export function comparing(laws: Law[], noises = ['write']) {
  const of = (scheme: string) => laws.find((law) => law.scheme === scheme)!;
  const entries = laws.flatMap(({ scheme }) =>
    scheme === 'ideal' ? [{ scheme, bank: 'ideal', noise: 'none' }] : noises.map((noise) => ({ scheme, bank: 'cycles', noise, ...(of(scheme).wide && { range: [-1, 1] as [number, number] }) })),
  ); // prettier-ignore
  const conditions = entries.map(({ scheme }) => outcomeOf(of(scheme)));
  const outcomes: Outcomes = { seeds: SEEDS, episodes: EPISODES, recorded: RECORDED, conditions };
  const believed = { criticWeights: { mean: [], standardDeviation: [] }, actorWeights: { mean: [], standardDeviation: [] } }; // prettier-ignore
  const summary: Summary = sampleSummary({
    seeds: SEEDS,
    episodes: EPISODES,
    conditions: entries.map(({ scheme, noise }) => sampleCondition(`${scheme} / ${noise}`, 1, of(scheme).digital ? { believed } : {})),
  }); // prettier-ignore
  const plan: ComparisonPlan = { reference: laws[0].scheme, budget: { cost: 'pulses' }, entries };
  return { outcomes, plan, summary };
}
