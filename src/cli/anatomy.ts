import { Argument, Command } from 'commander';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readDeviceFile, shippedDevices } from '../../devices/files/device-file.js';
import type { Anatomy } from '../analysis/anatomy/anatomy.js';
import { anatomise } from '../analysis/anatomy/anatomise.js';
import { ANATOMY_COLUMNS, anatomyRow } from '../analysis/anatomy/anatomy-table.js';
import { anatomyLead } from '../analysis/anatomy/anatomy-lead.js';
import { findings } from '../analysis/anatomy/findings.js';
import { presentCandidates } from '../analysis/compare/candidates.js';
import { planComparison, type PlannedComparison } from '../analysis/compare/plan-comparison.js';
import { UsageError } from '../core/errors.js';
import { catalogue } from '../experiment/catalogue.js';
import { defaultNoise, noiseNames } from '../experiment/noise-choice.js';
import { manifestOf } from '../runs/manifest.js';
import { refuseMistaken } from '../runs/directory/refuse-mistaken.js';
import { writeWhole } from '../runs/write-whole.js';
import { placementRemark } from '../experiment/weights.js';
import { count } from '../report/page/caption.js';
import { choice, list, wholeNumber } from './options.js';
import { devicesOption, freeDirectory, jsonOption, outOption, remark } from './run-options.js';
import { offering } from './shell/offering.js';
import { openOption } from './output/open-page.js';
import { tellPlaces } from './output/tell-places.js';
import { warnOfDevices } from './output/warn-of-devices.js';
import { pluginOption } from './plugin-option.js';
import { terminalWidth } from './text/terminal-width.js';
import { textTable } from './text/text-table.js';
import { wrapped } from './text/wrapped.js';

interface AnatomyOptions {
  schemes?: string[];
  bank: string;
  noise?: string;
  seeds: number;
  episodes?: number;
  devices?: string;
  out?: string;
  json?: boolean;
  open?: boolean;
}

/** Schemes that correct an error in different ways; `ALWAYS` are part of every anatomy. */
const DEFAULT_SCHEMES = ['inverse-pulses', 'write-verify', 'mixed-precision', 'multi-memristive'];
const ALWAYS = ['self-correcting', 'open-loop'];
const SEEDS = 100;

/** `memloop anatomy`: the causes of write errors, how the errors accumulate, and how feedback corrects them. */
export function anatomyCommand(): Command {
  return new Command('anatomy')
    .addArgument(offering(new Argument('[task]', analysable().join(', ')).default('t-maze'), analysable))
    .addOption(list('--schemes <names>', `schemes, separated by commas (default: ${DEFAULT_SCHEMES.join(', ')}); ${ALWAYS.join(' and ')} are always included`, () => Object.keys(presentCandidates())))
    .addOption(choice('--bank <model>', 'device model', catalogue.devices.names.filter((name) => !catalogue.devices.get(name).exact)).default('cycles'))
    .addOption(choice('--noise <structure>', 'kind of noise (default: write; preset for a published array)', noiseNames))
    .addOption(wholeNumber('--seeds <n>', 'independent runs of each scheme', 1).default(SEEDS))
    .addOption(wholeNumber('--episodes <n>', 'episodes per run (default: 200)', 1))
    .addOption(devicesOption())
    .addOption(outOption())
    .addOption(pluginOption())
    .addOption(openOption())
    .addOption(jsonOption('the anatomy'))
    .addHelpText('after', `
memloop writes anatomy.json and a report with figures, and prints a table. The figures show the distributions of both
errors, the distance of the critic from the one that exact memories learn, how much of an error is left some visits
later, and the laws of feedback. Only tasks that visit their states one at a time can be analysed.

Schemes: ${Object.keys(presentCandidates()).join(', ')}

Examples:
  memloop anatomy
  memloop anatomy t-maze --noise pulse --schemes stochastic-rounding,tiki-taka-v2 --seeds 50 --out results`)
    .action(async (task: string, options: AnatomyOptions) => {
      if (!catalogue.tasks.get(task).oneHot) throw new UsageError(`got the task "${task}": expected one of ${analysable().join(', ')}, which visit their states one at a time`);
      await anatomy(task, options);
    });
} // prettier-ignore

/** The tasks that can be analysed. */
function analysable(): string[] {
  return catalogue.tasks.entries.filter(([, { oneHot }]) => oneHot).map(([name]) => name);
}

async function anatomy(task: string, options: AnatomyOptions): Promise<void> {
  const planned = planOf(task, options);
  const directory = options.out ?? freeDirectory(`anatomy-${task.replaceAll('/', '-')}`);
  refuseTaken(directory);
  const devices = options.devices === undefined ? shippedDevices() : readDeviceFile(options.devices);
  remark(placementRemark(planned.experiment, devices.devices));
  warnOfDevices(planned.experiment);
  const manifest = manifestOf(planned.experiment, devices, `${JSON.stringify(devices)}\n`);
  const result = await anatomise(planned, devices.devices, (scheme) => {
    if (process.stderr.isTTY) process.stderr.write(`${scheme} …\n`);
  });
  writeWhole(join(directory, 'anatomy.json'), `${JSON.stringify(result, null, 2)}\n`);
  const { anatomyFigures, anatomyPage } = await import('../analysis/anatomy/anatomy-page.js');
  const { writePage } = await import('./output/write-report.js');
  const drawn = anatomyFigures(result);
  const report = writePage(directory, drawn, anatomyPage(result, manifest, drawn));
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ ...result, directory, report })}\n`);
    return;
  }
  process.stdout.write(asText(result));
  await tellPlaces({ report, results: directory }, options.open);
}

function planOf(environment: string, { schemes = DEFAULT_SCHEMES, bank, noise, seeds, episodes, devices }: AnatomyOptions): PlannedComparison {
  const all = [...schemes, ...ALWAYS.filter((name) => !schemes.includes(name))];
  const { experiment, comparison } = planComparison({
    environment,
    schemes: all,
    banks: [bank],
    noise: [noise ?? defaultNoise(bank)],
    seeds,
    episodes,
    devices,
  });
  // What is taken apart are the parts in TypeScript.
  return { experiment: { ...experiment, engine: 'ts' }, comparison };
} // prettier-ignore

function refuseTaken(directory: string): void {
  const taken = ['anatomy.json', 'experiment.json', 'report.html', 'figures'].find((name) =>
    existsSync(join(directory, name)),
  );
  if (taken === undefined) return refuseMistaken(directory, () => false);
  throw new UsageError(`${directory} already holds ${taken}; choose another directory with --out`);
}

function asText(anatomy: Anatomy): string {
  const { environment, bank, noise, seeds, episodes, schemes } = anatomy;
  const size = `${environment}, ${bank} bank, ${noise} noise: ${count(seeds, 'seed')}, ${count(episodes, 'episode')}; in units of the window [95 %]`;
  const width = terminalWidth();
  const { sentence, number, interval = '', of } = anatomyLead(anatomy);
  const opening = [
    ...wrapped(sentence, width),
    '',
    ...wrapped([number, interval, of].filter(Boolean).join(' '), width, 2),
  ].join('\n');
  const found = findings(anatomy).map((finding) => wrapped(finding, width).join('\n'));
  const table = textTable([ANATOMY_COLUMNS, ...schemes.map(anatomyRow)], { width });
  return `${opening}\n\n${found.join('\n\n')}\n\n${wrapped(size, width).join('\n')}\n\n${table}`;
}
