import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { readDeviceFile, shippedDevices } from '../../devices/files/device-file.js';
import type { DeviceFile, DeviceFit } from '../../devices/files/device-form.js';
import { drawPopulation } from '../../devices/population/population.js';
import { UsageError } from '../core/errors.js';
import { inUnit, scaledUnit, type ScaledUnit } from '../core/scaled-unit.js';
import { writeWhole } from '../runs/write-whole.js';
import { roleRemark } from '../experiment/weights.js';
import { count } from '../report/page/caption.js';
import { devicesJartCommand } from './models/devices-jart.js';
import { wholeNumber } from './options.js';
import { terminalWidth } from './text/terminal-width.js';
import { wrapped } from './text/wrapped.js';
import { textTable } from './text/text-table.js';

interface DevicesOptions {
  population?: number;
  seed?: number;
  out?: string;
  json?: boolean;
}

/** `memloop devices`: lists measured devices, or draws new ones from their distribution. */
export function devicesCommand(): Command {
  return new Command('devices')
    .addCommand(devicesJartCommand())
    .argument('[file]', 'device file, as written by memloop fit (default: the 27 measured devices)')
    .addOption(
      wholeNumber('--population <n>', 'draw n new devices from the distribution of the measured ones', 1),
    )
    .addOption(wholeNumber('--seed <n>', 'seed for --population (default: 0)', 0))
    .option('--out <file>', 'device file to write')
    .option('--json', 'print only the device file, as one line of JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  memloop devices\n  memloop devices my-devices.json\n  memloop devices jart --sweep\n  memloop devices --population 100 --seed 1 --out drawn.json',
    )
    .action((file: string | undefined, { json, population, seed, out }: DevicesOptions) => {
      const measured = file === undefined ? shippedDevices() : readDeviceFile(file);
      if (population === undefined && seed !== undefined)
        throw new UsageError('--seed requires --population');
      if (out !== undefined && existsSync(out))
        throw new UsageError(`--out: ${out} exists; choose a new file`);
      const devices = population === undefined ? measured : drawPopulation(measured, population, seed ?? 0);
      if (out !== undefined) writeWhole(out, `${JSON.stringify(devices)}\n`);
      process.stdout.write(json ? `${JSON.stringify(devices)}\n` : listing(devices));
    });
}

function listing({ devices, source, licence }: DeviceFile): string {
  const unit = scaledUnit(
    'S',
    devices.map(({ highestSiemens }) => highestSiemens),
  );
  const header = [
    'device',
    'T-maze',
    'water maze',
    'pulses',
    `G0 ${unit.name}`,
    `G1 ${unit.name}`,
    'SET a',
    'SET b',
    'RESET a',
    'RESET b',
    'σ SET %',
    'σ RESET %',
  ];
  const width = terminalWidth();
  const remark = roleRemark(devices);
  const notes = [
    'σ: write noise in % of the window G1 − G0; a, b per pulse.',
    pulseNoiseNote(devices) ?? '',
    remark ? `${remark}.` : '',
    `Source: ${source}`,
    licence ? `Licence: ${licence}` : '',
  ];
  const table = textTable([header, ...devices.map((fit) => row(fit, unit))], { width });
  const below = notes.filter(Boolean).flatMap((note) => wrapped(note, width));
  return `${wrapped(spans(devices, unit), width).join('\n')}\n\n${table}\n${below.join('\n')}\n`;
}

/** How far the devices differ, as a sentence. */
function spans(devices: DeviceFit[], unit: ScaledUnit): string {
  const span = (values: number[], write: (value: number) => string) => {
    const ends = [Math.min(...values), Math.max(...values)].map(write);
    return ends[0] === ends[1] ? ends[0] : ends.join(' to ');
  };
  const windows = span(devices.map(({ lowestSiemens, highestSiemens }) => highestSiemens - lowestSiemens), (siemens) => inUnit(siemens, unit));
  const noise = span(devices.flatMap((fit) => [fit.noise.set, fit.noise.reset]), (share) => (100 * share).toFixed(1));
  return `${count(devices.length, 'device')}: ${devices.length > 1 ? 'windows' : 'a window'} of ${windows} ${unit.name}, write noise of ${noise} % of the window.`;
} // prettier-ignore

/** Accumulating noise is estimated as a variance, and the estimate may be zero. */
function pulseNoiseNote(devices: DeviceFit[]): string | undefined {
  const accumulating = devices.flatMap(({ noise }) => [noise.accumulating.set, noise.accumulating.reset]);
  const without = accumulating.filter((deviation) => deviation === 0).length;
  if (without === 0) return undefined;
  return `--noise pulse: ${without} of ${accumulating.length} branches have no noise, because their accumulating noise is estimated as 0.`;
}

function row(fit: DeviceFit, unit: ScaledUnit): string[] {
  const { device, role, waterMazeIndex, pulses, lowestSiemens, highestSiemens, mean, noise } = fit;
  return [
    device,
    role ?? '–',
    String(waterMazeIndex ?? '–'),
    String(pulses),
    inUnit(lowestSiemens, unit),
    inUnit(highestSiemens, unit),
    ...[mean.set.a, mean.set.b, mean.reset.a, mean.reset.b].map((value) => value.toFixed(5)),
    ...[noise.set, noise.reset].map((sigma) => (100 * sigma).toFixed(2)),
  ];
}
