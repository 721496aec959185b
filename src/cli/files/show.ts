import { Command } from 'commander';
import { join } from 'node:path';
import { readDeviceFile, shippedDevices } from '../../../devices/files/device-file.js';
import type { DeviceFile } from '../../../devices/files/device-form.js';
import { drawPopulation } from '../../../devices/population/population.js';
import { UsageError } from '../../core/errors.js';
import { nearest } from '../../core/nearest.js';
import { catalogue } from '../../experiment/catalogue.js';
import { pluginsNamedIn, readExperiment } from '../../experiment/experiment-file.js';
import { parseExperiment, type Experiment } from '../../experiment/experiment.js';
import { parseRecordedExperiment } from '../../experiment/files/recorded-experiment.js';
import { experimentText } from '../../experiment/text/experiment-text.js';
import { loadRecordedPlugins } from '../../runs/load-plugins.js';
import { readForeignManifest, sha256, type Manifest } from '../../runs/manifest.js';
import { isRun } from '../../runs/run-directory.js';
import { loadPluginsOf, pluginOption } from '../plugin-option.js';
import { shippedExample } from './shipped-example.js';

interface ShowOptions {
  quick?: boolean;
}

/** An experiment that is shown, and what is said above it. */
interface Shown {
  readonly experiment: Experiment;
  readonly heading: readonly string[];
  readonly plugins?: readonly string[];
}

const HELP = `
It prints a complete experiment file: every setting, the defaults too, with its meaning and unit. Change what you like, and
run the file with memloop run. Unchanged it gives the same numbers.

Examples:
  memloop show water-maze > my.yaml && memloop run my.yaml
  memloop show fig5 --quick > fig5.yaml
  memloop show runs/t-maze-1 > again.yaml`;

/** `memloop show`: the settings of a task, a figure, a run or a file as a complete experiment file. */
export function showCommand(): Command {
  return new Command('show')
    .argument('<what>', 'a task, a figure of the article, the directory of a run, or an experiment file')
    .option('--quick', 'of a figure: the version with fewer seeds and episodes')
    .addOption(pluginOption())
    .addHelpText('after', HELP)
    .action(async (named: string, options: ShowOptions) => {
      const what = shippedExample(named);
      const { experiment, heading, plugins } = await shown(what, options);
      process.stdout.write(experimentText(experiment, heading, plugins));
    });
}

async function shown(what: string, { quick = false }: ShowOptions): Promise<Shown> {
  const { reproductions } = await import('../../reproduce/reproductions.js');
  if (quick && !Object.hasOwn(reproductions, what))
    throw new UsageError(
      `--quick requires a figure of the article: ${Object.keys(reproductions).join(', ')}`,
    );
  if (catalogue.tasks.has(what))
    return {
      experiment: parseExperiment({ environment: what }),
      heading: [`Runs the same as: memloop run ${what}`],
    };
  if (Object.hasOwn(reproductions, what)) {
    const { title, experiment } = reproductions[what];
    if (!experiment)
      throw new UsageError(`${what}: this figure needs no run; draw it with: memloop reproduce ${what}`);
    const name = `${what}${quick ? ' --quick' : ''}`;
    return {
      experiment: parseExperiment(experiment(quick)),
      heading: [title, `Runs the same as: memloop reproduce ${name}`],
    };
  }
  if (isRun(what)) return shownRun(what);
  if (/\.(ya?ml|json)$/i.test(what)) {
    await loadPluginsOf(what);
    return {
      experiment: readExperiment(what),
      heading: [`${what}, complete`],
      plugins: pluginsNamedIn(what),
    };
  }
  const names = [...catalogue.tasks.names, ...Object.keys(reproductions)];
  throw new UsageError(
    `got "${what}": expected ${names.join(', ')}, the directory of a run, or the path of a YAML or JSON file${nearest(what, names)}`,
  );
}

async function shownRun(directory: string): Promise<Shown> {
  const manifest = readForeignManifest(directory);
  const { memloop, sweep, comparison, plugins = [] } = manifest;
  await loadRecordedPlugins(plugins);
  const experiment = parseRecordedExperiment(manifest.experiment);
  const kind = sweep ? 'the sweep' : comparison ? 'the comparison' : 'the run';
  return {
    experiment: withItsDevices(directory, experiment, manifest),
    heading: [
      `The conditions of ${kind} in ${directory}, which was made with memloop ${memloop}.`,
      ...(sweep || comparison
        ? ['memloop run gives the same tables, and a report without what is drawn of it.']
        : []),
    ],
    plugins: plugins.map(({ path }) => path),
  };
}

/** The experiment of a run with its own devices: by their name while they are unchanged, else the copy in its directory. */
function withItsDevices(
  directory: string,
  experiment: Experiment,
  { devices: { sha256: digest } }: Manifest,
): Experiment {
  const { population: _, ...others } = experiment;
  if (sha256(`${JSON.stringify(presentDevices(experiment))}\n`) === digest) return experiment;
  return { ...others, devices: join(directory, 'devices.json') };
}

/** Undefined where they cannot be read any more. */
function presentDevices({ devices, population, firstSeed }: Experiment): DeviceFile | undefined {
  try {
    const measured = devices === 'almond8' ? shippedDevices() : readDeviceFile(devices);
    return population === undefined ? measured : drawPopulation(measured, population, firstSeed);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
