import { Command } from 'commander';
import { candidates } from '../analysis/compare/candidates.js';
import { planComparison, type ComparisonChoices } from '../analysis/compare/plan-comparison.js';
import { createRun } from '../runs/run-directory.js';
import { catalogue } from '../experiment/catalogue.js';
import { placementRemark } from '../experiment/weights.js';
import { budgetOption } from './budget-option.js';
import type { Carrying } from './output/carry-out.js';
import { freeDirectory } from './free-directory.js';
import { list, wholeNumber } from './options.js';

type CompareOptions = Omit<ComparisonChoices, 'environment'> & Carrying & { out?: string };

const HELP = `
Every scheme runs in every bank with every noise, always with the same seeds. Out come comparison.json, a report that
says which scheme to choose under which budget and how sure that is, and a table, the best scheme first: with a budget,
by the steps that it buys; without, by the pulses that each scheme needs to do what the reference does.

Schemes: ${Object.keys(candidates).join(', ')}

Examples:
  memloop compare t-maze --quick
  memloop compare t-maze --noise read --budget pulses=20000
  memloop compare water-maze --schemes self-correcting,inverse-pulses,dead-zone --noise read --out results`;

/** Tasks whose schemes can be compared. */
const comparable = catalogue.tasks.entries.filter(([, task]) => task.comparison).map(([name]) => name);

/** `memloop compare`: which scheme is worth its pulses, and how sure is that. */
export function compareCommand(): Command {
  return new Command('compare')
    .description(
      'Compare what is done about write errors: performance, cost, and how sure the difference is.',
    )
    .argument('[task]', comparable.join(', '), 't-maze')
    .addOption(list('--schemes <names>', 'schemes to compare, with commas between (default: all)'))
    .addOption(list('--banks <names>', 'device models (default: cycles; mean for tasks in the plane)'))
    .addOption(
      list('--noise <names>', 'where noise acts (default: write,read,pulse; preset for published arrays)'),
    )
    .addOption(budgetOption())
    .option('--reference <scheme>', 'the scheme that all are held against (default: self-correcting)')
    .addOption(
      wholeNumber('--seeds <n>', 'independent runs of each scheme (default: t-maze 200, others 20)', 1),
    )
    .addOption(wholeNumber('--episodes <n>', 'episodes per run', 1))
    .option('--devices <file>', 'a device file, as written by memloop fit (default: the 27 that ship)')
    .addOption(
      wholeNumber(
        '--workers <n>',
        'worker threads (default: one a core); the numbers do not depend on it',
        1,
      ),
    )
    .option('--out <dir>', 'directory for the results (default: the next free one under runs/)')
    .option('--quick', 'few seeds and episodes: a first look')
    .option('--json', 'print the comparison as one line of JSON, and nothing else, to standard output')
    .addHelpText('after', HELP)
    .action(async (task: string, options: CompareOptions) => {
      const { experiment, comparison } = planComparison({ environment: task, ...options });
      const directory = options.out ?? freeDirectory(`compare-${task}`);
      const run = createRun(directory, experiment, undefined, comparison);
      const remark = placementRemark(experiment, run.devices.devices);
      if (remark) process.stderr.write(`memloop: ${remark}\n`);
      await (await import('./output/carry-out.js')).carryOut(run, options);
    });
}
