import { join } from 'node:path';
import type { Experiment } from './experiment.js';
import { layouts, rowsPerRun, type Layout } from './layout.js';
import { checkRuns } from './run-rows.js';
import type { SeedResult } from './seed-run.js';
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
  private readonly layouts: ReturnType<typeof layouts>;
  /** runs (condition × seed) that are safe */
  done: number;

  constructor(
    private readonly directory: string,
    private readonly experiment: Experiment,
  ) {
    this.layouts = layouts(experiment);
    const table = ({ file, header }: Layout) => new Table(join(directory, file), header);
    this.episodes = table(this.layouts.episodes);
    this.critic = table(this.layouts.critic);
    this.seeds = table(this.layouts.seeds);
    this.done = this.agree();
  }

  append(results: readonly SeedResult[]): void {
    const name = ({ condition }: SeedResult) => this.experiment.conditions[condition].name;
    this.episodes.append(
      results.flatMap((run) =>
        Array.from(run.steps, (steps, e) => [name(run), run.seed, e + 1, steps, run.truncated[e]]),
      ),
    );
    const { cells } = tasks[this.experiment.environment];
    const recorded = this.layouts.critic.episodes ?? [];
    this.critic.append(
      results.flatMap((run) =>
        recorded.map((episode, k) => [
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
    const tables = ['episodes', 'critic', 'seeds'] as const;
    const perRun = (name: (typeof tables)[number]) => rowsPerRun(this.layouts[name]);
    const whole = tables.map((name) =>
      perRun(name) > 0 ? Math.floor(this[name].rows() / perRun(name)) : Infinity,
    );
    const runs = Math.min(...whole);
    for (const name of tables) checkRuns(this.directory, this.layouts[name], this.experiment, runs);
    for (const name of tables) this[name].keep(runs * perRun(name));
    return runs;
  }
}

function rounded(weight: number): number {
  return Number(weight.toPrecision(TRAJECTORY_DIGITS));
}
