import { isSimulated } from '../experiment/board/board-port.js';
import type { Contest } from '../analysis/compare/contest.js';
import { Command } from 'commander';
import { loadRecordedPlugins } from '../runs/load-plugins.js';
import { isAdaptive, openAdaptive } from '../runs/adaptive/adaptive-file.js';
import { isRun, openRun } from '../runs/run-directory.js';
import { isTuned, readTuning } from '../runs/tuning-file.js';
import type { RunOptions } from './output/finish-run.js';
import { openOption } from './output/open-page.js';
import { pluginOption } from './plugin-option.js';
import { jsonOption, liveOption, workersOption } from './run-options.js';

/** Of a run on a board, whose devices cannot be put back to the states that they had when the run stopped. */
const SEED_REPEATED =
  'memloop: the interrupted seed starts again, with its devices reset to their start; the earlier data of the board stay in journal.jsonl\n';

/** `memloop resume`: continues a run that was stopped or killed. */
export function resumeCommand(): Command {
  return new Command('resume')
    .argument('<dir>', 'directory of the run')
    .addOption(workersOption())
    .addOption(liveOption())
    .addOption(pluginOption())
    .option('--slide', 'for a comparison: also write its slide')
    .addOption(openOption())
    .addOption(jsonOption('the summary'))
    .addHelpText('after', '\nExample:\n  memloop resume runs/t-maze-1')
    .action(async (directory: string, options: RunOptions) => {
      if (isTuned(directory) && !isRun(directory)) {
        const { contest, plugins } = readTuning<Contest>(directory);
        await loadRecordedPlugins(plugins);
        await (await import('./output/finish-comparison.js')).finishComparison(directory, contest, options);
        return;
      }
      if (isAdaptive(directory))
        return (await import('./adaptive/finish-adaptive.js')).finishAdaptive(
          () => openAdaptive(directory),
          options,
        );
      const run = openRun(directory);
      await loadRecordedPlugins(run.manifest.plugins);
      const { board } = run.experiment;
      if (run.shard)
        return (await import('./shards/finish-shard.js')).finishShard(
          { ...run, shard: run.shard },
          options.workers,
          options.json,
        );
      const remark = board && !isSimulated(board.port) ? SEED_REPEATED : '';
      await (await import('./output/finish-run.js')).finishAndReport(() => run, { ...options, remark });
    });
}
