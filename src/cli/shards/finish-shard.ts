import { dirname } from 'node:path';
import { shellWord } from '../../core/shell-word.js';
import { UsageError } from '../../core/errors.js';
import type { Run } from '../../runs/run-directory.js';
import { StoppedRun } from '../../runs/runner.js';
import { nameOf, runsOf, type Shard } from '../../runs/shards/shard.js';
import { forgetError, noteError } from '../../runs/shards/shard-state.js';
import { finishRun } from '../output/finish-run.js';

/** A part of a run. */
export type ShardRun = Run & { readonly shard: Shard };

/** Carries out a shard with a progress display, and says how to join the shards. */
export async function finishShard(run: ShardRun, workers?: number, json?: boolean): Promise<void> {
  const { directory, shard, experiment } = run;
  forgetError(directory);
  try {
    await finishRun(run, workers);
  } catch (error) {
    if (!(error instanceof StoppedRun) && !(error instanceof UsageError)) noteError(directory, error as Error);
    throw error;
  }
  const { first, count } = runsOf(experiment, shard);
  if (json) return void process.stdout.write(`${JSON.stringify({ ...shard, first, runs: count, directory })}\n`);
  const all = dirname(directory);
  process.stdout.write(
    `${nameOf(shard)}: ${count} runs are in ${directory}; when all shards are done: memloop merge ${shellWord(all)} --out ${shellWord(`${all}-merged`)}\n`,
  );
} // prettier-ignore
