import { blockMeans, blockOf } from '../experiment/glimpse/glimpse.js';
import type { Experiment } from '../experiment/experiment.js';
import type { SeedResult } from '../experiment/seed-run.js';
import { studentQuantile } from '../core/student-quantile.js';
import { MINIMUM_FOR_INTERVAL, Moments } from '../runs/statistics.js';
import type { MeanView } from './page/wire.js';

/** Number of episodes at the end of a run whose mean is its result. */
const FINAL_EPISODES = 50;
/** Number of seeds up to which each one changes Student's quantile visibly. */
const FEW = 50;
const COSTS = ['set', 'reset', 'reads'] as const;

/** The number of episodes at the end of a run whose mean is its result. */
export function finalEpisodes(episodes: number): number {
  return Math.min(FINAL_EPISODES, episodes);
}

/** What the finished seeds of one condition came to. Memory does not grow with their number. */
export class FinishedSeeds {
  seeds = 0;
  /** moves an episode, in blocks */
  readonly curve: Moments;
  /** what the devices held at the end, cells × heads */
  readonly weights: Moments;
  private readonly final = new Moments(1);
  private readonly costs = new Moments(COSTS.length);
  private readonly block: number;
  private readonly blocks: Float64Array;
  private readonly last: number;
  /** Student's quantile, and the number of seeds that it was computed for */
  private readonly known = { seeds: 0, quantile: 0 };

  /** @param size number of weights */
  constructor({ episodes }: Pick<Experiment, 'episodes'>, size: number) {
    this.block = blockOf(episodes);
    this.blocks = new Float64Array(Math.ceil(episodes / this.block));
    this.curve = new Moments(this.blocks.length);
    this.weights = new Moments(size);
    this.last = finalEpisodes(episodes);
  }

  add({ steps, weights, costs }: Pick<SeedResult, 'steps' | 'weights' | 'costs'>): void {
    this.seeds++;
    blockMeans(steps, steps.length, this.block, this.blocks);
    this.curve.addRow(this.blocks);
    this.weights.addRow(weights);
    let sum = 0;
    for (let episode = steps.length - this.last; episode < steps.length; episode++) sum += steps[episode];
    this.final.addAt(0, sum / this.last);
    COSTS.forEach((name, i) => this.costs.addAt(i, costs[name].at(-1)!));
  }

  /** Moves an episode at the end of learning, with their 95 % interval. */
  finalSteps(): MeanView {
    const { final, seeds } = this;
    const mean = final.mean[0];
    if (seeds < MINIMUM_FOR_INTERVAL) return { mean, reach: null };
    return { mean, reach: (this.quantile() * final.deviation(0)) / Math.sqrt(seeds) };
  }

  /** Student's quantile. It takes long to compute, so it is kept while it is right within a thousandth. */
  private quantile(): number {
    const { known, seeds } = this;
    if (seeds < FEW || seeds > 1.02 * known.seeds) {
      known.seeds = seeds;
      known.quantile = studentQuantile(seeds - 1);
    }
    return known.quantile;
  }

  /** Pulses and reads of a seed. */
  meanCosts(): Record<(typeof COSTS)[number], number> {
    const [set, reset, reads] = this.costs.mean;
    return { set, reset, reads };
  }
}
