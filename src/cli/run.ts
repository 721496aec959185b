import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import { UsageError } from '../core/errors.js';
import { catalogue } from '../experiment/catalogue.js';
import { noiseNames } from '../experiment/noise-choice.js';
import { readExperiment } from '../experiment/experiment-file.js';
import { parseExperiment, type Experiment, type ExperimentInput } from '../experiment/experiment.js';
import { createRun } from '../runs/run-directory.js';
import { placementRemark } from '../experiment/weights.js';
import type { Carrying } from './output/carry-out.js';
import { freeDirectory } from './free-directory.js';
import { choice, wholeNumber } from './options.js';
import { loadPluginsOf, pluginOption } from './plugin-option.js';

type Choices = Record<'bank' | 'noise' | 'pulses' | 'scheme' | 'walk', string | undefined>;
type Overrides = Pick<ExperimentInput, 'seeds' | 'firstSeed' | 'episodes' | 'devices' | 'population'>;

/** Names that only `memloop compare` has, and how their settings are chosen here. */
const PRESETS = new Map([
  ['inverse-pulses', '--pulses inverse, for which compare has this name'],
  ['stochastic-rounding', '--pulses stochastic, for which compare has this name'],
  [
    'averaged-verify',
    'write-verify with schemeSettings: { reads: 4 } in an experiment file, for which compare has this name',
  ],
]);

/** `memloop run`: runs an experiment, a named one or one of the user's own. */
export function runCommand(): Command {
  return new Command('run')
    .description('Run an experiment: a task by its name, or a YAML or JSON file.')
    .argument('<experiment>', `${catalogue.tasks.names.join(', ')}, or a file`)
    .addOption(choice('--bank <model>', 'device model of a single condition', catalogue.devices.names))
    .addOption(choice('--noise <structure>', 'where noise acts', noiseNames))
    .addOption(choice('--pulses <count>', 'pulses for a wished change', catalogue.pulses.names))
    .addOption(
      choice('--scheme <scheme>', 'what is done about write errors', catalogue.schemes.names, PRESETS),
    )
    .addOption(choice('--walk <walk>', 'how a device goes through its cycles', ['published', 'reflecting']))
    .addOption(wholeNumber('--seeds <n>', 'independent runs of each condition', 1))
    .addOption(wholeNumber('--first-seed <n>', 'the first of the seeds', 0))
    .addOption(wholeNumber('--episodes <n>', 'episodes per run', 1))
    .option('--devices <file>', 'a device file, as written by memloop fit (default: the 27 that ship)')
    .addOption(
      wholeNumber('--population <n>', 'so many new devices, drawn from the distribution of those', 1),
    )
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
    .addHelpText(
      'after',
      `
Without --bank, three conditions are compared: ideal memories, measured devices with self-correction, and without.

Examples:
  memloop run t-maze
  memloop run t-maze --bank cycles --noise read --seeds 1000
  memloop run my-experiment.yaml --out results`,
    )
    .action(async (what: string, options: Choices & Overrides & Carrying & { out?: string }) => {
      if (!catalogue.tasks.has(what)) await loadPluginsOf(what);
      const experiment = catalogue.tasks.has(what) ? named(what, options) : fromFile(what, options);
      const run = createRun(options.out ?? freeDirectory(what), experiment);
      const remark = placementRemark(run.experiment, run.devices.devices);
      if (remark) process.stderr.write(`memloop: ${remark}\n`);
      await (await import('./output/carry-out.js')).carryOut(run, options);
    });
}

function named(environment: string, options: Choices & Overrides): Experiment {
  const { bank, noise, pulses, scheme, walk } = options;
  const choices = defined({ noise, pulses, scheme, walk });
  const stray = Object.keys(choices)[0];
  if (!bank && stray)
    throw new UsageError(`--${stray} needs --bank: without it the default conditions are compared`);
  return parseExperiment({
    environment,
    ...overrides(options),
    ...(bank && { conditions: [{ bank, ...choices }] }),
  });
}

function fromFile(path: string, options: Choices & Overrides): Experiment {
  if (extname(path) === '' && !existsSync(path)) {
    throw new UsageError(
      `got the experiment "${path}": expected ${catalogue.tasks.names.join(', ')} or the path of a YAML or JSON file`,
    );
  }
  const stray = (['bank', 'noise', 'pulses', 'scheme', 'walk'] as const).find((choice) => options[choice]);
  if (stray)
    throw new UsageError(
      `--${stray} is for tasks run by name: got the file ${path}, whose conditions say it`,
    );
  return parseExperiment({ ...readExperiment(path), ...overrides(options) });
}

function overrides({ seeds, firstSeed, episodes, devices, population }: Overrides): Overrides {
  return defined({ seeds, firstSeed, episodes, devices, population });
}

function defined<T extends object>(values: T): T {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;
}
