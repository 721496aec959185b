import { Command } from 'commander';
import { diagnoseDevices } from './measured/diagnose-devices.js';
import { noiseRecord } from './output/noise-record.js';
import { terminalWidth } from './text/terminal-width.js';
import { noiseTable } from './text/noise-table.js';
import { withMeasurementOptions, type MeasurementOptions } from './measured/measurement-options.js';
import { MEASUREMENT_FORM, readMeasured } from './measured/read-measured.js';
import { remark, workersOption } from './run-options.js';

interface NoiseOptions extends MeasurementOptions {
  workers?: number;
  json?: true;
  figures?: string;
}

const HELP = `
memloop splits the noise into four parts: white, 1/f-like, accumulating, and telegraph steps. White and 1/f-like noise
change only a reading; accumulating noise changes the device. What repeats from cycle to cycle at the same pulse is
curve, not noise. Telegraph steps are reported only if two levels are far likelier than noise of the same spectrum.

${MEASUREMENT_FORM}

Example:
  memloop noise measured/*.csv --figures noise-figures`;

/** `memloop noise`: splits the noise of measured devices into its parts, and advises what to simulate. */
export function noiseCommand(): Command {
  return withMeasurementOptions(new Command('noise'))
    .argument('<files...>', 'measured devices, JSON or CSV')
    .option('--json', 'print only the numbers, as one line of JSON')
    .option('--figures <directory>', 'draw one SVG per device into this directory')
    .addOption(workersOption())
    .addHelpText('after', HELP)
    .action(noise);
}

async function noise(files: string[], options: NoiseOptions): Promise<void> {
  const { devices, notes } = readMeasured(files, options);
  for (const note of notes) remark(note);
  const diagnoses = await diagnoseDevices(devices, options.workers);
  const record = noiseRecord(diagnoses);
  if (options.figures !== undefined) {
    // The library of figures takes long to load.
    const { writeNoiseFigures } = await import('./output/device-figures.js');
    writeNoiseFigures(options.figures, diagnoses);
  }
  process.stdout.write(options.json ? `${JSON.stringify(record)}\n` : noiseTable(record, terminalWidth()));
}
