import type { ExperimentInput } from '../experiment/experiment.js';
import type { Run } from '../runs/run-directory.js';
import type { Summary } from '../runs/summary.js';
import type { Figure } from '../report/marks/figure.js';
import type { Claim, Measured } from './claim.js';
import type { OtherSetting } from './other-setting.js';
import { layouts } from '../runs/layout.js';
import { runRows } from '../runs/run-rows.js';
import { Moments } from '../runs/statistics.js';

/** The outcome of one figure of the article. */
export interface Outcome {
  claims: Claim[];
  /** index of the claim that the page opens with; the first if it is left out */
  main?: number;
  figures: Figure[];
  /** remarks for the reader, besides the numbers */
  remarks: string[];
}

/** A finished run with its summary. */
export interface Finished {
  run: Run;
  summary: Summary;
}

/** One figure of the article: its experiment, if it needs one, and its comparison and figures. */
export interface Reproduction {
  title: string;
  /** directory of its run; figures with the same run share it */
  runName?: string;
  experiment?(quick: boolean): ExperimentInput;
  /** of a figure without a run: the settings that it depends on */
  takes?: readonly (keyof OtherSetting)[];
  /** @param other what it was asked for in place of the article's setting */
  compare(finished: Finished | undefined, quick: boolean, other?: OtherSetting): Outcome;
}

/** First and last episode of a block, both included, from 1. */
export type Block = readonly [from: number, to: number];

/** Mean steps per episode in blocks of episodes, [condition][block]; each seed is averaged first. */
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
