import { Command } from 'commander';
import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { parseDeviceFile } from '../../devices/files/device-file.js';
import { DEVICE_FILE_VERSION, type DeviceFile } from '../../devices/files/device-form.js';
import { fitTelegraph } from '../../devices/diagnosis/fit-telegraph.js';
import { fitDevices } from '../../devices/fitting/fit-devices.js';
import { UsageError } from '../core/errors.js';
import { writeWhole } from '../runs/run-directory.js';
import { roleRemark } from '../experiment/weights.js';
import { writeFitFigures } from './output/fit-figures.js';
import { fitTable } from './text/fit-table.js';
import { MEASUREMENT_FORM, readMeasured } from './read-measured.js';
import { sourceText } from './text/source-text.js';

interface FitOptions {
  out?: string;
  force?: true;
  json?: true;
  figures?: string;
  telegraph?: true;
  source?: string;
  licence?: string;
}

const HELP = `
${MEASUREMENT_FORM}

Example:
  memloop fit measured/*.csv --out my-devices.json --source "chip 3, measured 2025-01-15" --licence CC-BY-4.0`;

/** `memloop fit`: measured conductances in, fitted devices out. */
export function fitCommand(): Command {
  return new Command('fit')
    .description(
      'Fit measured devices: mean model, one curve a cycle, and how much of the noise accumulates.',
    )
    .argument('<files...>', 'measured devices, JSON or CSV')
    .option('--out <file>', 'write the fitted devices here, as every other command reads them')
    .option('--force', 'let --out replace an existing file')
    .option('--json', 'print the fitted devices as one line of JSON, and no table')
    .option(
      '--figures <directory>',
      'draw one SVG a device here (with --out: <out>-figures unless told otherwise)',
    )
    .option(
      '--telegraph',
      'also look for telegraph noise, as memloop noise does, and add it to the fitted devices (about 1 s per device)',
    )
    .option('--source <text>', 'where the measurement comes from, kept in the device file')
    .option('--licence <text>', 'licence of the measurement, kept in the device file')
    .addHelpText('after', HELP)
    .action(fit);
}

function fit(files: string[], options: FitOptions): void {
  refuseToOverwrite(options);
  const { devices: measured, notes: read } = readMeasured(files);
  const curves = fitDevices(measured);
  const fits = options.telegraph ? fitTelegraph(measured, curves) : curves;
  const remark = roleRemark(fits.devices);
  const notes = [...read, ...fits.notes, ...(remark ? [remark] : [])];
  for (const note of notes) process.stderr.write(`memloop: ${note}\n`);
  const file = deviceFile(files, options, fits.devices);
  if (options.out !== undefined) writeWhole(options.out, `${JSON.stringify(file, undefined, 1)}\n`);
  const figures = options.figures ?? (options.out === undefined ? undefined : `${options.out}-figures`);
  if (figures !== undefined) writeFitFigures(figures, measured, fits.devices);
  process.stdout.write(options.json ? `${JSON.stringify(file)}\n` : fitTable(fits));
}

function refuseToOverwrite({ out, force }: FitOptions): void {
  if (out === undefined || !existsSync(out)) return;
  if (!statSync(out).isFile())
    throw new UsageError(`${out}: expected a file for --out, got a directory or a device`);
  if (!force) throw new UsageError(`${out} exists: expected a new file for --out, or --force to replace it`);
}

function deviceFile(
  files: string[],
  { source, licence }: FitOptions,
  devices: DeviceFile['devices'],
): DeviceFile {
  const names = files.map((path) => basename(path)).join(', ');
  const file = {
    format: 'memloop-devices',
    version: DEVICE_FILE_VERSION,
    source: sourceText(source ?? `fitted by memloop fit from ${names}`, devices),
    ...(licence !== undefined && { licence }),
    devices,
  };
  return parseDeviceFile(file, names);
}
