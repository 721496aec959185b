import type { ExperimentInput } from '../experiment/experiment.js';
import type { Run } from '../runs/run-directory.js';
import type { Summary } from '../runs/summary.js';
import type { Figure } from '../report/marks/figure.js';
import type { Claim, Measured } from './claim.js';
import { layouts } from '../runs/layout.js';
import { runRows } from '../runs/run-rows.js';
import { Moments } from '../runs/statistics.js';

/** What came of one figure of the article. */
export interface Outcome {
  claims: Claim[];
  figures: Figure[];
  /** what a reader should know beside the numbers, a sentence each */
  remarks: string[];
}

/** A finished run and what it came to. */
export interface Finished {
  run: Run;
  summary: Summary;
}

/** One figure of the article: what has to be run for it, and what is then compared and drawn. */
export interface Reproduction {
  title: string;
  /** name of its run's directory: figures of the same run share it */
  runName?: string;
  experiment?(quick: boolean): ExperimentInput;
  compare(finished: Finished | undefined, quick: boolean): Outcome;
}

/** Episodes from … to, both included and counted from 1. */
export type Block = readonly [from: number, to: number];

/** Steps per episode within blocks of episodes, each seed averaged first: [condition][block]. */
export function blockSteps({ run, summary }: Finished, blocks: readonly Block[]): Measured[][] {
  const { experiment, directory } = run;
  const moments = experiment.conditions.map(() => new Moments(blocks.length));
  const sums = new Float64Array(blocks.length);
  for (const { condition, numbers } of runRows(directory, layouts(experiment).episodes, experiment)) {
    const [episode, steps] = numbers;
    blocks.forEach(([from, to], k) => {
      if (episode >= from && episode <= to) sums[k] += steps;
    });
    if (episode < summary.episodes) continue;
    blocks.forEach(([from, to], k) => moments[condition].addAt(k, sums[k] / (to - from + 1)));
    sums.fill(0);
  }
  return moments.map((all) => {
    const errors = all.standardErrors();
    return blocks.map((_, k) => ({ value: all.mean[k], error: errors[k] }));
  });
}
