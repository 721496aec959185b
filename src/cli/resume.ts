import { Command } from 'commander';
import { loadRecordedPlugins } from '../runs/load-plugins.js';
import { openRun } from '../runs/run-directory.js';
import type { Carrying } from './output/carry-out.js';
import { wholeNumber } from './options.js';
import { pluginOption } from './plugin-option.js';

/** What becomes of a seed that was cut off on a board, whose devices cannot be put back to where they were then. */
const ANEW =
  'memloop: the seed that was cut off begins anew, with its devices brought to their start; what the board gave before is in journal.jsonl\n';

/** `memloop resume`: finishes a run that was stopped or killed, with the same numbers as an unbroken one. */
export function resumeCommand(): Command {
  return new Command('resume')
    .description('Finish a run that was stopped or killed; its numbers are those of an unbroken run.')
    .argument('<dir>', 'directory of the run')
    .addOption(wholeNumber('--workers <n>', 'worker threads (default: one a core)', 1))
    .addOption(pluginOption())
    .option('--json', 'print the summary as one line of JSON, and nothing else, to standard output')
    .addHelpText('after', '\nExample:\n  memloop resume runs/t-maze-1')
    .action(async (directory: string, options: Carrying) => {
      const run = openRun(directory);
      await loadRecordedPlugins(run.manifest.plugins);
      const { board } = run.experiment;
      const remark = board && board.port !== 'simulated' ? ANEW : '';
      await (await import('./output/carry-out.js')).carryOut(run, { ...options, remark });
    });
}
