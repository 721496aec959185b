import { Command, Option } from 'commander';
import { presentCandidates } from '../analysis/compare/candidates.js';
import { planComparison, type ComparisonChoices } from '../analysis/compare/plan-comparison.js';
import { UsageError } from '../core/errors.js';
import { createRun } from '../runs/run-directory.js';
import { catalogue } from '../experiment/catalogue.js';
import { placementRemark } from '../experiment/weights.js';
import { costNames, type Budget } from '../experiment/comparison-plan.js';
import { list, wholeNumber } from './options.js';
import type { RunOptions } from './output/finish-run.js';
import { pluginOption } from './plugin-option.js';
import { devicesOption, freeDirectory, jsonOption, outOption, remark, workersOption } from './run-options.js';

type CompareOptions = Omit<ComparisonChoices, 'environment'> & RunOptions & { out?: string };

const HELP = `
memloop runs every scheme in every bank with every noise, always with the same seeds. It writes comparison.json and a
report that says which scheme to choose under which budget, and how certain that is. It prints a table with the best
scheme first.

With an amount, as in pulses=20000, schemes are sorted by their steps per episode once this budget is spent. Without an
amount, they are sorted by the cost to catch up with the reference: to come within 10 % of its final number of steps.

Schemes: ${Object.keys(presentCandidates()).join(', ')}

Examples:
  memloop compare t-maze --quick
  memloop compare t-maze --noise read --budget pulses=20000
  memloop compare water-maze --schemes self-correcting,inverse-pulses,dead-zone --noise read --out results`;

/** The tasks whose schemes can be compared. */
function comparableTasks(): string[] {
  return catalogue.tasks.entries.filter(([, task]) => task.comparison).map(([name]) => name);
}

/** `memloop compare`: performance and cost of update schemes, with the uncertainty of every difference. */
export function compareCommand(): Command {
  return new Command('compare')
    .argument('[task]', comparableTasks().join(', '), 't-maze')
    .addOption(list('--schemes <names>', 'schemes to compare, separated by commas (default: all)'))
    .addOption(list('--banks <names>', 'device models (default: cycles; mean for tasks in the plane)'))
    .addOption(
      list('--noise <names>', 'kinds of noise (default: write,read,pulse; preset for published arrays)'),
    )
    .addOption(budgetOption())
    .option('--reference <scheme>', 'scheme that all others are compared with (default: self-correcting)')
    .addOption(
      wholeNumber('--seeds <n>', 'independent runs of each scheme (default: t-maze 200, others 20)', 1),
    )
    .addOption(wholeNumber('--episodes <n>', 'episodes per run', 1))
    .addOption(devicesOption())
    .addOption(workersOption())
    .addOption(outOption())
    .addOption(pluginOption())
    .option('--quick', 'use few seeds and episodes, for a first look')
    .addOption(jsonOption('the comparison'))
    .addHelpText('after', HELP)
    .action(async (task: string, options: CompareOptions) => {
      const { experiment, comparison } = planComparison({ environment: task, ...options });
      const directory = options.out ?? freeDirectory(`compare-${task.replaceAll('/', '-')}`);
      const run = createRun(directory, experiment, undefined, comparison);
      remark(placementRemark(experiment, run.devices.devices));
      await (await import('./output/finish-run.js')).finishAndReport(run, options);
    });
}

/** `--budget`: the cost that matters, and how much of it a run may use. */
function budgetOption(): Option {
  return new Option(
    '--budget <cost[=amount]>',
    `cost that matters: ${costNames.join(', ')}; with an amount (pulses, reads, joules, or pulses of the most used device), how much of it a run may use`,
  ).argParser(budgetOf);
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
