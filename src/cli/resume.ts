import { isSimulated } from '../experiment/board/board-port.js';
import { Command } from 'commander';
import { loadRecordedPlugins } from '../runs/load-plugins.js';
import { openRun } from '../runs/run-directory.js';
import type { RunOptions } from './output/finish-run.js';
import { pluginOption } from './plugin-option.js';
import { jsonOption, workersOption } from './run-options.js';

/** Of a run on a board, whose devices cannot be put back to the states that they had when the run stopped. */
const SEED_REPEATED =
  'memloop: the interrupted seed starts again, with its devices reset to their start; the earlier data of the board stay in journal.jsonl\n';

/** `memloop resume`: continues a run that was stopped or killed. */
export function resumeCommand(): Command {
  return new Command('resume')
    .argument('<dir>', 'directory of the run')
    .addOption(workersOption())
    .addOption(pluginOption())
    .addOption(jsonOption('the summary'))
    .addHelpText('after', '\nExample:\n  memloop resume runs/t-maze-1')
    .action(async (directory: string, options: RunOptions) => {
      const run = openRun(directory);
      await loadRecordedPlugins(run.manifest.plugins);
      const { board } = run.experiment;
      const remark = board && !isSimulated(board.port) ? SEED_REPEATED : '';
      await (await import('./output/finish-run.js')).finishAndReport(run, { ...options, remark });
    });
}
