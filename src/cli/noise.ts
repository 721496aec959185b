import { Command } from 'commander';
import { diagnoseNoise } from '../../devices/diagnosis/diagnose-noise.js';
import { fitDevices } from '../../devices/fitting/fit-devices.js';
import { noiseRecord } from './output/noise-record.js';
import { noiseTable } from './text/noise-table.js';
import { MEASUREMENT_FORM, readMeasured } from './read-measured.js';
import { remark } from './run-options.js';

interface NoiseOptions {
  json?: true;
  figures?: string;
}

const HELP = `
memloop splits the noise into four parts: white, 1/f-like, accumulating, and telegraph steps. White and 1/f-like noise
change only a reading; accumulating noise changes the device. A telegraph step is reported only if Gaussian noise with
the same variance and spectrum would look as step-like in fewer than 1 % of simulations.

${MEASUREMENT_FORM}

Example:
  memloop noise measured/*.csv --figures noise-figures`;

/** `memloop noise`: splits the noise of measured devices into its parts, and advises what to simulate. */
export function noiseCommand(): Command {
  return new Command('noise')
    .argument('<files...>', 'measured devices, JSON or CSV')
    .option('--json', 'print only the numbers, as one line of JSON')
    .option('--figures <directory>', 'draw one SVG per device into this directory')
    .addHelpText('after', HELP)
    .action(noise);
}

async function noise(files: string[], options: NoiseOptions): Promise<void> {
  const { devices, notes } = readMeasured(files);
  const fits = fitDevices(devices);
  for (const note of [...notes, ...fits.notes]) remark(note);
  const diagnoses = devices.map((measured, k) => diagnoseNoise(measured, fits.devices[k]));
  const record = noiseRecord(diagnoses, fits.pooled);
  if (options.figures !== undefined) {
    // The library of figures takes long to load.
    const { writeNoiseFigures } = await import('./output/device-figures.js');
    writeNoiseFigures(options.figures, diagnoses);
  }
  process.stdout.write(options.json ? `${JSON.stringify(record)}\n` : noiseTable(record));
}
