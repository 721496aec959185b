import { Command } from 'commander';
import {
  readDeviceFile,
  shippedDevices,
  type DeviceFile,
  type DeviceFit,
} from '../../devices/device-file.js';
import { tasks } from '../experiment/tasks.js';
import { textTable } from './text-table.js';

/** `memloop devices`: what devices there are to learn in. */
export function devicesCommand(): Command {
  return new Command('devices')
    .description('List the measured devices that ship, or those of a device file, with units and source.')
    .argument('[file]', 'a device file, as written by memloop fit')
    .option('--json', 'print the device file as one line of JSON')
    .addHelpText('after', '\nExamples:\n  memloop devices\n  memloop devices my-devices.json')
    .action((file: string | undefined, { json }: { json?: boolean }) => {
      const devices = file === undefined ? shippedDevices() : readDeviceFile(file);
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
  const remark = tasks['t-maze'].remark?.(devices);
  const notes = [
    `${devices.length} devices; σ in % of the window G1 − G0; a, b per pulse.`,
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
