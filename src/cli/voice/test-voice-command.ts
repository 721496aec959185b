import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import { writeWhole } from '../../runs/write-whole.js';
import { openOption } from '../output/open-page.js';
import { tellPlaces } from '../output/tell-places.js';
import { freeDirectory, jsonOption, outOption, remark, workersOption } from '../run-options.js';
import { terminalWidth } from '../text/terminal-width.js';
import { textTable } from '../text/text-table.js';
import { wrapped } from '../text/wrapped.js';

interface TestOptions {
  on?: string;
  workers?: number;
  out?: string;
  json?: true;
  open?: true;
}

const HELP = `
A corpus is a folder with clips.csv and wav files; see memloop vad train --help. Errors are those on the sets test and unheard
(speakers that are not trained on). The sets train and validation fit three other detectors: logistic regression on
11 frames, WebRTC, and the energy above its minimum. Prompts are split by the seed of a corpus: test a detector on the
corpus that it was trained on, or on other recordings.

Intervals are over clips. The error of a threshold is in none of them.

--on names a YAML file with conditions, as an experiment has them: detectors are written to devices, and may learn there.
The threshold is chosen again on the devices. spread is a share of the window.

  conditions:
    - { name: 3 % spread, bank: ideal, spread: 0.03, signed: one-sided }
    - { name: measured devices, bank: cycles, noise: read, signed: one-sided }
    - { name: learned in place, bank: cycles, noise: read, learn: { epochs: 1, rate: 0.001 } }

Examples:
  memloop vad test detector.json corpus
  memloop vad test runs/corpus-1 corpus --on examples/vad/devices.yaml`;

/** `memloop vad test`: how often detectors err, beside others, and on devices. */
export function testVoiceCommand(): Command {
  return new Command('test')
    .description('Measure how often detectors err on a corpus, beside other detectors, and on devices.')
    .argument(
      '<detector>',
      'detector.json, or a directory that memloop vad train wrote, for all networks in it',
    )
    .argument('<corpus>', 'folder with clips.csv and wav files')
    .option('--on <file>', 'YAML file with conditions: devices, noise, scheme, and learning in place')
    .addOption(workersOption())
    .addOption(outOption())
    .addOption(openOption())
    .addOption(jsonOption('the errors'))
    .addHelpText('after', HELP)
    .action(testVoice);
}

async function testVoice(named: string, corpus: string, options: TestOptions): Promise<void> {
  const directory = options.out ?? freeDirectory(`${corpus}-test`);
  if (existsSync(join(directory, 'report.html')))
    throw new UsageError(`${directory} already holds report.html; choose another directory with --out`);
  const { readDetectors } = await import('../../runs/voice/read-detectors.js');
  const { readVoiceConditions } = await import('../../experiment/networks/voice-conditions.js');
  const { shippedExample } = await import('../files/shipped-example.js');
  const groups = (await import('../../runs/voice/detector-methods.js')).groupDetectors(readDetectors(named));
  const conditions = options.on === undefined ? undefined : readVoiceConditions(shippedExample(options.on));
  const { testCorpus } = await import('../../runs/voice/test-corpus.js');
  const { methods, devices } = await testCorpus(groups, corpus, conditions, remark, options.workers);
  writeWhole(join(directory, 'summary.json'), `${JSON.stringify({ methods, devices }, undefined, 1)}\n`);
  const { errorFigure } = await import('../../report/voice/error-figure.js');
  const { costRows, errorRows, testPage } = await import('../../report/voice/test-page.js');
  const { testSentence } = await import('../../report/voice/test-words.js');
  const { writePage } = await import('../output/write-report.js');
  const drawn = errorFigure(methods);
  const { source } = groups[0].detectors[0];
  const many = groups.length > 1 || groups[0].detectors.length > 1;
  const from = `${many ? 'Detectors' : 'The detector'} of ${named} (${many ? 'the first: ' : ''}${source})`;
  const page = testPage(methods, devices, drawn, `${from}, on the clips of ${corpus}.`);
  const report = writePage(directory, [drawn], page);
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ methods, devices, directory, report })}\n`);
    return;
  }
  const width = terminalWidth();
  process.stdout.write(`${wrapped(testSentence(methods), width).join('\n')}\n\n`);
  process.stdout.write(textTable(errorRows(methods), { width }));
  if (devices.length > 0) process.stdout.write(`\nWhat a frame costs:\n\n${textTable(costRows(devices), { width })}`);
  await tellPlaces({ report, results: directory }, options.open);
} // prettier-ignore
