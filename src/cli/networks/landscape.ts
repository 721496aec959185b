import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import { readFlow } from '../../experiment/networks/flow-file.js';
import { makeData } from '../../flow/data/make-data.js';
import type { LandscapeSearch } from '../../landscape/landscape-search.js';
import { problemOf, type LandscapeSource } from '../../landscape/landscape-source.js';
import { landscapeRuns } from '../../runs/networks/landscape-runs.js';
import { landscapeSummary, landscapeTables } from '../../runs/networks/landscape-tables.js';
import { writeWhole } from '../../runs/write-whole.js';
import { shippedExample } from '../files/shipped-example.js';
import { wholeNumber } from '../options.js';
import { openOption } from '../output/open-page.js';
import { tellPlaces } from '../output/tell-places.js';
import { freeDirectory, jsonOption, outOption, workersOption } from '../run-options.js';
import { terminalWidth } from '../text/terminal-width.js';
import { wrapped } from '../text/wrapped.js';

interface LandscapeOptions {
  toy?: true;
  starts?: number;
  windowStarts?: number;
  workers?: number;
  out?: string;
  json?: true;
  open?: true;
}

const WINDOWS = [0.5, 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12, 16, 20];
const NOISES = [0.001, 0.003, 0.01, 0.03];
const STARTS = 50;
const WINDOW_STARTS = 6;

const HELP = `
The file is that of memloop flow: what is learned (data), by which network (layers), from which seeds. memloop goes down from
many starts, says where they end, and finds the best loss for weights in a bounded window, with and without read noise.

Examples:
  memloop landscape --toy
  memloop landscape examples/landscape.yaml`;

/** `memloop landscape`: minima, saddles and channels to infinity, and what devices leave of them. */
export function landscapeCommand(): Command {
  return new Command('landscape')
    .argument('[file]', 'a YAML or JSON file, as for memloop flow')
    .option('--toy', 'two erf neurons of one input, whose landscape has two channels to infinity')
    .addOption(wholeNumber('--starts <n>', `starts of the searches (default: seeds of the file, or ${STARTS} where it has one)`, 1, 10_000))
    .addOption(wholeNumber('--window-starts <n>', `random starts for each window and noise (default: ${WINDOW_STARTS})`, 1, 10_000))
    .addOption(workersOption())
    .addOption(outOption())
    .addOption(openOption())
    .addOption(jsonOption('the summary'))
    .addHelpText('after', HELP)
    .action(landscape);
} // prettier-ignore

async function landscape(named: string | undefined, options: LandscapeOptions): Promise<void> {
  if ((named === undefined) === (options.toy === undefined))
    throw new UsageError(
      `got ${named === undefined ? 'no file' : 'a file and --toy'}: expected either a file or --toy`,
    );
  const source = named === undefined ? { toyNeurons: 2 } : sourceOf(shippedExample(named));
  const directory = options.out ?? freeDirectory(named ?? 'landscape-toy');
  if (existsSync(join(directory, 'report.html')))
    throw new UsageError(`${directory} already holds report.html; choose another directory with --out`);
  const search = searchOf(source, options);
  const found = await landscapeRuns(source, search, options.workers);
  const summary = landscapeSummary(search, found);
  for (const [name, table] of Object.entries(landscapeTables(found))) writeWhole(join(directory, name), table);
  writeWhole(join(directory, 'summary.json'), `${JSON.stringify(summary, undefined, 1)}\n`);
  // The library of figures takes long to load.
  const { landscapeFigure, landscapePage } = await import('../../report/networks/landscape-page.js');
  const { landscapeFindings } = await import('../../report/networks/landscape-words.js');
  const { writePage } = await import('../output/write-report.js');
  const drawn = landscapeFigure(found);
  const title = `Landscape: ${named ?? 'two erf neurons'}`;
  const report = writePage(directory, [drawn], landscapePage(title, search, found, drawn));
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ ...summary, directory, report })}\n`);
    return;
  }
  const paragraphs = landscapeFindings(found).map((sentence) => wrapped(sentence, terminalWidth()).join('\n'));
  process.stdout.write(`${paragraphs.join('\n\n')}\n`);
  await tellPlaces({ report, results: directory }, options.open);
} // prettier-ignore

/** What a file describes. @throws UsageError that names it */
function sourceOf(path: string): LandscapeSource {
  const plan = readFlow(path);
  const source = { plan, data: makeData(plan.data) };
  try {
    problemOf(source);
  } catch (error) {
    throw error instanceof UsageError ? new UsageError(`${path}: ${error.message}`) : error;
  }
  return source;
}

function searchOf(source: LandscapeSource, options: LandscapeOptions): LandscapeSearch {
  const { seeds, firstSeed, spread } = 'plan' in source ? source.plan : { seeds: 1, firstSeed: 0, spread: 1 };
  return {
    starts: options.starts ?? (seeds > 1 ? seeds : STARTS),
    firstSeed,
    spread,
    windows: WINDOWS,
    noises: NOISES,
    windowStarts: options.windowStarts ?? WINDOW_STARTS,
  };
}
