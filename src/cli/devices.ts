import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { readDeviceFile, shippedDevices } from '../../devices/files/device-file.js';
import type { DeviceFile, DeviceFit } from '../../devices/files/device-form.js';
import { drawPopulation } from '../../devices/population/population.js';
import { UsageError } from '../core/errors.js';
import { writeWhole } from '../runs/run-directory.js';
import { roleRemark } from '../experiment/weights.js';
import { count } from '../report/page/caption.js';
import { wholeNumber } from './options.js';
import { textTable } from './text/text-table.js';

/** What is to be done with the devices. */
interface Listing {
  population?: number;
  seed?: number;
  out?: string;
  json?: boolean;
}

/** `memloop devices`: what devices there are to learn in. */
export function devicesCommand(): Command {
  return new Command('devices')
    .description('List the measured devices that ship, or those of a device file, with units and source.')
    .argument('[file]', 'a device file, as written by memloop fit')
    .addOption(wholeNumber('--population <n>', 'new devices, drawn from the distribution of those', 1))
    .addOption(wholeNumber('--seed <n>', 'seed of the draw (default: 0)', 0))
    .option('--out <file>', 'write them here as a device file')
    .option('--json', 'print the device file as one line of JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  memloop devices\n  memloop devices my-devices.json\n  memloop devices --population 100 --seed 1 --out drawn.json',
    )
    .action((file: string | undefined, { json, population, seed, out }: Listing) => {
      const measured = file === undefined ? shippedDevices() : readDeviceFile(file);
      if (population === undefined && seed !== undefined)
        throw new UsageError('--seed needs --population: without it nothing is drawn');
      if (out !== undefined && existsSync(out))
        throw new UsageError(`${out} exists: expected a new file for --out`);
      const devices = population === undefined ? measured : drawPopulation(measured, population, seed ?? 0);
      if (out !== undefined) writeWhole(out, `${JSON.stringify(devices)}\n`);
      process.stdout.write(json ? `${JSON.stringify(devices)}\n` : listing(devices));
    });
}

function listing({ devices, source, licence }: DeviceFile): string {
  const header = [
    'device',
    'T-maze',
    'water maze',
    'pulses',
    'G0 µS',
    'G1 µS',
    'SET a',
    'SET b',
    'RESET a',
    'RESET b',
    'σ SET %',
    'σ RESET %',
  ];
  const remark = roleRemark(devices);
  const notes = [
    `${count(devices.length, 'device')}; σ in % of the window G1 − G0; a, b per pulse.`,
    pulseNoiseNote(devices),
    remark && `${remark}.`,
    `Source: ${source}`,
    licence && `Licence: ${licence}`,
  ];
  return `${textTable([header, ...devices.map(row)])}\n${notes
    .filter(Boolean)
    .map((note) => `${note}\n`)
    .join('')}`;
}

/** Accumulating noise is a variance that may come out as zero. */
function pulseNoiseNote(devices: DeviceFit[]): string | undefined {
  const accumulating = devices.flatMap(({ noise }) => [noise.accumulating.set, noise.accumulating.reset]);
  const without = accumulating.filter((deviation) => deviation === 0).length;
  if (without === 0) return undefined;
  return `--noise pulse: ${without} of ${accumulating.length} branches have none, because their accumulating noise is estimated as 0.`;
}

function row({
  device,
  role,
  waterMazeIndex,
  pulses,
  lowestSiemens,
  highestSiemens,
  mean,
  noise,
}: DeviceFit): string[] {
  return [
    device,
    role ?? '–',
    String(waterMazeIndex ?? '–'),
    String(pulses),
    (lowestSiemens * 1e6).toFixed(2),
    (highestSiemens * 1e6).toFixed(2),
    ...[mean.set.a, mean.set.b, mean.reset.a, mean.reset.b].map((value) => value.toFixed(5)),
    ...[noise.set, noise.reset].map((sigma) => (100 * sigma).toFixed(2)),
  ];
}
