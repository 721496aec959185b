import { join } from 'node:path';
import type { Experiment } from '../experiment/experiment.js';
import { layouts, rowsPerRun, tableNames, type TableName } from './layout.js';
import { checkRuns } from './run-rows.js';
import type { SeedResult } from '../experiment/seed-run.js';
import { Table } from './table.js';
import { taskOf } from '../experiment/weights.js';

/** Significant digits of what is on its way; the weights and costs at the end are written in full. */
const DIGITS_ON_THE_WAY = 7;

type Row = (string | number)[];

/**
 * The tables of a run, which grow seed by seed, always in the same order (all conditions of the first seed, all of
 * the second, …), so that the files are the same however many workers made them and however often they were killed.
 *
 * episodes.csv: a row an episode. critic.csv: critic weights on their way, if any are recorded. costs.csv: costs on their way. ledger.csv:
 * costs by weight. seeds.csv: a row a run, written last; a run without it is not there.
 */
export class Results {
  private readonly tables: Record<TableName, Table>;
  private readonly layouts: ReturnType<typeof layouts>;
  /** runs (condition × seed) that are safe */
  done: number;

  constructor(
    private readonly directory: string,
    private readonly experiment: Experiment,
  ) {
    this.layouts = layouts(experiment);
    const opened = tableNames.map((name) => {
      const { file, header } = this.layouts[name];
      return [name, new Table(join(directory, file), header)];
    });
    this.tables = Object.fromEntries(opened) as Record<TableName, Table>;
    this.done = this.agree();
  }

  append(results: readonly SeedResult[]): void {
    const rows = (of: (run: SeedResult) => Row[]) =>
      results.flatMap((run) =>
        of(run).map((row) => [this.experiment.conditions[run.condition].name, run.seed, ...row]),
      );
    const { episodes, critic, costs, ledger, seeds } = this.tables;
    episodes.append(
      rows(({ steps, truncated }) => Array.from(steps, (moves, e) => [e + 1, moves, truncated[e]])),
    );
    critic.append(rows((run) => this.criticRows(run)));
    costs.append(rows((run) => this.costRows(run)));
    ledger.append(rows(({ weightCosts: { set, reset, reads } }) => [[...set, ...reset, ...reads]]));
    seeds.append(rows((run) => [endRow(run)]));
    this.done += results.length;
  }

  close(): void {
    for (const table of Object.values(this.tables)) table.close();
  }

  private criticRows({ critic }: SeedResult): Row[] {
    const { cells } = taskOf(this.experiment);
    return this.recorded('critic').map((episode, k) => [
      episode,
      ...Array.from(critic.subarray(k * cells, (k + 1) * cells), rounded),
    ]);
  }

  private costRows({ costs }: SeedResult): Row[] {
    return this.recorded('costs').map((episode, k) => {
      const { set, reset, reads, joules, wear } = costs[k];
      return [episode, set, reset, reads, joules === null ? '' : rounded(joules), wear];
    });
  }

  private recorded(name: TableName): readonly number[] {
    return this.layouts[name].episodes ?? [];
  }

  /** Drops what a kill left half written, so that all tables tell of the same runs. */
  private agree(): number {
    const perRun = (name: TableName) => rowsPerRun(this.layouts[name]);
    const whole = tableNames.map((name) =>
      perRun(name) > 0 ? Math.floor(this.tables[name].rows() / perRun(name)) : Infinity,
    );
    const runs = Math.min(...whole);
    for (const name of tableNames) checkRuns(this.directory, this.layouts[name], this.experiment, runs);
    for (const name of tableNames) this.tables[name].keep(runs * perRun(name));
    return runs;
  }
}

function endRow({ costs, updates, valueError, weights, believed }: SeedResult): Row {
  const { set, reset, reads, joules, deviceSeconds, wear } = costs.at(-1)!;
  const ends = [set, reset, updates, reads, joules ?? '', deviceSeconds ?? '', wear, valueError];
  return [...ends, ...weights, ...(believed ?? weights)];
}

function rounded(value: number): number {
  return Number(value.toPrecision(DIGITS_ON_THE_WAY));
}
