import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readDeviceFile, shippedDevices } from '../../devices/files/device-file.js';
import type { Anatomy } from '../analysis/anatomy/anatomy.js';
import { anatomise } from '../analysis/anatomy/anatomise.js';
import { ANATOMY_COLUMNS, anatomyRow } from '../analysis/anatomy/anatomy-table.js';
import { findings } from '../analysis/anatomy/findings.js';
import { presentCandidates } from '../analysis/compare/candidates.js';
import { planComparison, type PlannedComparison } from '../analysis/compare/plan-comparison.js';
import { UsageError } from '../core/errors.js';
import { catalogue } from '../experiment/catalogue.js';
import { defaultNoise, noiseNames } from '../experiment/noise-choice.js';
import { manifestOf } from '../runs/manifest.js';
import { writeWhole } from '../runs/run-directory.js';
import { placementRemark } from '../experiment/weights.js';
import { count } from '../report/page/caption.js';
import { freeDirectory } from './free-directory.js';
import { choice, list, wholeNumber } from './options.js';
import { pluginOption } from './plugin-option.js';
import { textTable } from './text/text-table.js';

interface AnatomyOptions {
  schemes?: string[];
  bank: string;
  noise?: string;
  seeds: number;
  episodes?: number;
  devices?: string;
  out?: string;
  json?: boolean;
}

/** Kinds of schemes that differ in what becomes of an error, and the two that are always there. */
const USUAL = ['inverse-pulses', 'write-verify', 'mixed-precision', 'multi-memristive'];
const ALWAYS = ['self-correcting', 'open-loop'];
const SEEDS = 100;

/** `memloop anatomy`: what write errors are made of, how they accumulate, and how feedback corrects them. */
export function anatomyCommand(): Command {
  return new Command('anatomy')
    .description('Take the errors of every update apart: non-linearity, noise, and what becomes of them.')
    .argument('[task]', 't-maze', 't-maze')
    .addOption(list('--schemes <names>', `schemes, with commas between (default: ${USUAL.join(',')}); ${ALWAYS.join(' and ')} are always there`))
    .addOption(choice('--bank <model>', 'device model', catalogue.devices.names.filter((name) => !catalogue.devices.get(name).exact)).default('cycles'))
    .addOption(choice('--noise <structure>', 'where noise acts (default: write; preset for a published array)', noiseNames))
    .addOption(wholeNumber('--seeds <n>', 'independent runs of each scheme', 1).default(SEEDS))
    .addOption(wholeNumber('--episodes <n>', 'episodes per run (default: 200)', 1))
    .option('--devices <file>', 'a device file, as written by memloop fit (default: the 27 that ship)')
    .option('--out <dir>', 'directory for the results (default: the next free one under runs/)')
    .addOption(pluginOption())
    .option('--json', 'print the anatomy as one line of JSON, and nothing else, to standard output')
    .addHelpText('after', `
Out come anatomy.json, a table, and a report with figures: the distributions of both errors, how far the critic goes
from what exact memories would have learned, what is left of an error visits later, and the laws of feedback.

Schemes: ${Object.keys(presentCandidates()).join(', ')}

Examples:
  memloop anatomy
  memloop anatomy t-maze --noise pulse --schemes stochastic-rounding,tiki-taka-v2 --seeds 50 --out results`)
    .action(async (task: string, options: AnatomyOptions) => {
      if (task !== 't-maze') throw new UsageError(`got the task "${task}": expected t-maze, whose states are visited one at a time`);
      await anatomy(options);
    });
} // prettier-ignore

async function anatomy(options: AnatomyOptions): Promise<void> {
  const planned = planOf(options);
  const directory = options.out ?? freeDirectory('anatomy-t-maze');
  refuseTaken(directory);
  const devices = options.devices === undefined ? shippedDevices() : readDeviceFile(options.devices);
  const remark = placementRemark(planned.experiment, devices.devices);
  if (remark) process.stderr.write(`memloop: ${remark}\n`);
  const manifest = manifestOf(planned.experiment, devices, `${JSON.stringify(devices)}\n`);
  const told = await anatomise(planned, devices.devices, (scheme) => {
    if (process.stderr.isTTY) process.stderr.write(`${scheme} …\n`);
  });
  writeWhole(join(directory, 'anatomy.json'), `${JSON.stringify(told, null, 2)}\n`);
  const { anatomyFigures, anatomyPage } = await import('../analysis/anatomy/anatomy-page.js');
  const { writePage } = await import('./output/write-page.js');
  const drawn = anatomyFigures(told);
  const report = writePage(directory, drawn, anatomyPage(told, manifest, drawn));
  if (options.json) process.stdout.write(`${JSON.stringify({ ...told, directory, report })}\n`);
  else process.stdout.write(`${asText(told)}\nReport:  ${report}\nResults: ${directory}\n`);
}

function planOf({ schemes = USUAL, bank, noise, seeds, episodes, devices }: AnatomyOptions): PlannedComparison {
  const all = [...schemes, ...ALWAYS.filter((name) => !schemes.includes(name))];
  return planComparison({
    environment: 't-maze',
    schemes: all,
    banks: [bank],
    noise: [noise ?? defaultNoise(bank)],
    seeds,
    episodes,
    devices,
  });
} // prettier-ignore

function refuseTaken(directory: string): void {
  const taken = ['anatomy.json', 'experiment.json', 'report.html', 'figures'].find((name) =>
    existsSync(join(directory, name)),
  );
  if (taken === undefined) return;
  throw new UsageError(
    `${directory} already holds ${taken}: expected a directory without it, choose another one with --out`,
  );
}

function asText(told: Anatomy): string {
  const { environment, bank, noise, seeds, episodes, schemes } = told;
  const size = `${environment}, ${bank} bank, ${noise} noise: ${count(seeds, 'seed')}, ${count(episodes, 'episode')}; in units of the window [95 %]`;
  return `${size}\n\n${findings(told).join('\n')}\n\n${textTable([ANATOMY_COLUMNS, ...schemes.map(anatomyRow)])}`;
}
