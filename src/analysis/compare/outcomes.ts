import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CostName } from '../../experiment/comparison-plan.js';
import type { Experiment } from '../../experiment/experiment.js';
import { plainLayouts, seedsLayout } from '../../runs/layout.js';
import { runRows } from '../../runs/run-rows.js';
import { headerOf } from '../../runs/table.js';

/** The results of one condition, seed by seed. */
export interface Outcome {
  /** moves, [seed × episode] */
  steps: Int32Array;
  /** cost up to the recorded episodes, [recorded episode × seed]; energy may be unknown */
  costs: Partial<Record<CostName, Float64Array>>;
  /** error of the critic against the true value of the learned policy, one per seed, if known */
  valueError?: Float64Array;
}

/** The results of all conditions, in order, with the same seeds. */
export interface Outcomes {
  seeds: number;
  episodes: number;
  /** numbers (from 1) of the episodes at which costs are recorded */
  recorded: readonly number[];
  conditions: Outcome[];
}

/** Reads the tables of a run. @throws RunError unless each condition has each seed once */
export function readOutcomes(directory: string, experiment: Experiment): Outcomes {
  const { seeds, episodes } = experiment;
  const recorded = plainLayouts(experiment).costs.episodes!;
  const conditions = experiment.conditions.map(() => ({
    steps: new Int32Array(seeds * episodes),
    costs: {},
  }));
  readSteps(directory, experiment, conditions);
  readCosts(directory, experiment, conditions);
  readValueErrors(directory, experiment, conditions);
  return { seeds, episodes, recorded, conditions };
}

function readSteps(directory: string, experiment: Experiment, conditions: Outcome[]): void {
  const at = conditions.map(() => 0);
  for (const { condition, numbers } of runRows(directory, plainLayouts(experiment).episodes, experiment)) {
    conditions[condition].steps[at[condition]++] = numbers[1];
  }
}

function readCosts(directory: string, experiment: Experiment, conditions: Outcome[]): void {
  const { costs } = plainLayouts(experiment);
  // A run without a ledger still has steps.
  if (!existsSync(join(directory, costs.file))) return;
  const { seeds } = experiment;
  const perRun = costs.episodes!.length;
  const column = () => new Float64Array(perRun * seeds);
  const columns = conditions.map(() => ({
    pulses: column(), reads: column(), energy: column(), wear: column(),
  })); // prettier-ignore
  const rows = conditions.map(() => 0);
  for (const { condition, numbers } of runRows(directory, costs, experiment)) {
    const [, set, reset, reads, joules, wear] = numbers;
    const row = rows[condition]++;
    const place = (row % perRun) * seeds + Math.floor(row / perRun);
    const { pulses, reads: read, energy, wear: worn } = columns[condition];
    pulses[place] = set + reset;
    read[place] = reads;
    energy[place] = joules;
    worn[place] = wear;
  }
  conditions.forEach((outcome, i) => {
    outcome.costs = Object.fromEntries(
      Object.entries(columns[i]).filter(([, values]) => !values.some(Number.isNaN)),
    );
  });
}

function readValueErrors(directory: string, experiment: Experiment, conditions: Outcome[]): void {
  const plain = seedsLayout([]);
  // The columns for weights depend on task and learner, which a reader need not know.
  const seeds = { ...plain, header: headerOf(join(directory, plain.file)) };
  const column = seeds.header.indexOf('value_error') - 2;
  if (column < 0) return;
  const errors = conditions.map((): number[] => []);
  for (const { condition, numbers } of runRows(directory, seeds, experiment, column + 1))
    errors[condition].push(numbers[column]);
  conditions.forEach((outcome, i) => {
    // Without the seeds whose policy has no finite value, the mean would be of other seeds than all other means.
    if (!errors[i].some(Number.isNaN)) outcome.valueError = Float64Array.from(errors[i]);
  });
}
