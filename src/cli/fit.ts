import { Command, Option } from 'commander';
import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { parseDeviceFile } from '../../devices/files/device-file.js';
import type { FamilyComparison } from '../../devices/families/compare-families.js';
import { fitFamilies } from '../../devices/families/fit-families.js';
import { DEVICE_FILE_VERSION, type DeviceFile, type DeviceFit } from '../../devices/files/device-form.js';
import { provenanceText } from '../../devices/files/device-provenance.js';
import { requireBothPolarities } from '../../devices/fitting/both-polarities.js';
import { fitDevices } from '../../devices/fitting/fit-devices.js';
import { asMeasured } from '../core/as-measured.js';
import { UsageError } from '../core/errors.js';
import { writeWhole } from '../runs/write-whole.js';
import { roleRemark } from '../experiment/weights.js';
import { familySentences, familyTable, type NamedFamilies } from './text/family-table.js';
import { terminalWidth } from './text/terminal-width.js';
import { fitTable, noiseLines } from './text/fit-table.js';
import { withMeasurementOptions, type MeasurementOptions } from './measured/measurement-options.js';
import { MEASUREMENT_FORM, readMeasured } from './measured/read-measured.js';
import { diagnoseDevices } from './measured/diagnose-devices.js';
import { remark, workersOption } from './run-options.js';

interface FitOptions extends MeasurementOptions {
  out?: string;
  force?: true;
  json?: true;
  figures?: string;
  families?: true;
  workers?: number;
  source?: string;
  licence?: string;
}

const HELP = `
${MEASUREMENT_FORM}

Example:
  memloop fit measured/*.csv --out my-devices.json --source "chip 3, measured 2025-01-15" --licence CC-BY-4.0`;

/** `memloop fit`: fits measured devices and writes them as a device file. */
export function fitCommand(): Command {
  return withMeasurementOptions(new Command('fit'))
    .argument('<files...>', 'measured devices, JSON or CSV')
    .option('--out <file>', 'device file to write; other commands read it with --devices')
    .option('--force', 'let --out replace an existing file')
    .option('--json', 'print only the fitted devices, as one line of JSON')
    .option(
      '--figures <directory>',
      'draw one SVG per device into this directory (default with --out: <out>-figures)',
    )
    .addOption(new Option('--telegraph', 'telegraph noise is always looked for').hideHelp())
    .addOption(workersOption())
    .option('--families', 'print a table of all families of curves for each branch')
    .option('--source <text>', 'source of the measurement, kept in the device file')
    .option('--licence <text>', 'licence of the measurement, kept in the device file')
    .addHelpText('after', HELP)
    .action(fit);
}

async function fit(files: string[], options: FitOptions): Promise<void> {
  refuseToOverwrite(options);
  const { devices: measured, notes } = readMeasured(files, options);
  requireBothPolarities(measured, 'memloop fit');
  const diagnoses = await diagnoseDevices(measured, options.workers);
  const curves = fitDevices(
    measured,
    diagnoses.map(({ branches }) => branches),
  );
  const { devices, families } = fitFamilies(measured, curves.devices);
  const fits = { ...curves, devices };
  for (const note of [...notes, ...fits.notes]) remark(note);
  remark(roleRemark(fits.devices));
  const file = deviceFile(files, options, fits.devices);
  if (options.out !== undefined) writeWhole(options.out, `${JSON.stringify(file, undefined, 1)}\n`);
  const figures = options.figures ?? (options.out === undefined ? undefined : `${options.out}-figures`);
  if (figures !== undefined) {
    // The library of figures takes long to load.
    const { writeFitFigures } = await import('./output/device-figures.js');
    writeFitFigures(figures, measured, fits.devices, families);
  }
  const compared = devices.map(({ device }, k) => ({ device, families: families[k] }));
  if (options.json) process.stdout.write(`${JSON.stringify(withFamilies(file, compared))}\n`);
  else
    process.stdout.write(
      `${noiseLines(fits.pooled, terminalWidth())}\n${familySentences(compared, !options.families)}\n${fitTable(fits, terminalWidth())}${options.families ? `\n${familyTable(compared)}` : ''}`,
    );
}

/** A device file with the comparison of families of each device, for programs that read it. */
function withFamilies(file: DeviceFile, compared: readonly NamedFamilies[]): object {
  const record = ({ fits, by }: FamilyComparison) => ({
    by,
    families: fits.map(({ rise: _drawn, ...fit }) => fit),
  });
  const devices = file.devices.map((device, k) => {
    const { set, reset } = compared[k].families;
    return { ...device, families: { set: record(set), reset: record(reset) } };
  });
  return { ...file, devices };
}

function refuseToOverwrite({ out, force }: FitOptions): void {
  if (out === undefined || !existsSync(out)) return;
  if (!statSync(out).isFile())
    throw new UsageError(`--out: got ${out}, a directory or a special file: expected the path of a file`);
  if (!force) throw new UsageError(`--out: ${out} exists; choose a new file, or replace it with --force`);
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
    devices: devices.map(withMeasuredWindow),
  };
  return parseDeviceFile(file, names);
}

/** The ends of a window are means of readings, and are written as readings are. */
function withMeasuredWindow(fit: DeviceFit): DeviceFit {
  const { lowestSiemens, highestSiemens } = fit;
  return {
    ...fit,
    lowestSiemens: asMeasured(lowestSiemens),
    highestSiemens: asMeasured(highestSiemens),
  };
}

/** The source of fitted devices: the given text, and after it the board on which each device was measured. */
export function sourceText(
  given: string,
  devices: readonly Pick<DeviceFit, 'device' | 'provenance'>[],
): string {
  const boards = new Map<string, string[]>();
  for (const { device, provenance } of devices) {
    const board = provenance ? provenanceText(provenance) : '';
    boards.set(board, [...(boards.get(board) ?? []), device]);
  }
  const named = ([board, names]: [string, string[]]) =>
    boards.size === 1 ? board : `${names.join(', ')}: ${board}`;
  return [given, ...[...boards].filter(([board]) => board !== '').map(named)].join('; ');
}
