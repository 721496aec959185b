import type { Experiment } from './experiment.js';
import { aboutHundred, recordedEpisodes } from './seed-run.js';
import { tasks } from './tasks.js';

/** How a table of a run is laid out: runs one after the other, all conditions of the first seed, all of the second, …. */
export interface Layout {
  readonly file: string;
  readonly header: readonly string[];
  /** numbers of the episodes that a run has a row for; without them a run has one row */
  readonly episodes?: readonly number[];
  /** columns whose fields may be empty, where a number is not known */
  readonly unknown?: readonly string[];
}

/** The tables of an experiment's run: its episodes, the critic on its way, and a row a run, which is written last. */
export function layouts(experiment: Experiment): Record<'episodes' | 'critic' | 'costs' | 'seeds', Layout> {
  const { cells, actions } = tasks[experiment.environment];
  const each = (name: (cell: number) => string[]) => Array.from({ length: cells }, (_, i) => name(i)).flat();
  const weights = each((cell) => [
    `w${cell}`,
    ...Array.from({ length: actions }, (_, action) => `a${cell}_${action}`),
  ]);
  const believed = weights.map((name) => `believed_${name}`);
  const costs = ['set_pulses', 'reset_pulses', 'updates'];
  return {
    episodes: {
      file: 'episodes.csv',
      header: ['condition', 'seed', 'episode', 'steps', 'truncated'],
      episodes: Array.from({ length: experiment.episodes }, (_, i) => i + 1),
    },
    critic: {
      file: 'critic.csv',
      header: ['condition', 'seed', 'episode', ...each((cell) => [`w${cell}`])],
      episodes: recordedEpisodes(experiment),
    },
    costs: {
      file: 'costs.csv',
      header: ['condition', 'seed', 'episode', 'set_pulses', 'reset_pulses', 'reads', 'joules', 'wear'],
      episodes: aboutHundred(experiment.episodes),
      unknown: ['joules'],
    },
    seeds: { file: 'seeds.csv', header: ['condition', 'seed', ...costs, ...weights, ...believed] },
  };
}

/** Rows that a run has in a table. */
export function rowsPerRun({ episodes }: Layout): number {
  return episodes?.length ?? 1;
}
