import { nearest } from '../core/nearest.js';
import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { UsageError } from '../core/errors.js';
import { catalogue } from '../experiment/catalogue.js';
import { readExperiment } from '../experiment/experiment-file.js';
import { parseExperiment, type Experiment, type ExperimentInput } from '../experiment/experiment.js';
import { createRun } from '../runs/run-directory.js';
import { placementRemark } from '../experiment/weights.js';
import { shippedExample } from './files/shipped-example.js';
import { overlaid } from '../experiment/array/array-setup.js';
import { arrayOption } from './files/array-option.js';
import { noiseOf, noiseOption } from './noise-option.js';
import { choice, wholeNumber } from './options.js';
import { runShard } from './shards/run-shard.js';
import { shardOption, type ShardOptions } from './shards/shard-option.js';
import { openOption } from './output/open-page.js';
import { warnOfDevices } from './output/warn-of-devices.js';
import { loadPluginsOf, pluginOption } from './plugin-option.js';
import {
  devicesOption,
  engineOption,
  freeDirectory,
  jsonOption,
  liveOption,
  outOption,
  remark,
  workersOption,
} from './run-options.js';

type Choices = Record<'bank' | 'noise' | 'pulses' | 'scheme' | 'walk' | 'learner', string | undefined>;
type Overrides = Pick<
  ExperimentInput,
  'seeds' | 'firstSeed' | 'episodes' | 'devices' | 'population' | 'engine' | 'array'
>;

/** Names of schemes that only `memloop compare` takes, with the options that mean the same here. */
const COMPARE_ONLY = new Map([
  ['inverse-pulses', '--pulses inverse, which memloop compare calls inverse-pulses'],
  ['stochastic-rounding', '--pulses stochastic, which memloop compare calls stochastic-rounding'],
  [
    'averaged-verify',
    'write-verify with schemeSettings: { reads: 4 } in an experiment file, which memloop compare calls averaged-verify',
  ],
]);

const HELP = `
Without --bank, memloop compares three conditions: ideal memories, measured devices with the self-correcting scheme, and
measured devices with the open-loop scheme.

Noise:
  write   each update adds a random error that stays
  read    each reading is off by a random error (white and slow, 1/f-like); the device itself does not change
  pulse   each pulse adds a small error; they add up
  preset  the noise that was published with the array; only for published arrays

Examples:
  memloop run t-maze
  memloop run t-maze --bank cycles --noise read --seeds 1000
  memloop run t-maze --array adc.bits=6 --array dac.bits=6
  memloop run my-experiment.yaml --out results`;

/** `memloop run`: runs a task by name, or an experiment file. */
export function runCommand(): Command {
  return new Command('run')
    .argument('<experiment>', `${catalogue.tasks.names.join(', ')}, or a file`)
    .addOption(choice('--bank <model>', 'device model; runs this one condition', catalogue.devices.names))
    .addOption(noiseOption('kind of noise'))
    .addOption(
      choice('--pulses <count>', 'rule for the number of pulses of an update', catalogue.pulses.names),
    )
    .addOption(
      choice('--scheme <scheme>', 'how write errors are handled', catalogue.schemes.names, COMPARE_ONLY),
    )
    .addOption(
      choice('--walk <walk>', 'order in which a device uses its measured cycles', [
        'published',
        'reflecting',
      ]),
    )
    .addOption(choice('--learner <learner>', 'what learns', catalogue.learners.names))
    .addOption(wholeNumber('--seeds <n>', 'independent runs of each condition', 1))
    .addOption(wholeNumber('--first-seed <n>', 'number of the first seed', 0))
    .addOption(wholeNumber('--episodes <n>', 'episodes per run', 1))
    .addOption(devicesOption())
    .addOption(
      wholeNumber('--population <n>', 'draw n new devices from the distribution of the measured ones', 1),
    )
    .addOption(arrayOption())
    .addOption(engineOption())
    .addOption(workersOption())
    .addOption(liveOption())
    .addOption(outOption())
    .addOption(shardOption())
    .addOption(pluginOption())
    .addOption(openOption())
    .addOption(jsonOption('the summary'))
    .addHelpText('after', HELP)
    .action(async (named: string, options: Choices & Overrides & ShardOptions) => {
      const what = shippedExample(named);
      if (!catalogue.tasks.has(what)) await loadPluginsOf(what);
      const experiment = catalogue.tasks.has(what) ? ofTask(what, options) : fromFile(what, options);
      if (options.shard) return runShard(named, { ...options, shard: options.shard }, experiment, {});
      const begin = () => {
        const run = createRun(options.out ?? freeDirectory(named), experiment);
        remark(placementRemark(run.experiment, run.devices.devices));
        warnOfDevices(run.experiment);
        return run;
      };
      await (await import('./output/finish-run.js')).finishAndReport(begin, options);
    });
}

function ofTask(environment: string, options: Choices & Overrides): Experiment {
  const { bank, noise, pulses, scheme, walk, learner } = options;
  const stray = Object.keys(defined({ noise, pulses, scheme, walk, learner }))[0];
  if (!bank && stray)
    throw new UsageError(`--${stray} requires --bank; without --bank the default conditions are compared`);
  const choices = defined({ noise: noise && noiseOf(noise), pulses, scheme, walk, learner });
  return parseExperiment({
    environment,
    ...overrides(options),
    ...(bank && { conditions: [{ bank, ...choices }] }),
  });
}

function fromFile(path: string, options: Choices & Overrides): Experiment {
  if (extname(path) === '' && !existsSync(path)) {
    throw new UsageError(
      `got the experiment "${path}": expected ${catalogue.tasks.names.join(', ')} or the path of a YAML or JSON file${nearest(path, catalogue.tasks.names)}`,
    );
  }
  const stray = (['bank', 'noise', 'pulses', 'scheme', 'walk', 'learner'] as const).find(
    (choice) => options[choice],
  );
  if (stray)
    throw new UsageError(
      `--${stray} cannot be combined with the file ${path}; set ${stray} in the conditions of that file`,
    );
  const experiment = readExperiment(path);
  const array = options.array && { array: overlaid(experiment.array, options.array) };
  return parseExperiment({ ...experiment, ...overrides(options), ...array });
}

function overrides(options: Overrides): Overrides {
  const { seeds, firstSeed, episodes, devices, population, engine, array } = options;
  return defined({ seeds, firstSeed, episodes, devices, population, engine, array });
}

function defined<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}
