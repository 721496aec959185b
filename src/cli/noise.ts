import { Command } from 'commander';
import { diagnoseNoise } from '../../devices/diagnosis/diagnose-noise.js';
import { fitDevices } from '../../devices/fitting/fit-devices.js';
import { writeNoiseFigures } from './output/noise-figures.js';
import { noiseRecord } from './output/noise-record.js';
import { noiseTable } from './text/noise-table.js';
import { MEASUREMENT_FORM, readMeasured } from './read-measured.js';

interface NoiseOptions {
  json?: true;
  figures?: string;
}

const HELP = `
${MEASUREMENT_FORM}

Example:
  memloop noise measured/*.csv --figures noise-figures`;

/** `memloop noise`: measured conductances in, what their noise is made of and what to do about it out. */
export function noiseCommand(): Command {
  return new Command('noise')
    .description(
      'Take the noise of measured devices apart: read-like or accumulating, white or 1/f-like, telegraph steps; and what to simulate.',
    )
    .argument('<files...>', 'measured devices, JSON or CSV')
    .option('--json', 'print all numbers as one line of JSON, and no table')
    .option('--figures <directory>', 'draw one SVG a device here')
    .addHelpText('after', HELP)
    .action(noise);
}

function noise(files: string[], options: NoiseOptions): void {
  const { devices, notes } = readMeasured(files);
  const fits = fitDevices(devices);
  for (const note of [...notes, ...fits.notes]) process.stderr.write(`memloop: ${note}\n`);
  const diagnoses = devices.map((measured, k) => diagnoseNoise(measured, fits.devices[k]));
  const record = noiseRecord(diagnoses, fits.pooled);
  if (options.figures !== undefined) writeNoiseFigures(options.figures, diagnoses);
  process.stdout.write(options.json ? `${JSON.stringify(record)}\n` : noiseTable(record));
}
