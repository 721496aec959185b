import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Contest } from '../../analysis/compare/contest.js';
import { searchSize } from '../../analysis/tuning/search-size.js';
import { UsageError } from '../../core/errors.js';
import { makeDirectory } from '../../runs/make-directory.js';
import { shardRun, TUNING } from '../../runs/run-directory.js';
import type { Shard } from '../../runs/shards/shard.js';
import { isTuned, isTuningOf } from '../../runs/tuning-file.js';
import { planned } from '../output/finish-comparison.js';
import { warnOfDevices } from '../output/warn-of-devices.js';
import { finishShard } from './finish-shard.js';
import { refuseUnsharded, shardDirectory, type ShardOptions } from './shard-option.js';

/** Runs a part of a comparison in its own directory. Repeated, it goes on where it stopped. */
export async function runComparisonShard(
  named: string,
  contest: Contest,
  options: ShardOptions & { shard: Shard; tuned?: string },
): Promise<void> {
  const { shard, out, tuned, workers, json } = options;
  refuseUnsharded(options);
  const directory = shardDirectory(`compare-${named.replaceAll('/', '-')}`, shard, out);
  if (searchSize(contest.tuning) > 0) takeTuning(directory, contest, tuned);
  const { experiment, comparison, devices } = await planned(directory, contest, options);
  const run = shardRun(directory, experiment, { comparison, shard }, devices);
  warnOfDevices(experiment);
  await finishShard({ ...run, shard }, workers, json);
}

/** Copies a finished tuning to the directory of a shard. @throws UsageError if there is none, or one of another comparison */
function takeTuning(directory: string, contest: Contest, tuned?: string): void {
  if (tuned === undefined)
    throw new UsageError(
      '--shard requires settings that are fixed: tune once with --tune-only --out DIR and give each shard --tuned DIR, or use --tune none',
    );
  if (!isTuned(tuned)) throw new UsageError(`--tuned: ${tuned} holds no tuning; make one with --tune-only --out ${tuned}`);
  if (!isTuningOf(tuned, contest))
    throw new UsageError(`--tuned: ${tuned} holds the tuning of another comparison: expected the same task, schemes, seeds and options`);
  if (isTuned(directory)) return;
  makeDirectory(directory);
  // The file that shows a tuning is copied last, so that an interrupted copy begins again.
  for (const name of ['devices.json', ...TUNING.toReversed()])
    if (existsSync(join(tuned, name))) copyFileSync(join(tuned, name), join(directory, name));
} // prettier-ignore
