import { layouts } from '../runs/layout.js';
import { runRows } from '../runs/run-rows.js';
import { Moments } from '../runs/statistics.js';
import type { Measured } from './claim.js';
import type { Finished } from './reproduction.js';

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
