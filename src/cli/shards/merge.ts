import { Command } from 'commander';
import { RunError } from '../../core/errors.js';
import { openRun } from '../../runs/run-directory.js';
import { loadRecordedPlugins } from '../../runs/load-plugins.js';
import { findShards } from '../../runs/shards/find-shards.js';
import { mergeShards, type Merged } from '../../runs/shards/merge-shards.js';
import type { RunOptions } from '../output/finish-run.js';
import { openOption } from '../output/open-page.js';
import { pluginOption } from '../plugin-option.js';
import { jsonOption, outOption, workersOption } from '../run-options.js';
import { freeDirectory } from '../../runs/directory/free-directory.js';
import { numberRanges } from '../text/number-ranges.js';

const HELP = `
Each directory is that of a shard, or one that holds shards. The results are the same, byte by byte, as those of a run in
one piece. memloop merges shards in their order, and stops at the first one that is missing or unfinished. Repeat the command
with the same --out when more shards are done: it goes on from there.

Example:
  memloop run t-maze --seeds 1000 --shard 1/2 --out parts     # on one machine
  memloop run t-maze --seeds 1000 --shard 2/2 --out parts     # on another
  memloop merge parts --out results`;

/** `memloop merge`: joins the shards of a run. */
export function mergeCommand(): Command {
  return new Command('merge')
    .argument('<dirs...>', 'directories of shards, or directories that hold them')
    .addOption(outOption())
    .addOption(workersOption())
    .addOption(pluginOption())
    .option('--slide', 'for a comparison: also write its slide')
    .addOption(openOption())
    .addOption(jsonOption('the summary'))
    .addHelpText('after', HELP)
    .action(async (paths: string[], options: RunOptions & { out?: string }) => {
      const places = findShards(paths);
      await loadRecordedPlugins(places[0].manifest.plugins);
      const out = options.out ?? freeDirectory('runs', 'merged');
      refuseUnfinished(mergeShards(places, out), out);
      await (await import('../output/finish-run.js')).finishAndReport(() => openRun(out), options);
    });
}

/** @throws RunError that says which shards are not there */
function refuseUnfinished({ done, of, missing, refused }: Merged, out: string): void {
  if (done === of) return;
  const lacking = missing.length > 0 ? [`missing: shard ${numberRanges(missing)}`] : [];
  throw new RunError(
    `${done} of ${of} runs are merged in ${out}; ${[...lacking, ...refused].join('; ')}; then repeat this command with --out ${out}`,
  );
}
