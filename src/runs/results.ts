import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { RunError } from '../core/errors.js';
import type { Experiment } from '../experiment/experiment.js';
import { freeEnding } from './directory/free-ending.js';
import { lostRuns, lostTable } from './directory/lost-rows.js';
import { layouts, rowsPerRun, tellsConversions, tableNames, type Layout, type TableName } from './layout.js';
import { withPath } from './line-reader.js';
import { goodRuns } from './run-rows.js';
import type { SeedResult } from '../experiment/seed-run.js';
import { RowText } from './row-text.js';
import { Table } from './table.js';
import { runsOf, type RunRange } from './shards/shard.js';
import { taskSize } from './workers/task-size.js';
import { taskOf } from '../experiment/weights.js';

/**
 * The tables of a run, or of some of its runs. They grow seed by seed in a fixed order: all conditions of the first seed, then all of the
 * second, …. So the files do not depend on the number of workers or on interruptions.
 *
 * episodes.csv: one row per episode. critic.csv and costs.csv: critic weights and costs after recorded episodes.
 * ledger.csv: costs by weight. Values after recorded episodes are rounded to seven digits, values at the end of a run are
 * written in full. seeds.csv: one row per run, written last; a run without this row counts as not done.
 */
export class Results {
  private readonly tables: Record<TableName, Table>;
  private readonly layouts: ReturnType<typeof layouts>;
  private readonly text = new RowText();
  private readonly conversions: boolean;
  /** number of finished runs (condition × seed) in the tables */
  done: number;
  /** what was wrong in the tables, and what became of it, in a sentence */
  damage: string | undefined;

  constructor(
    private readonly directory: string,
    private readonly experiment: Experiment,
    private readonly range: RunRange = runsOf(experiment),
  ) {
    this.layouts = layouts(experiment);
    this.conversions = tellsConversions(experiment);
    const lost = lostTable(directory, this.inOrder());
    if (lost) this.refuseOnBoard(lost);
    const opened = tableNames.map((name) => {
      const { file, header } = this.layouts[name];
      return [name, new Table(join(directory, file), header)];
    });
    this.tables = Object.fromEntries(opened) as Record<TableName, Table>;
    this.done = this.keepWholeRuns(lost);
  }

  append(results: readonly SeedResult[]): void {
    const { text } = this;
    const write = (name: TableName, addRows: (run: SeedResult) => void) => {
      for (const run of results) {
        text.startRun(this.experiment.conditions[run.condition].name, run.seed);
        addRows(run);
      }
      this.tables[name].write(text.taken());
    };
    write('episodes', (run) => this.episodeRows(run));
    write('critic', (run) => this.criticRows(run));
    write('costs', (run) => this.costRows(run));
    write('ledger', (run) => this.ledgerRow(run));
    write('seeds', (run) => this.endRow(run));
    this.done += results.length;
  }

  /** Appends whole rows of further runs, as other tables of the same run have them. */
  appendRows(rows: Readonly<Record<TableName, Uint8Array>>, runs: number): void {
    for (const name of tableNames) this.tables[name].write(rows[name]);
    this.done += runs;
  }

  close(): void {
    for (const table of Object.values(this.tables)) table.close();
  }

  private episodeRows({ steps, truncated }: SeedResult): void {
    const { text } = this;
    for (let episode = 0; episode < steps.length; episode++) {
      text.startRow();
      text.number(episode + 1);
      text.number(steps[episode]);
      text.number(truncated[episode]);
      text.endRow();
    }
  }

  private criticRows({ critic }: SeedResult): void {
    const { text } = this;
    const { cells } = taskOf(this.experiment);
    this.recorded('critic').forEach((episode, k) => {
      text.startRow();
      text.number(episode);
      for (let i = k * cells, end = i + cells; i < end; i++) text.rounded(critic[i]);
      text.endRow();
    });
  }

