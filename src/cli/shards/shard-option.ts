import { Option } from 'commander';
import { basename, extname, join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import { shardIn, type Shard } from '../../runs/shards/shard.js';
import type { RunOptions } from '../output/finish-run.js';

/** Options of a command whose runs can be divided. */
export interface ShardOptions extends RunOptions {
  shard?: Shard;
  out?: string;
}

/** `--shard`: carry out a part of the runs. */
export function shardOption(): Option {
  return new Option(
    '--shard <i/n>',
    'run only part i of n, in its own directory below --out; memloop merge joins the parts',
  ).argParser(shardIn);
}

/** `--tuned`: the directory of a finished tuning, which all shards of a comparison share. */
export function tunedOption(): Option {
  return new Option(
    '--tuned <dir>',
    'with --shard: take the settings that --tune-only found in this directory',
  );
}

/** Refuses what a part of a run cannot have. @throws UsageError that names the option */
export function refuseUnsharded({ live, open }: ShardOptions): void {
  const option = (live !== undefined && '--live') || (open && '--open');
  if (option)
    throw new UsageError(`${option} cannot be combined with --shard, because a shard has no report; merge all shards first`);
} // prettier-ignore

/** Directory of a shard: in `--out`, or in one below runs/ that all shards of a file share. */
export function shardDirectory(what: string, { number, of }: Shard, out?: string): string {
  return join(out ?? join('runs', `${basename(what, extname(what))}-shards`), `shard-${number}-of-${of}`);
}
