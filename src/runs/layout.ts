import type { Experiment } from '../experiment/experiment.js';
import { recordedCritic, recordedEpisodes } from '../experiment/seed-run.js';
import { weightsOf } from '../experiment/weights.js';

/** How a table of a run is laid out: runs one after the other, all conditions of the first seed, all of the second, …. */
export interface Layout {
  readonly file: string;
  readonly header: readonly string[];
  /** numbers of the episodes that a run has a row for; without them a run has one row */
  readonly episodes?: readonly number[];
  /** columns that may be empty */
  readonly optional?: readonly string[];
}

/** Names of a run's tables in the order in which they are written. */
export const tableNames = ['episodes', 'critic', 'costs', 'ledger', 'seeds'] as const;
export type TableName = (typeof tableNames)[number];

/** Where the conditions of a measurement are not known. */
const optional = ['joules', 'device_seconds'];

/** The tables of an experiment's run: its episodes, critic and costs on their way, costs by weight, and a row a run, which is written last. */
export function layouts(experiment: Experiment): Record<TableName, Layout> {
  const { cells, heads, critic } = weightsOf(experiment);
  const each = (name: (cell: number) => string[]) => Array.from({ length: cells }, (_, i) => name(i)).flat();
  const weights = each((cell) => heads.map((head) => head.column(cell)));
  const believed = weights.map((name) => `believed_${name}`);
  const pulses = ['set_pulses', 'reset_pulses'];
  const ends = [...pulses, 'updates', 'reads', 'joules', 'device_seconds', 'wear', 'value_error'];
  return {
    episodes: {
      file: 'episodes.csv',
      header: ['condition', 'seed', 'episode', 'steps', 'truncated'],
      episodes: Array.from({ length: experiment.episodes }, (_, i) => i + 1),
    },
    critic: {
      file: 'critic.csv',
      header: [
        'condition',
        'seed',
        'episode',
        ...each((cell) => heads.slice(critic, critic + 1).map((head) => head.column(cell))),
      ],
      episodes: recordedCritic(experiment),
    },
    costs: {
      file: 'costs.csv',
      header: ['condition', 'seed', 'episode', ...pulses, 'reads', 'joules', 'wear'],
      episodes: recordedEpisodes(experiment),
      optional,
    },
    ledger: {
      file: 'ledger.csv',
      header: [
        'condition',
        'seed',
        ...['set', 'reset', 'reads'].flatMap((cost) => weights.map((name) => `${cost}_${name}`)),
      ],
    },
    seeds: {
      file: 'seeds.csv',
      header: ['condition', 'seed', ...ends, ...weights, ...believed],
      optional,
    },
  };
}

/** Rows that a run has in a table. */
export function rowsPerRun({ episodes }: Layout): number {
  return episodes?.length ?? 1;
}
