import type { Experiment } from '../../experiment/experiment.js';
import type { RunOrigin } from '../../runs/manifest.js';
import { shardRun } from '../../runs/run-directory.js';
import type { Shard } from '../../runs/shards/shard.js';
import { warnOfDevices } from '../output/warn-of-devices.js';
import { refuseUnsharded, shardDirectory, type ShardOptions } from './shard-option.js';

/** Runs a part of an experiment in its own directory. Repeated, it goes on where it stopped. @param named the task or file, after which the directory is named */
export async function runShard(
  named: string,
  options: ShardOptions & { shard: Shard },
  experiment: Experiment,
  origin: Omit<RunOrigin, 'shard'>,
): Promise<void> {
  const { shard, out, workers, json } = options;
  refuseUnsharded(options);
  const run = shardRun(shardDirectory(named, shard, out), experiment, { ...origin, shard });
  warnOfDevices(experiment);
  await (await import('./finish-shard.js')).finishShard({ ...run, shard }, workers, json);
}