  private costRows({ costs: { set, reset, reads, joules, wear } }: SeedResult): void {
    const { text } = this;
    this.recorded('costs').forEach((episode, k) => {
      text.startRow();
      text.number(episode);
      text.number(set[k]);
      text.number(reset[k]);
      text.number(reads[k]);
      if (Number.isNaN(joules[k])) text.empty();
      else text.rounded(joules[k]);
      text.number(wear[k]);
      text.endRow();
    });
  }

  private ledgerRow({ weightCosts: { set, reset, reads } }: SeedResult): void {
    this.text.startRow();
    for (const costs of [set, reset, reads]) this.text.numbers(costs);
    this.text.endRow();
  }

  private endRow(result: SeedResult): void {
    const { text } = this;
    text.startRow();
    for (const value of endNumbers(result)) {
      if (Number.isNaN(value)) text.empty();
      else text.number(value);
    }
    if (this.conversions) text.numbers(conversionNumbers(result));
    text.numbers(result.weights);
    text.numbers(result.believed ?? result.weights);
    text.endRow();
  }

  private recorded(name: TableName): readonly number[] {
    return this.layouts[name].episodes ?? [];
  }

  private inOrder(): Layout[] {
    return tableNames.map((name) => this.layouts[name]);
  }

  /**
   * Drops what a kill left incomplete, and all runs from the first wrong row on, so that all tables hold the same runs.
   *
   * @param lost the fault of a table that was emptied
   * @returns the number of runs @throws RunError at a wrong row of a board, whose data cannot be computed again
   */
  private keepWholeRuns(lost: RunError | undefined): number {
    const perRun = (name: TableName) => rowsPerRun(this.layouts[name]);
    const whole = tableNames.map((name) =>
      perRun(name) > 0 ? Math.floor(this.tables[name].rows() / perRun(name)) : Infinity,
    );
    const checked = tableNames.map((name) =>
      goodRuns(this.directory, this.layouts[name], this.experiment, Math.min(...whole), this.range),
    );
    const fault =
      checked.find((each) => each.fault)?.fault ??
      lost ??
      lostRuns(this.directory, this.inOrder(), whole, largestAppend(this.experiment));
    const runs = Math.min(...checked.map(({ good }) => good));
    if (fault) this.damage = this.setAside(fault, runs);
    for (const name of tableNames) this.tables[name].keep(runs * perRun(name));
    return runs;
  }

  /** Keeps copies of damaged tables, as two writers at once leave them. @returns the damage in a sentence */
  private setAside(fault: RunError, runs: number): string {
    this.refuseOnBoard(fault);
    const paths = Object.values(this.tables).map(({ path }) => path);
    const ending = freeEnding(paths);
    for (const path of paths) withPath(path, () => copyFileSync(path, `${path}${ending}`));
    const kept =
      runs === 0 ? 'all runs are computed again' : `${runs} ${runs === 1 ? 'run before it is' : 'runs before it are'} kept and the others computed again`;
    return `${fault.message}; ${kept}; the damaged tables are kept as *.csv${ending}`;
  } // prettier-ignore

  private refuseOnBoard(fault: RunError): void {
    if (this.experiment.board)
      throw new RunError(
        `${fault.message}; what a board did cannot be computed again: restore the tables from a copy, or begin a new run`,
      );
  }
}

/** The largest number of runs that are written at once: those of a worker's task; a board makes one after the other. */
function largestAppend({ board, episodes }: Experiment): number {
  return board ? 1 : taskSize(episodes);
}

/** What a run came to at its end, without its weights; NaN where it is unknown. */
export function endNumbers({ costs, updates, valueError }: SeedResult): number[] {
  const end = (column: Float64Array) => column.at(-1)!;
  const { set, reset, reads, joules, deviceSeconds, wear } = costs;
  return [end(set), end(reset), updates, end(reads), end(joules), end(deviceSeconds), end(wear), valueError];
}

/** What conversions cost in a run; 0 without converters. */
function conversionNumbers({ conversions: costs }: SeedResult): Float64Array {
  if (!costs) return new Float64Array(4);
  return Float64Array.of(costs.conversions, costs.clipped, costs.joules, costs.seconds);
}
