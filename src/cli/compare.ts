import { Argument, Command, Option } from 'commander';
import { join } from 'node:path';
import { IDEAL, presentCandidates } from '../analysis/compare/candidates.js';
import { exactBanks, type Contest } from '../analysis/compare/contest.js';
import { contestOf, type ComparisonChoices } from '../analysis/compare/plan-comparison.js';
import { readContest } from '../analysis/compare/read-contest.js';
import { withOptions } from '../analysis/compare/set-option.js';
import { suiteNames } from '../analysis/suite/suites.js';
import { isTuned, isTuningOf } from '../runs/tuning-file.js';
import { UsageError } from '../core/errors.js';
import { catalogue } from '../experiment/catalogue.js';
import { costNames, efforts, type Budget } from '../experiment/comparison-plan.js';
import { namedNoises } from './noise-option.js';
import { choice, list, wholeNumber } from './options.js';
import { shardOption, tunedOption, type ShardOptions } from './shards/shard-option.js';
import { shippedExample } from './files/shipped-example.js';
import { offering } from './shell/offering.js';
import { openOption } from './output/open-page.js';
import { loadPluginsOf, pluginOption } from './plugin-option.js';
import {
  devicesOption,
  freeDirectory,
  jsonOption,
  liveOption,
  outOption,
  workersOption,
} from './run-options.js';

type CompareOptions = Omit<ComparisonChoices, 'environment'> &
  ShardOptions & { set?: string[]; suite?: string; tuned?: string; tuneOnly?: boolean };

const HELP = `
memloop runs every scheme in every bank with every noise, always with the same seeds. First it tunes each scheme in each
noise: its learning rate and its settings, with the same number of trial runs, on other seeds. It writes comparison.json
and a report that says which scheme to choose under which budget, and how certain that is.

With an amount, as in pulses=20000, schemes are tuned for and sorted by their steps per episode once this budget is
spent. Without an amount, they are tuned for and sorted by their final steps. The cost to come within 10 % of the steps
of the reference stands beside.

A file has schemes with settings of your own, the same scheme several times if you like. What you set is not tuned.

  environment: t-maze
  noise: [read, { read: fitted, pulse: fitted }]
  schemes:
    - self-correcting
    - { scheme: write-verify, name: coarse, schemeSettings: { tolerance: 0.02 } }
    - { scheme: write-verify, name: fine, schemeSettings: { tolerance: 0.005 } }

Schemes: ${Object.keys(presentCandidates()).join(', ')}

Examples:
  memloop compare t-maze --quick
  memloop compare t-maze --noise read,read+pulse --budget pulses=20000
  memloop compare t-maze --set write-verify.tolerance=0.02 --set learningRate=0.4 --tune none
  memloop compare t-maze --set array.adc.bits=6
  memloop compare water-maze --schemes self-correcting,inverse-pulses,dead-zone --noise read --out results
  memloop compare schemes.yaml --tune full
  memloop compare --suite 2026.1 --plugin my-scheme.js`;

/** The tasks whose schemes can be compared. */
function comparableTasks(): string[] {
  return catalogue.tasks.entries.filter(([, task]) => task.comparison).map(([name]) => name);
}

const schemesToCompare = () => Object.keys(presentCandidates());
const references = () => schemesToCompare().filter((name) => name !== IDEAL);
const noisyBanks = () => catalogue.devices.names.filter((name) => !exactBanks().includes(name));

/** `memloop compare`: performance and cost of update schemes, tuned alike, with the uncertainty of every difference. */
export function compareCommand(): Command {
  return new Command('compare')
    .addArgument(offering(new Argument('[task or file]', `${comparableTasks().join(', ')}, or a YAML or JSON file`).default('t-maze'), comparableTasks))
    .addOption(list('--schemes <names>', 'schemes to compare, separated by commas (default: all)', schemesToCompare))
    .addOption(list('--banks <names>', 'device models (default: cycles; mean for tasks in the plane)', noisyBanks))
    .addOption(
      list('--noise <names>', 'kinds of noise, those joined by + act together (default: write,read,pulse; preset for published arrays)', namedNoises, '+'),
    )
    .addOption(budgetOption())
    .addOption(offering(new Option('--reference <scheme>', 'scheme that all others are compared with (default: self-correcting)'), references))
    .addOption(setOption())
    .addOption(choice('--tune <effort>', 'search for the best settings of every scheme before the verdict: none, quick, or full with four times the runs (default: quick; none with --quick)', efforts))
    .addOption(choice('--suite <name>', 'run a benchmark that is fixed for good, with all schemes or those of --schemes', suiteNames))
    .addOption(
      wholeNumber('--seeds <n>', 'independent runs of each scheme (default: t-maze 200, others 20)', 1),
    )
    .addOption(wholeNumber('--episodes <n>', 'episodes per run', 1))
    .addOption(devicesOption())
    .addOption(workersOption())
    .addOption(liveOption())
    .addOption(outOption())
    .option('--tune-only', 'tune, and stop before the verdict; memloop resume goes on')
    .addOption(tunedOption())
    .addOption(shardOption())
    .addOption(pluginOption())
    .option('--quick', 'use few seeds and episodes, and tune nothing, for a first look')
    .option('--slide', 'also write slide.svg, slide.png and slide.txt: the finding, its picture, methods')
    .addOption(openOption())
    .addOption(jsonOption('the comparison'))
    .addHelpText('after', HELP)
    .action(async (named: string, options: CompareOptions, command: Command) => {
      const what = shippedExample(named);
      if (options.suite !== undefined) return finishSuite(options.suite, options, command);
      const contest = withOptions(await contestIn(what, options), options.set ?? []);
      refuseUnsuitable(options);
      if (options.shard) return (await import('./shards/comparison-shard.js')).runComparisonShard(named, contest, { ...options, shard: options.shard });
      const directory = options.out ?? freeDirectory(`compare-${named.replaceAll('/', '-')}`);
      if (isTuned(directory) && !(options.tuneOnly && isTuningOf(directory, contest)))
        throw new UsageError(
          `${directory} already holds a comparison; choose another directory with --out, or continue that one with: memloop resume ${directory}`,
        );
      const output = await import('./output/finish-comparison.js');
      if (options.tuneOnly) await output.tuneOnly(directory, contest, options);
      else await output.finishComparison(directory, contest, options);
    });
} // prettier-ignore

