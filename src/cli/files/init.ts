import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { deviceTemplate } from '../../../devices/measurements/device-template.js';
import { UsageError } from '../../core/errors.js';
import { writeWhole } from '../../runs/run-directory.js';

interface InitOptions {
  device?: string | true;
}

const DEFAULT_FILE = 'my-device.csv';

const HELP = `
Example:
  memloop init --device chip3.csv    # then put your readings in place of the example
  memloop fit chip3.csv --out my-devices.json`;

/** `memloop init`: writes a file to begin with. */
export function initCommand(): Command {
  return new Command('init')
    .option(
      '--device [file]',
      `write a commented CSV with the example of a measured device (default: ${DEFAULT_FILE})`,
    )
    .addHelpText('after', HELP)
    .action(init);
}

function init({ device }: InitOptions): void {
  if (device === undefined) throw new UsageError('init requires --device, which says what to write');
  const path = device === true ? DEFAULT_FILE : device;
  if (existsSync(path)) throw new UsageError(`--device: ${path} exists; choose a new file`);
  writeWhole(path, deviceTemplate());
  process.stdout.write(
    `${path}: an example with made-up numbers. Put your readings in their place, then: memloop fit ${path}\n`,
  );
}
