import { Command } from 'commander';
import { readSweep } from '../experiment/experiment-file.js';
import { shippedExample } from './files/shipped-example.js';
import { createRun } from '../runs/run-directory.js';
import { wholeNumber } from './options.js';
import { runShard } from './shards/run-shard.js';
import { shardOption, type ShardOptions } from './shards/shard-option.js';
import { openOption } from './output/open-page.js';
import { warnOfDevices } from './output/warn-of-devices.js';
import { loadPluginsOf, pluginOption } from './plugin-option.js';
import { freeDirectory, jsonOption, liveOption, outOption, workersOption } from './run-options.js';

interface SweepOptions extends ShardOptions {
  seeds?: number;
  episodes?: number;
}

const HELP = `
The file is an experiment with one more key, sweep. It lists values for settings of learning or of a condition.
memloop runs every combination of these values in every condition. A swept setting must not appear in a condition.

  environment: t-maze
  seeds: 50
  conditions:
    - bank: cycles
  sweep:
    learningRate: [0.05, 0.1, 0.2, 0.4]
    noise: [write, read]

With until, the sweep is adaptive, and seeds is the largest number of seeds of a combination. One of:

  until: { left: 3 }         # drop the worse half after each round, down to 3
  until: { interval: 0.1 }   # stop each one once its interval is within ±10 %

Examples:
  memloop sweep examples/sweep.yaml --out results
  memloop sweep examples/adaptive-sweep.yaml`;

/** `memloop sweep`: runs an experiment once for every combination of some settings. */
export function sweepCommand(): Command {
  return new Command('sweep')
    .argument('<file>', 'a YAML or JSON file')
    .addOption(wholeNumber('--seeds <n>', 'independent runs of each combination', 1))
    .addOption(wholeNumber('--episodes <n>', 'episodes per run', 1))
    .addOption(workersOption())
    .addOption(liveOption())
    .addOption(outOption())
    .addOption(shardOption())
    .addOption(pluginOption())
    .addOption(openOption())
    .addOption(jsonOption('the summary'))
    .addHelpText('after', HELP)
    .action(async (named: string, options: SweepOptions) => {
      const file = shippedExample(named);
      await loadPluginsOf(file);
      const { experiment, sweep, until } = readSweep(file);
      const { seeds = experiment.seeds, episodes = experiment.episodes } = options;
      const wanted = { ...experiment, seeds, episodes };
      if (until) {
        const { runAdaptive } = await import('./adaptive/run-adaptive.js');
        return runAdaptive(
          () => options.out ?? freeDirectory(named),
          { experiment: wanted, sweep, until },
          options,
        );
      }
      if (options.shard) return runShard(named, { ...options, shard: options.shard }, wanted, { sweep });
      const begin = () => {
        const run = createRun(options.out ?? freeDirectory(named), wanted, { sweep });
        warnOfDevices(run.experiment);
        return run;
      };
      await (await import('./output/finish-run.js')).finishAndReport(begin, options);
    });
}
