import type { Condition } from '../experiment/condition.js';
import type { Experiment } from '../experiment/experiment.js';
import { footprintOf } from './footprint.js';
import { recordedEpisodes } from '../experiment/seed-run.js';
import { estimate, Moments } from './statistics.js';
import type { CostsSummary, Estimate, LedgerSummary } from './summary.js';

/** Costs of a run's end, and those on its way, as their tables have them side by side. */
const ENDS = ['set', 'reset', 'updates', 'reads', 'joules', 'deviceSeconds', 'wear', 'valueError'] as const;
const ON_THE_WAY = ['set', 'reset', 'reads', 'joules', 'wear'] as const;

/** How many numbers of a run's row in seeds.csv are costs and value error, before its weights. */
export const END_COSTS = ENDS.length;

/** One condition's running sums of what learning cost. */
export class CostTally {
  private readonly ends = new Moments(ENDS.length);
  private readonly way: Moments;
  private readonly weights: Moments;
  private readonly recorded: number[];

  constructor(
    experiment: Experiment,
    private readonly condition: Condition,
    private readonly weightCount: number,
  ) {
    this.recorded = recordedEpisodes(experiment);
    this.way = new Moments(this.recorded.length * ON_THE_WAY.length);
    this.weights = new Moments(3 * weightCount);
  }

  /** A row of costs.csv. */
  onTheWay(episode: number, costs: readonly number[]): void {
    const from = this.recorded.indexOf(episode) * ON_THE_WAY.length;
    costs.forEach((cost, i) => this.way.addAt(from + i, cost));
  }

  /** A row of ledger.csv. */
  byWeight(costs: readonly number[]): void {
    costs.forEach((cost, i) => this.weights.addAt(i, cost));
  }

  /** What a row of seeds.csv begins with. */
  atEnd(costs: readonly number[]): void {
    costs.forEach((cost, i) => this.ends.addAt(i, cost));
  }

  end(cost: (typeof ENDS)[number]): Estimate {
    return estimate(this.ends, ENDS.indexOf(cost));
  }

  ledger(): LedgerSummary {
    const [set, reset, reads] = [this.end('set'), this.end('reset'), this.end('reads')];
    const [joules, seconds] = [known(this.end('joules')), known(this.end('deviceSeconds'))];
    return {
      set: set.mean,
      reset: reset.mean,
      reads: reads.mean,
      joules: joules?.mean ?? null,
      deviceSeconds: seconds?.mean ?? null,
      intervals: {
        set: set.interval,
        reset: reset.interval,
        reads: reads.interval,
        joules: joules?.interval ?? null,
        deviceSeconds: seconds?.interval ?? null,
      },
      ...footprintOf(this.condition),
      wear: this.end('wear'),
      perDevice: { set: this.perWeight(0), reset: this.perWeight(1), reads: this.perWeight(2) },
    };
  }

  costs(): CostsSummary {
    const way = (cost: (typeof ON_THE_WAY)[number]) =>
      this.recorded.map((_, k) => this.way.mean[k * ON_THE_WAY.length + ON_THE_WAY.indexOf(cost)]);
    const reset = way('reset');
    const joules = way('joules');
    return {
      episodes: this.recorded,
      pulses: way('set').map((set, k) => set + reset[k]),
      reads: way('reads'),
      joules: joules.some(Number.isNaN) ? null : joules,
      wear: way('wear'),
    };
  }

  private perWeight(cost: number): number[] {
    return [...this.weights.mean.subarray(cost * this.weightCount, (cost + 1) * this.weightCount)];
  }
}

/** An estimate of what every seed knows. */
function known(estimate: Estimate): Estimate | undefined {
  return Number.isNaN(estimate.mean) ? undefined : estimate;
}