/** @throws UsageError for an option that would do nothing */
function refuseUnsuitable({ shard, tuned, tuneOnly, slide }: CompareOptions): void {
  if (tuned !== undefined && !shard)
    throw new UsageError('--tuned requires --shard; to go on with a tuning in one piece, use memloop resume');
  const idle = shard && ((tuneOnly && '--tune-only') || (slide && '--slide'));
  if (idle) throw new UsageError(`${idle} cannot be combined with --shard, which runs a part of the verdict`);
}

/** What can be said of a suite, whose runs are fixed. */
const OF_SUITES = ['suite', 'schemes', 'workers', 'out', 'plugin', 'json', 'live'];

/** Runs a suite. @throws UsageError if something of it is to be changed */
async function finishSuite(name: string, options: CompareOptions, command: Command): Promise<void> {
  const other = Object.keys(options).find((option) => !OF_SUITES.includes(option));
  const task = command.args[0];
  if (other !== undefined || task !== undefined)
    throw new UsageError(
      `--suite: got ${task ?? `--${other}`} beside it: expected only --${OF_SUITES.join(', --')}, because a suite is fixed`,
    );
  const directory = options.out ?? join('runs', `suite-${name}`);
  await (await import('./output/finish-suite.js')).finishSuite(name, directory, options);
}

/** The contest of a task with some options, or of a file. */
async function contestIn(what: string, options: CompareOptions): Promise<Contest> {
  if (!/\.(ya?ml|json)$/i.test(what)) return contestOf({ environment: what, ...options });
  await loadPluginsOf(what);
  const { schemes, banks, noise, reference, devices, quick } = options;
  const inFile = Object.entries({ schemes, banks, noise, reference, devices, quick }).find(([, given]) => given !== undefined);
  if (inFile)
    throw new UsageError(`--${inFile[0]}: got it beside a file: expected it in ${what}, which says what is compared`);
  const contest = readContest(what);
  const { seeds, episodes, budget, tune } = options;
  return {
    ...contest,
    common: { ...contest.common, ...(seeds !== undefined && { seeds }), ...(episodes !== undefined && { episodes }) },
    ...(budget && { budget }),
    ...(tune && { tuning: tune }),
  };
} // prettier-ignore

/** `--set`: a setting that is not tuned. */
function setOption(): Option {
  return new Option(
    '--set <scheme.setting=value>',
    'a setting of one scheme, or without "scheme." of all that have it; it is not tuned (repeatable)',
  ).argParser((one: string, before?: string[]) => [...(before ?? []), one]);
}

/** `--budget`: the cost that matters, and how much of it a run may use. */
function budgetOption(): Option {
  const option = new Option(
    '--budget <cost[=amount]>',
    `cost that matters: ${costNames.join(', ')}; with an amount (pulses, reads, joules, or pulses of the most used device), how much of it a run may use`,
  );
  return offering(option, () => costNames).argParser(budgetOf);
}

function budgetOf(text: string): Budget {
  const [, name, given] = /^([^=]*)(?:=(.*))?$/s.exec(text)!;
  const cost = costNames.find((one) => one === name);
  const value = given === undefined ? undefined : Number(given);
  const amount = value === undefined || (given.trim() !== '' && Number.isFinite(value) && value > 0);
  if (cost && amount) return { cost, ...(value !== undefined && { value }) };
  throw new UsageError(
    `--budget: got "${text}": expected one of ${costNames.join(', ')}, optionally followed by = and an amount above 0`,
  );
}
