import { readRecords, type BoardRecord } from './board-record.js';
import { boardSummary, weakest } from './board-summary.js';
import { arrayOf } from '../experiment/array/array-of.js';
import type { Condition } from '../experiment/condition.js';
import { CostTally, endCosts, known } from './cost-tally.js';
import type { Experiment } from '../experiment/experiment.js';
import { layouts, type Layout } from './layout.js';
import { runRows } from './run-rows.js';
import { recordedCritic } from '../experiment/seed-run.js';
import { Moments, estimate } from './statistics.js';
import type { ConditionSummary, Spread, Summary } from './summary.js';
import { catalogue } from '../experiment/catalogue.js';
import { taskOf, weightsOf } from '../experiment/weights.js';
import { taskSummary } from './task-summary.js';

/** Number of episodes at the end of a run whose mean is its result. */
const FINAL_EPISODES = 50;

/**
 * The summary of a run, from its tables, read row by row. Memory does not grow with the number of seeds.
 *
 * @throws RunError if a table lacks a condition with a seed, or has it twice
 */
export function summarise(directory: string, experiment: Experiment): Summary {
  const tallies = experiment.conditions.map((condition) => new Tally(experiment, condition));
  const { episodes, critic, costs, ledger, seeds } = layouts(experiment);
  const addRows = (layout: Layout, add: (tally: Tally, numbers: Float64Array, place: number) => void) => {
    for (const { condition, numbers, place } of runRows(directory, layout, experiment))
      add(tallies[condition], numbers, place);
  };
  addRows(episodes, (tally, row) => tally.episode(row[0], row[1], row[2]));
  addRows(critic, (tally, row, place) => tally.critic(place, row.subarray(1)));
  addRows(costs, (tally, row, place) => tally.costs.afterEpisode(place, row.subarray(1)));
  addRows(ledger, (tally, row) => tally.costs.byWeight(row));
  const ends = endCosts(experiment);
  addRows(seeds, (tally, row) => tally.seed(row.subarray(0, ends), row.subarray(ends)));
  const { grid } = taskOf(experiment);
  const records = readRecords(directory);
  return {
    environment: experiment.environment,
    seeds: experiment.seeds,
    episodes: experiment.episodes,
    ...(grid && { grid }),
    task: taskSummary(experiment),
    heads: weightsOf(experiment).heads.map(({ name, action }) => ({
      name,
      ...(action !== undefined && { action }),
    })),
    conditions: tallies.map((tally) => withBoard(tally.summary(), records)),
  };
}

/** A condition's summary with the kind of its devices, and what happened on a board. */
function withBoard(condition: ConditionSummary, records: readonly BoardRecord[]): ConditionSummary {
  const { name, ...rest } = condition;
  const own = records.filter((record) => record.condition === name);
  const board = boardSummary(own);
  if (!board) return { name, provenance: 'simulated', product: 'in-memory', ...rest };
  return { name, ...weakest(own), board, ...rest };
}

/** The means of one condition, updated row by row. */
class Tally {
  private readonly steps: Moments;
  private readonly truncated: number[];
  private readonly final = new Moments(1);
  readonly costs: CostTally;
  private readonly weights: Moments;
  private readonly trajectory: Moments;
  private readonly recorded: number[];
  private readonly last: number;
  private lastSteps = 0;
  private readonly perSeed: number[] = [];

  constructor(
    private readonly experiment: Experiment,
    private readonly condition: Condition,
  ) {
    const { cells, heads } = weightsOf(experiment);
    this.steps = new Moments(experiment.episodes);
    this.truncated = new Array<number>(experiment.episodes).fill(0);
    this.weights = new Moments(2 * cells * heads.length);
    this.costs = new CostTally(experiment, condition, cells * heads.length);
    this.recorded = recordedCritic(experiment);
    this.trajectory = new Moments(this.recorded.length * cells);
    this.last = Math.min(FINAL_EPISODES, experiment.episodes);
  }

  episode(episode: number, steps: number, truncated: number): void {
    this.steps.addAt(episode - 1, steps);
    this.truncated[episode - 1] += truncated;
    if (episode > this.experiment.episodes - this.last) this.lastSteps += steps;
    if (episode < this.experiment.episodes) return;
    this.final.addAt(0, this.lastSteps / this.last);
    this.perSeed.push(this.lastSteps / this.last);
    this.lastSteps = 0;
  }

  /** @param place index among the recorded episodes */
  critic(place: number, weights: Float64Array): void {
    this.trajectory.addRow(weights, place * weights.length);
  }

  seed(costs: Float64Array, weights: Float64Array): void {
    this.costs.atEnd(costs);
    this.weights.addRow(weights);
  }

  /** The weights in a row of seeds.csv, from a place on. */
  private weightsFrom(
    from: number,
  ): Pick<ConditionSummary, 'criticWeights' | 'actorWeights' | 'actionValues'> {
    const { cells, heads, critic } = weightsOf(this.experiment);
    const at = (cell: number, head: number) => from + cell * heads.length + head;
    const others = [...heads.keys()].filter((head) => head !== critic);
    const byHead = table(cells, (cell) => this.weights.spread(others.map((head) => at(cell, head))));
    if (critic < 0) return { criticWeights: NONE, actorWeights: NONE, actionValues: byHead };
    const ofCritic = this.weights.spread(indices(cells, (cell) => at(cell, critic)));
    return { criticWeights: ofCritic, actorWeights: byHead };
  }

  summary(): ConditionSummary {
    const { stepLimit, learningRate, discount, temperature, threshold, devices } = this.experiment;
    const { name, ...choices } = this.condition;
    const { cells, heads } = weightsOf(this.experiment);
    const array = arrayOf(this.experiment, this.condition);
    const ledger = this.costs.ledger();
    return {
      name,
      ...(isExact(this.condition) && { exact: true }),
      settings: {
        learningRate,
        discount,
        temperature,
        threshold,
        ...choices,
        ...(array && { array }),
        stepLimit,
        devices,
      },
      steps: { mean: [...this.steps.mean], standardError: this.steps.standardErrors() },
      truncated: this.truncated,
      final: { episodes: this.last, steps: estimate(this.final) },
      perSeed: this.perSeed,
      ...this.weightsFrom(0),
      ...(catalogue.schemes.get(choices.scheme).believes && {
        believed: this.weightsFrom(cells * heads.length),
      }),
      ...(this.recorded.length > 0 && {
        criticTrajectory: {
          episodes: this.recorded,
          ...table(this.recorded.length, (k) =>
            this.trajectory.spread(indices(cells, (cell) => k * cells + cell)),
          ),
        },
      }),
      pulses: { set: ledger.set, reset: ledger.reset },
      updates: this.costs.end('updates').mean,
      ledger,
      costs: this.costs.costs(),
      valueError: known(this.costs.end('valueError')) ?? null,
    };
  }
}

const NONE = { mean: [], standardDeviation: [] };

function indices(count: number, at: (i: number) => number): number[] {
  return Array.from({ length: count }, (_, i) => at(i));
}

function table(rows: number, row: (i: number) => Spread<number[]>): Spread<number[][]> {
  const spreads = Array.from({ length: rows }, (_, i) => row(i));
  return {
    mean: spreads.map(({ mean }) => mean),
    standardDeviation: spreads.map(({ standardDeviation }) => standardDeviation),
  };
}

function isExact({ bank }: Condition): boolean {
  return catalogue.devices.has(bank) && catalogue.devices.get(bank).exact === true;
}
