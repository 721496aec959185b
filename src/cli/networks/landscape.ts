import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import { readFlow } from '../../experiment/networks/flow-file.js';
import { makeData } from '../../flow/data/make-data.js';
import { objectiveOf } from '../../flow/follow-seed.js';
import { exploreLandscape, type Landscape } from '../../landscape/explore-landscape.js';
import type { LandscapeProblem } from '../../landscape/landscape-problem.js';
import { toyProblem } from '../../landscape/toy.js';
import { Network } from '../../networks/network.js';
import { csvRow } from '../../runs/csv-text.js';
import { writeWhole } from '../../runs/run-directory.js';
import { shippedExample } from '../files/shipped-example.js';
import { wholeNumber } from '../options.js';
import { openOption } from '../output/open-page.js';
import { tellPlaces } from '../output/tell-places.js';
import { freeDirectory, jsonOption, outOption } from '../run-options.js';
import { terminalWidth } from '../text/terminal-width.js';
import { wrapped } from '../text/wrapped.js';

interface LandscapeOptions {
  toy?: true;
  starts?: number;
  out?: string;
  json?: true;
  open?: true;
}

const WINDOWS = [1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12, 16, 20];
const NOISES = [0.001, 0.003, 0.01, 0.03];
const STARTS = 50;

const HELP = `
The file is that of memloop flow: what is learned (data), and by which network (layers). memloop goes down from many starts,
says where they end, and finds the best loss for weights in a bounded window, with and without read noise.

Examples:
  memloop landscape --toy
  memloop landscape examples/landscape.yaml --starts 20`;

/** `memloop landscape`: minima, saddles and channels to infinity, and what devices leave of them. */
export function landscapeCommand(): Command {
  return new Command('landscape')
    .argument('[file]', 'a YAML or JSON file, as for memloop flow')
    .option('--toy', 'two erf neurons of one input, whose landscape has two channels to infinity')
    .addOption(wholeNumber('--starts <n>', `starts of the searches (default: ${STARTS})`, 1, 10_000))
    .addOption(outOption())
    .addOption(openOption())
    .addOption(jsonOption('the summary'))
    .addHelpText('after', HELP)
    .action(landscape);
}

async function landscape(named: string | undefined, options: LandscapeOptions): Promise<void> {
  if ((named === undefined) === (options.toy === undefined))
    throw new UsageError(
      `got ${named === undefined ? 'no file' : 'a file and --toy'}: expected either a file or --toy`,
    );
  const problem = named === undefined ? toyProblem() : problemOf(shippedExample(named));
  const directory = options.out ?? freeDirectory(named ?? 'landscape-toy');
  if (existsSync(join(directory, 'report.html')))
    throw new UsageError(`${directory} already holds report.html; choose another directory with --out`);
  const search = { starts: options.starts ?? STARTS, firstSeed: 1, windows: WINDOWS, noises: NOISES };
  const found = exploreLandscape(problem, search);
  writeTables(directory, found);
  const { windowFigure } = await import('../../report/networks/window-figure.js');
  const { landscapeFinding, landscapePage, noiseFindings } =
    await import('../../report/networks/landscape-page.js');
  const { writePage } = await import('../output/write-report.js');
  const drawn = { ...windowFigure(found), finding: landscapeFinding(found) };
  const report = writePage(
    directory,
    [drawn],
    landscapePage(`Landscape: ${named ?? 'two erf neurons'}`, found, drawn),
  );
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ ...summaryOf(found), directory, report })}\n`);
    return;
  }
  const sentences = [landscapeFinding(found), ...noiseFindings(found)];
  process.stdout.write(
    `${sentences.map((sentence) => wrapped(sentence, terminalWidth()).join('\n')).join('\n\n')}\n`,
  );
  await tellPlaces({ report, results: directory }, options.open);
}

/** The problem of a flow file, and the same with one neuron less in the first layer. */
function problemOf(path: string): LandscapeProblem {
  const plan = readFlow(path);
  const data = makeData(plan.data);
  const of = (layers: typeof plan.layers) => ({
    network: new Network(data.inputs, layers),
    objective: objectiveOf({ ...plan, layers }, data),
  });
  const [first, ...others] = plan.layers;
  if (others.length === 0)
    throw new UsageError(`${path}: got a network without hidden neurons: expected a hidden layer`);
  return {
    ...of(plan.layers),
    ...(first.width > 1 && { narrow: of([{ ...first, width: first.width - 1 }, ...others]) }),
  };
}

function summaryOf({ starts, windows, splits, narrowLoss }: Landscape): object {
  return {
    starts: starts.map(({ parameters, ...start }) => ({ ...start, parameters: [...parameters] })),
    windows: windows.map(({ parameters, ...best }) => ({ ...best, parameters: [...parameters] })),
    splits,
    narrowLoss: narrowLoss ?? null,
  };
}

function writeTables(directory: string, found: Landscape): void {
  const write = (name: string, head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
    writeWhole(join(directory, name), `${[head, ...rows].map(csvRow).join('\n')}\n`);
  const { starts, windows, splits } = found;
  write('starts.csv', ['seed', 'end', 'loss', 'gradient_max', 'weight_norm', 'critical_loss', 'critical_ways_down'],
    starts.map(({ seed, kind, loss, gradientMax, norm, critical }) => [seed, kind, loss, gradientMax, norm, critical?.loss ?? '', critical?.negative ?? '']));
  write('windows.csv', ['window', 'noise', 'loss'], windows.map(({ window, noise, loss }) => [window, noise, loss]));
  write('splits.csv', ['neuron', 'share', 'loss', 'gradient_max', 'vanishing', 'ways_down', 'smallest', 'largest'],
    splits.map(({ neuron, share, loss, gradientMax, flat, negative, smallest, largest }) => [neuron, share, loss, gradientMax, flat, negative, smallest, largest]));
  writeWhole(join(directory, 'summary.json'), `${JSON.stringify(summaryOf(found), undefined, 1)}\n`);
} // prettier-ignore
