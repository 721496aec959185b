import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CostName } from '../../experiment/comparison-plan.js';
import type { Experiment } from '../../experiment/experiment.js';
import { layouts } from '../../runs/layout.js';
import { runRows } from '../../runs/run-rows.js';

/** What one condition did: a column a table's column, seed by seed. */
export interface Outcome {
  /** moves, [seed × episode] */
  steps: Int32Array;
  /** what it had cost after the recorded episodes, [recorded episode × seed]; energy may not be known */
  costs: Partial<Record<CostName, Float64Array>>;
  /** error of the critic against the true value of the learned policy, a number a seed, where it is known */
  valueError?: Float64Array;
}

/** What all conditions did, in their order, with the same seeds. */
export interface Outcomes {
  seeds: number;
  episodes: number;
  /** numbers (from 1) of the episodes after which the costs are known */
  recorded: readonly number[];
  conditions: Outcome[];
}

/** Reads a run's tables. @throws RunError if not every condition is there with every seed, once */
export function readOutcomes(directory: string, experiment: Experiment): Outcomes {
  const { seeds, episodes } = experiment;
  const recorded = layouts(experiment).costs.episodes!;
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
  for (const { condition, numbers } of runRows(directory, layouts(experiment).episodes, experiment)) {
    conditions[condition].steps[at[condition]++] = numbers[1];
  }
}

function readCosts(directory: string, experiment: Experiment, conditions: Outcome[]): void {
  const { costs } = layouts(experiment);
  // Runs of a program that kept no ledger have steps all the same.
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
  const { seeds } = layouts(experiment);
  const column = seeds.header.indexOf('value_error') - 2;
  if (column < 0) return;
  const errors = conditions.map((): number[] => []);
  for (const { condition, numbers } of runRows(directory, seeds, experiment))
    errors[condition].push(numbers[column]);
  conditions.forEach((outcome, i) => {
    outcome.valueError = Float64Array.from(errors[i]);
  });
}
