import { join } from 'node:path';
import type { Experiment } from './experiment.js';
import { recordedEpisodes, type SeedResult } from './seed-run.js';
import { Table } from './table.js';
import { tasks } from './tasks.js';

/** Significant digits of a critic on its way; the weights at the end are written in full. */
const TRAJECTORY_DIGITS = 7;

/**
 * The tables of a run, which grow seed by seed, always in the same order (all conditions of the first seed, all of
 * the second, …), so that the files are the same however many workers made them and however often they were killed.
 *
 * episodes.csv: a row an episode. critic.csv: critic weights on their way. seeds.csv: a row a run, written last;
 * a run without it is not there.
 */
export class Results {
  private readonly episodes: Table;
  private readonly critic: Table;
  private readonly seeds: Table;
  private readonly recorded: number[];
  /** runs (condition × seed) that are safe */
  done: number;

  constructor(
    directory: string,
    private readonly experiment: Experiment,
  ) {
    const { cells, actions } = tasks[experiment.environment];
    const each = (name: (cell: number) => string) => Array.from({ length: cells }, (_, cell) => name(cell));
    const weights = each((cell) =>
      [`w${cell}`, ...Array.from({ length: actions }, (_, a) => `a${cell}_${a}`)].join(),
    );
    const believed = weights.map((names) => names.replaceAll(/[wa]\d/g, 'believed_$&'));
    this.recorded = recordedEpisodes(experiment);
    this.episodes = new Table(join(directory, 'episodes.csv'), [
      'condition',
      'seed',
      'episode',
      'steps',
      'truncated',
    ]);
    this.critic = new Table(join(directory, 'critic.csv'), [
      'condition',
      'seed',
      'episode',
      ...each((cell) => `w${cell}`),
    ]);
    this.seeds = new Table(join(directory, 'seeds.csv'), [
      'condition', 'seed', 'set_pulses', 'reset_pulses', 'updates', ...weights, ...believed,
    ]); // prettier-ignore
    this.done = this.agree();
  }

  append(results: readonly SeedResult[]): void {
    const name = ({ condition }: SeedResult) => this.experiment.conditions[condition].name;
    this.episodes.append(
      results.flatMap((run) =>
        Array.from(run.steps, (steps, e) => [name(run), run.seed, e + 1, steps, run.truncated[e]]),
      ),
    );
    const cells = tasks[this.experiment.environment].cells;
    this.critic.append(
      results.flatMap((run) =>
        this.recorded.map((episode, k) => [
          name(run),
          run.seed,
          episode,
          ...Array.from(run.critic.subarray(k * cells, (k + 1) * cells), rounded),
        ]),
      ),
    );
    this.seeds.append(
      results.map((run) => [
        name(run), run.seed, run.set, run.reset, run.updates, ...run.weights, ...(run.believed ?? run.weights),
      ]), // prettier-ignore
    );
    this.done += results.length;
  }

  close(): void {
    for (const table of [this.episodes, this.critic, this.seeds]) table.close();
  }

  /** Drops what a kill left half written, so that the three tables tell of the same runs. */
  private agree(): number {
    const { episodes } = this.experiment;
    const runs = Math.min(
      this.seeds.rows(),
      Math.floor(this.episodes.rows() / episodes),
      this.recorded.length > 0 ? Math.floor(this.critic.rows() / this.recorded.length) : Infinity,
    );
    this.seeds.keep(runs);
    this.episodes.keep(runs * episodes);
    this.critic.keep(runs * this.recorded.length);
    return runs;
  }
}

function rounded(weight: number): number {
  return Number(weight.toPrecision(TRAJECTORY_DIGITS));
}
