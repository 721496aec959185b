import { Command } from 'commander';
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UsageError } from '../../../core/errors.js';
import { linearAnswer, type LinearAnswer } from '../../../report/networks/identify/linear-answer.js';
import { writeWhole } from '../../../runs/run-directory.js';
import { shippedExample } from '../../files/shipped-example.js';
import { quantity } from '../../options.js';
import { openOption } from '../../output/open-page.js';
import { tellPlaces } from '../../output/tell-places.js';
import { freeDirectory, jsonOption, outOption } from '../../run-options.js';
import { terminalWidth } from '../../text/terminal-width.js';
import { linearSummary, linearWeights } from './linear-files.js';
import { linearText } from './linear-text.js';
import { readProbes } from './read-probes.js';

interface IdentifyOptions {
  gain?: number;
  offset: boolean;
  out?: string;
  json?: true;
  open?: true;
}

const HELP = `
FILE.csv has a column for each input (x1, x2, ...) and for each output (y1, y2, ...), and a row for each probe.
One layer is its effective matrix, found by linear regression, with 95 % intervals.

Example:
  memloop identify examples/probes.csv`;

/** `memloop identify`: finds the weights of an unknown network or board from its inputs and outputs. */
export function identifyCommand(): Command {
  return new Command('identify')
    .argument('<file>', 'a CSV file of probes')
    .addOption(quantity('--gain <g>', 'what an output is for each unit of weight × input (default: 1)', -1e30, 1e30))
    .option('--no-offset', 'take outputs as 0 where all inputs are 0')
    .addOption(outOption())
    .addOption(openOption())
    .addOption(jsonOption('the result'))
    .addHelpText('after', HELP)
    .action(identify);
} // prettier-ignore

async function identify(named: string, options: IdentifyOptions): Promise<void> {
  const { gain = 1, offset } = options;
  if (gain === 0) throw new UsageError('--gain: got 0: expected another number');
  const path = shippedExample(named);
  const directory = options.out ?? freeDirectory(named);
  refuseTaken(directory);
  const answer = linearAnswer(basename(path), readProbes(path), { gain, offset });
  await writeLinear(directory, answer, options);
}

async function writeLinear(directory: string, answer: LinearAnswer, { json, open }: IdentifyOptions): Promise<void> {
  const { version } = createRequire(import.meta.url)('memloop/package.json') as { version: string };
  const summary = linearSummary(version, answer);
  writeWhole(join(directory, 'identify.json'), `${JSON.stringify(summary, undefined, 1)}\n`);
  writeWhole(join(directory, 'weights.csv'), linearWeights(answer));
  // The library of figures takes long to load.
  const { linearFigures, linearPage } = await import('../../../report/networks/identify/linear-page.js');
  const { writePage } = await import('../../output/write-report.js');
  const drawn = linearFigures(answer);
  const report = writePage(directory, drawn, linearPage(answer, version, drawn));
  if (json) return void process.stdout.write(`${JSON.stringify({ ...summary, directory, report })}\n`);
  process.stdout.write(linearText(answer, terminalWidth()));
  await tellPlaces({ report, results: directory }, open);
} // prettier-ignore

function refuseTaken(directory: string): void {
  if (existsSync(join(directory, 'report.html')))
    throw new UsageError(`${directory} already holds report.html; choose another directory with --out`);
}
