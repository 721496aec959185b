import { Command, Option } from 'commander';
import { existsSync } from 'node:fs';
import { deviceTemplate } from '../../../devices/measurements/device-template.js';
import { UsageError } from '../../core/errors.js';
import { catalogue } from '../../experiment/catalogue.js';
import { writeWhole } from '../../runs/write-whole.js';
import { noiseOption } from '../noise-option.js';
import { choice, wholeNumber } from '../options.js';
import { pluginOption } from '../plugin-option.js';
import { asked } from './asked.js';
import { newExperiment, type ExperimentChoices } from './new-experiment.js';

interface InitOptions extends ExperimentChoices {
  device?: string | true;
  experiment?: string | true;
  plugin?: string[];
}

const DEVICE_FILE = 'my-device.csv';
const EXPERIMENT_FILE = 'my-experiment.yaml';

const HELP = `
Without --experiment and --device, memloop asks what you want, if you are at a terminal.

Examples:
  memloop init --experiment chip3.yaml --task water-maze --bank cycles --noise read
  memloop run chip3.yaml
  memloop init --device chip3.csv    # then put your readings in place of the example
  memloop fit chip3.csv --out my-devices.json`;

/** `memloop init`: writes a file to begin with. */
export function initCommand(): Command {
  const { tasks, devices, schemes } = catalogue;
  const options = [
    new Option(
      '--experiment [file]',
      `write a commented experiment with all its settings (default: ${EXPERIMENT_FILE})`,
    ),
    new Option(
      '--device [file]',
      `write a commented CSV with the example of a measured device (default: ${DEVICE_FILE})`,
    ),
    choice('--task <task>', 'of an experiment: what is learnt (default: t-maze)', tasks.names),
    choice('--bank <model>', 'of an experiment: device model', devices.names),
    noiseOption('of an experiment'),
    choice('--scheme <scheme>', 'of an experiment: how write errors are handled', schemes.names),
    wholeNumber('--seeds <n>', 'of an experiment: independent runs of each condition', 1),
    wholeNumber('--episodes <n>', 'of an experiment: episodes per run', 1),
    pluginOption(),
  ];
  const command = new Command('init');
  for (const option of options) command.addOption(option);
  return command.addHelpText('after', HELP).action(init);
}

async function init(given: InitOptions): Promise<void> {
  const { stdin, stderr } = process;
  const isNamed = given.device !== undefined || given.experiment !== undefined;
  if (!isNamed && !stdin.isTTY)
    throw new UsageError('init requires --experiment or --device, which say what to write');
  const { device, experiment, plugin, ...choices }: InitOptions = isNamed
    ? given
    : await asked(given, stdin, stderr);
  const stray = Object.keys(choices)[0];
  if (device !== undefined && (experiment !== undefined || stray))
    throw new UsageError(
      `--device cannot be combined with --${stray ?? 'experiment'}, which is of an experiment`,
    );
  if (device === undefined) writeExperiment(experiment, choices, plugin);
  else writeDevice(device);
}

function writeDevice(device: string | true): void {
  const path = newFile('device', device === true ? DEVICE_FILE : device);
  writeWhole(path, deviceTemplate());
  process.stdout.write(
    `${path}: an example with made-up numbers. Put your readings in their place, then: memloop fit ${path}\n`,
  );
}

function writeExperiment(
  file: string | true | undefined,
  choices: ExperimentChoices,
  plugins?: string[],
): void {
  const path = newFile('experiment', typeof file === 'string' ? file : EXPERIMENT_FILE);
  writeWhole(path, newExperiment(path, choices, plugins));
  process.stdout.write(`${path}: change what you like, then: memloop run ${path}\n`);
}

function newFile(option: string, path: string): string {
  if (existsSync(path)) throw new UsageError(`--${option}: ${path} exists; choose a new file`);
  return path;
}
