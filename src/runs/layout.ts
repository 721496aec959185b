import { hasConverters } from '../experiment/array/array-of.js';
import type { Experiment } from '../experiment/experiment.js';
import { recordedCritic, recordedEpisodes } from '../experiment/seed-run.js';
import { weightsOf } from '../experiment/weights.js';

/** The layout of a table: runs one after the other, all conditions of the first seed, then all of the second, …. */
export interface Layout {
  readonly file: string;
  readonly header: readonly string[];
  /** numbers of the episodes with a row; without this list a run has one row */
  readonly episodes?: readonly number[];
  /** columns that may be empty */
  readonly optional?: readonly string[];
}

/** The tables of a run, in the order in which they are written. */
export const tableNames = ['episodes', 'critic', 'costs', 'ledger', 'seeds'] as const;
export type TableName = (typeof tableNames)[number];

/** Columns that are empty if the conditions of a measurement are unknown, or if a policy has no finite value. */
const optional = ['joules', 'device_seconds', 'value_error'];
const PULSES = ['set_pulses', 'reset_pulses'];
const CONVERSIONS = ['conversions', 'clipped', 'conversion_joules', 'conversion_seconds'];

/** Whether a row of a run tells what conversions cost: where any condition has converters. */
export function tellsConversions(experiment: Experiment): boolean {
  return experiment.conditions.some((condition) => hasConverters(experiment, condition));
}

/** The tables that are the same whatever the task and the learner: a reader needs no kinds for them. */
export function plainLayouts(experiment: Experiment): Record<'episodes' | 'costs', Layout> {
  return {
    episodes: {
      file: 'episodes.csv',
      header: ['condition', 'seed', 'episode', 'steps', 'truncated'],
      episodes: Array.from({ length: experiment.episodes }, (_, i) => i + 1),
    },
    costs: {
      file: 'costs.csv',
      header: ['condition', 'seed', 'episode', ...PULSES, 'reads', 'joules', 'wear'],
      episodes: recordedEpisodes(experiment),
      optional,
    },
  };
}

/** The table with a row a run. @param weights names of its columns for weights @param conversions whether it tells what those cost */
export function seedsLayout(weights: readonly string[], conversions = false): Layout {
  const ends = [...PULSES, 'updates', 'reads', 'joules', 'device_seconds', 'wear', 'value_error'];
  if (conversions) ends.push(...CONVERSIONS);
  return { file: 'seeds.csv', header: ['condition', 'seed', ...ends, ...weights], optional };
}

/** The tables of a run: episodes, critic and costs after recorded episodes, costs by weight, and one row per run, written last. */
export function layouts(experiment: Experiment): Record<TableName, Layout> {
  const { cells, heads, critic } = weightsOf(experiment);
  const each = (name: (cell: number) => string[]) => Array.from({ length: cells }, (_, i) => name(i)).flat();
  const weights = each((cell) => heads.map((head) => head.column(cell)));
  const believed = weights.map((name) => `believed_${name}`);
  return {
    ...plainLayouts(experiment),
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
    ledger: {
      file: 'ledger.csv',
      header: [
        'condition',
        'seed',
        ...['set', 'reset', 'reads'].flatMap((cost) => weights.map((name) => `${cost}_${name}`)),
      ],
    },
    seeds: seedsLayout([...weights, ...believed], tellsConversions(experiment)),
  };
}

/** The number of rows of one run in a table. */
export function rowsPerRun({ episodes }: Layout): number {
  return episodes?.length ?? 1;
}
