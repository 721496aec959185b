// The whole of Figure 5: three conditions of the water maze, 100 seeds of 5000 episodes each.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { lowest, scratch } from '../measure.mjs';
import { ratio, shown } from '../table.mjs';
import { wholeCommand } from '../whole-command.mjs';

/** The limit of each condition. */
const limits = { 'all noise': 'write', 'minimum noise': 'minimum', ideal: 'ideal' };

export function measure({ waterMaze = {} }) {
  const out = join(scratch, 'figure-5');
  const { cpuSeconds, seconds, megabytes } = wholeCommand('run', 'water-maze', '--out', out);
  const summary = JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8'));
  const c = limitSeconds(summary, waterMaze);
  return {
    title: 'Figure 5 whole, three conditions of 100 seeds × 5000 episodes',
    columns: ['CPU s', '× the time of C', 'CPU s in C', 'wall s, all cores', 'peak memory, MB'],
    rows: [[shown(cpuSeconds, 1), ratio(cpuSeconds, c), shown(c, 1), shown(seconds, 1), shown(megabytes)]],
    notes: [
      'Measured once, with tables, summary and report. C: its nanoseconds a step for the steps that memloop takes in each condition.',
    ],
  };
}

/** CPU seconds of C for the steps of a run. */
function limitSeconds({ seeds, conditions }, waterMaze) {
  const best = lowest(Object.fromEntries(conditions.map(({ name }) => [name, waterMaze[limits[name]]])));
  const seconds = conditions.map(({ name, steps }) => {
    const taken = seeds * steps.mean.reduce((sum, mean) => sum + mean, 0);
    return (best[name] * taken) / 1e9;
  });
  const sum = seconds.reduce((all, one) => all + one, 0);
  return Number.isNaN(sum) ? undefined : sum;
}
