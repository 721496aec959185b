import { Command } from 'commander';
import { readSweep } from '../experiment/experiment-file.js';
import { createRun } from '../runs/run-directory.js';
import type { Carrying } from './output/carry-out.js';
import { freeDirectory } from './free-directory.js';
import { wholeNumber } from './options.js';
import { loadPluginsOf, pluginOption } from './plugin-option.js';

interface SweepOptions extends Carrying {
  seeds?: number;
  episodes?: number;
  out?: string;
}

const HELP = `
The file is an experiment with a key sweep: any settings of learning or of a condition, each with a list of values.
Every combination is run in every condition; conditions leave out what is swept.

  environment: t-maze
  seeds: 50
  conditions:
    - bank: cycles
  sweep:
    learningRate: [0.05, 0.1, 0.2, 0.4]
    noise: [write, read]

Example:
  memloop sweep examples/sweep.yaml --out results`;

/** `memloop sweep`: runs an experiment with every combination of some settings' values. */
export function sweepCommand(): Command {
  return new Command('sweep')
    .description('Run an experiment with every combination of the values of some settings.')
    .argument('<file>', 'a YAML or JSON file')
    .addOption(wholeNumber('--seeds <n>', 'independent runs of each combination', 1))
    .addOption(wholeNumber('--episodes <n>', 'episodes per run', 1))
    .addOption(
      wholeNumber(
        '--workers <n>',
        'worker threads (default: one a core); the numbers do not depend on it',
        1,
      ),
    )
    .option('--out <dir>', 'directory for the results (default: the next free one under runs/)')
    .addOption(pluginOption())
    .option('--json', 'print the summary as one line of JSON, and nothing else, to standard output')
    .addHelpText('after', HELP)
    .action(async (file: string, options: SweepOptions) => {
      await loadPluginsOf(file);
      const { experiment, sweep } = readSweep(file);
      const { seeds = experiment.seeds, episodes = experiment.episodes } = options;
      const run = createRun(options.out ?? freeDirectory(file), { ...experiment, seeds, episodes }, sweep);
      await (await import('./output/carry-out.js')).carryOut(run, options);
    });
}
