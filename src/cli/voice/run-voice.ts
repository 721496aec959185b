import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import { writeWhole } from '../../runs/write-whole.js';
import { openOption } from '../output/open-page.js';
import { tellPlaces } from '../output/tell-places.js';
import { freeDirectory, jsonOption, outOption, remark } from '../run-options.js';
import { SHIPPED_DETECTOR, shippedDetector } from './shipped-detector.js';

interface RunVoiceOptions {
  detector?: string;
  out?: string;
  json?: true;
  open?: true;
}

const HELP = `
A file is a wav file of 8 kHz or more, with one channel or several, which are averaged. memloop says where there is speech,
and writes segments.csv (from and to, in s), scores.csv (the score of every frame), and a report with the spectrogram.
Where a file begins in speech, the first 0.1 to 0.4 s are often missed: levels are compared with the mean so far.
Digital silence is left out of that mean. An hour of 16 kHz takes about 0.5 GB of memory.

Examples:
  memloop vad run call.wav
  memloop vad run *.wav --out heard --json`;

/** `memloop vad run`: where there is speech in wav files. */
export function runVoiceCommand(): Command {
  return new Command('run')
    .description('Say where there is speech in wav files, with a picture of the decision.')
    .argument('<files...>', 'wav files')
    .option(
      '--detector <file>',
      `detector.json of memloop vad train (default: ${SHIPPED_DETECTOR}, which comes with memloop)`,
    )
    .addOption(outOption())
    .addOption(openOption())
    .addOption(jsonOption('stretches and counts'))
    .addHelpText('after', HELP)
    .action(runVoice);
}

async function runVoice(files: string[], options: RunVoiceOptions): Promise<void> {
  const { out, detector: named } = options;
  if (out !== undefined) refuseUsed(out);
  // Packages for sound and figures take long to load.
  const { readDetector } = await import('../../runs/voice/read-detector.js');
  const { hearFiles } = await import('./hear-files.js');
  const detector = readDetector(named ?? shippedDetector());
  const { drawn, first, seconds, elapsed } = hearFiles(files, detector);
  const { decisionEnergy } = await import('../../runs/voice/decision-energy.js');
  const { energyOf } = await import('../../report/voice/energy-words.js');
  const energy = energyOf(await decisionEnergy(detector, first));
  remark(`the detector alone took ${elapsed.toFixed(2)} s for ${seconds.toFixed(1)} s of sound, ${(seconds / elapsed).toFixed(0)} × real time`); // prettier-ignore
  const { heardSummary, heardTables } = await import('../../runs/voice/heard-tables.js');
  const { voicePage } = await import('../../report/voice/voice-page.js');
  const { decisionDelay } = await import('../../voice/detector/hear.js');
  const { writePage } = await import('../output/write-report.js');
  const directory = out ?? freeDirectory(files[0]);
  for (const [name, table] of Object.entries(heardTables(drawn))) writeWhole(join(directory, name), table);
  const page = voicePage(
    drawn,
    detector,
    named ?? `the one that comes with memloop (${SHIPPED_DETECTOR})`,
    energy,
  );
  const report = writePage(directory, drawn.map(({ figure }) => figure), page); // prettier-ignore
  if (options.json) {
    const { threshold, source, settings } = detector;
    const delay = Number(decisionDelay(settings).toFixed(4));
    const summary = {
      files: drawn.map(heardSummary),
      detector: { source, threshold, delay },
      joules: energy,
    };
    process.stdout.write(`${JSON.stringify({ ...summary, directory, report })}\n`);
    return;
  }
  const { heardText } = await import('./heard-text.js');
  process.stdout.write(heardText(drawn, detector.settings, energy));
  await tellPlaces({ report, results: directory }, options.open);
}

/** @throws UsageError for a directory that has a report */
function refuseUsed(directory: string): void {
  if (existsSync(join(directory, 'report.html')))
    throw new UsageError(`${directory} already holds report.html; choose another directory with --out`);
}
