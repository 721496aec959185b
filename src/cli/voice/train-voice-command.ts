import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import { makeDirectory } from '../../runs/make-directory.js';
import { writeWhole } from '../../runs/write-whole.js';
import { FRAME_RATE } from '../../voice/features/frames.js';
import { wholeNumber } from '../options.js';
import { openOption } from '../output/open-page.js';
import { tellPlaces } from '../output/tell-places.js';
import { freeDirectory, jsonOption, outOption, remark, workersOption } from '../run-options.js';
import { terminalWidth } from '../text/terminal-width.js';
import { textTable } from '../text/text-table.js';
import { wrapped } from '../text/wrapped.js';

interface TrainOptions {
  seeds: number;
  firstSeed: number;
  neurons: number;
  epochs?: number;
  prune?: number;
  lines?: true;
  workers?: number;
  out?: string;
  json?: true;
  open?: true;
}

const HELP = `
A corpus is a folder with clips.csv and wav files. This makes one, of packages of Debian:
  node node_modules/memloop/examples/vad/make-corpus.mjs --out corpus

The network is trained with all weights. Then 60 % of them are pruned, and later 85 %; it is trained again after each step.
detector.json is the best of the networks that are pruned most; detectors/ holds all. On a corpus of 25 minutes, a network
takes about a minute.

Examples:
  memloop vad train corpus
  memloop vad train corpus --seeds 5 --out five
  memloop vad train corpus --lines
  memloop vad train corpus --prune 0`;

/** `memloop vad train`: trains a spiking network on sound with labels. */
export function trainVoiceCommand(): Command {
  return new Command('train')
    .description('Train a spiking network to tell speech, and prune it.')
    .argument('<corpus>', 'folder with clips.csv and wav files')
    .addOption(wholeNumber('--seeds <n>', 'number of networks to train, each from a seed of its own', 1, 1000).default(1))
    .addOption(wholeNumber('--first-seed <n>', 'seed of the first network', 0).default(1))
    .addOption(wholeNumber('--neurons <n>', 'number of spiking neurons', 1, 4096).default(64))
    .addOption(wholeNumber('--epochs <n>', 'epochs with all weights; 25 % more after each pruning (default: 8, then 10)', 1, 10_000))
    .addOption(wholeNumber('--prune <percent>', 'how many of the weights to prune in the end; 0 for none (default: 85)', 0, 99))
    .option('--lines', 'prune whole rows and columns of the crossbars, which saves devices')
    .addOption(workersOption())
    .addOption(outOption())
    .addOption(openOption())
    .addOption(jsonOption('the errors'))
    .addHelpText('after', HELP)
    .action(trainVoiceOn);
} // prettier-ignore

/** Share of the final pruning that the first of two steps prunes: 60 of 85 %. */
const FIRST_STEP = 60 / 85;

async function trainVoiceOn(corpus: string, options: TrainOptions): Promise<void> {
  const directory = options.out ?? freeDirectory(corpus);
  if (existsSync(join(directory, 'report.html')))
    throw new UsageError(`${directory} already holds report.html; choose another directory with --out`);
  const { readCorpus } = await import('../../runs/voice/read-corpus.js');
  const { trainVoice } = await import('../../runs/voice/train-voice.js');
  const { detectorFiles, trainedGroups, trainingFiles } = await import('../../runs/voice/training-tables.js');
  const { defaultSettings } = await import('../../voice/detector/detector.js');
  const clips = readCorpus(corpus, ['train', 'validation']);
  const [train, validation] = [clips.filter(({ set }) => set === 'train'), clips.filter(({ set }) => set === 'validation')];
  makeDirectory(directory);
  const base = await trainingOf(options);
  const trainings = Array.from({ length: options.seeds }, (_, k) => ({ ...base, seed: options.firstSeed + k }));
  const source = `${train.length} clips of ${[...new Set(train.map(({ speaker }) => speaker))].join(', ')} in ${basename(corpus)}`;
  const minutes = train.reduce((sum, { frames }) => sum + frames.count, 0) / (60 * FRAME_RATE);
  remark(`training ${options.seeds === 1 ? 'a network' : `${options.seeds} networks`} on ${minutes.toFixed(1)} min of sound`);
  const settings = { ...defaultSettings, neurons: [options.neurons] };
  const write = (files: Record<string, string>) => {
    for (const [name, file] of Object.entries(files)) writeWhole(join(directory, name), file);
  };
  const training = await trainVoice({ train, validation }, settings, trainings, source, {
    workers: options.workers,
    done: (results) => {
      // What is trained is not lost if the others are stopped.
      write(detectorFiles(results));
      remark(`seed ${results[0].seed}: ${(100 * results[results.length - 1].validation.all).toFixed(1)} % of frames wrong on clips for validation`);
    },
  });
  write(trainingFiles(training));
  const groups = trainedGroups(training);
  writeWhole(join(directory, 'summary.json'), `${JSON.stringify({ seeds: options.seeds, groups }, undefined, 1)}\n`);
  const { lossFigure, trainPage, trainRows, trainSentence } = await import('../../report/voice/train-page.js');
  const { writePage } = await import('../output/write-report.js');
  const drawn = lossFigure(training);
  const report = writePage(directory, [drawn], trainPage(training, groups, drawn, { clips: { train: train.length, validation: validation.length }, lines: options.lines ?? false }));
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ seeds: options.seeds, groups, directory, report })}\n`);
    return;
  }
  const width = terminalWidth();
  process.stdout.write(`${wrapped(trainSentence(groups, options.seeds), width).join('\n')}\n\n`);
  process.stdout.write(textTable(trainRows(groups), { width }));
  await tellPlaces({ report, results: directory }, options.open);
} // prettier-ignore

/** How each seed is trained. */
async function trainingOf({ epochs, prune = 85, lines }: TrainOptions) {
  const { defaultTraining } = await import('../../voice/detector/train-detector.js');
  const share = prune / 100;
  return {
    ...defaultTraining,
    ...(epochs !== undefined && { epochs, after: Math.ceil(1.25 * epochs) }),
    ...(lines && { lines }),
    prune: share === 0 ? [] : [Number((FIRST_STEP * share).toFixed(3)), share],
  };
}
