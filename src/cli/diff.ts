import { Command, Option } from 'commander';
import { diffRuns } from '../analysis/diff/diff-runs.js';
import { readFinishedRun } from '../analysis/diff/finished-run.js';
import { jsonOption } from './run-options.js';
import { diffText } from './text/diff-text.js';

const HELP = `
memloop compares two finished runs, sweeps or comparisons of the same task, seed by seed: steps over the last episodes,
pulses, reads and energy of the whole run, and the error of the critic. It says what differs between their settings.
Conditions are paired by name; where each run has one condition, these are paired. Runs without a common seed are compared
as independent samples.

Examples:
  memloop diff runs/t-maze-1 runs/t-maze-2
  memloop diff runs/a runs/b --condition "cycles / read=cycles / write"`;

/** `memloop diff`: two finished runs, paired by seed. */
export function diffCommand(): Command {
  return new Command('diff')
    .argument('<a>', 'directory of a finished run')
    .argument('<b>', 'directory of another finished run')
    .addOption(conditionOption())
    .addOption(jsonOption('the differences'))
    .addHelpText('after', HELP)
    .action((a: string, b: string, { condition, json }: { condition: string[]; json?: boolean }) => {
      const difference = diffRuns(readFinishedRun(a), readFinishedRun(b), condition);
      process.stdout.write(
        json
          ? `${JSON.stringify(difference)}
`
          : diffText(difference),
      );
    });
}

/** `--condition <a=b>`, as often as needed. */
function conditionOption(): Option {
  return new Option('--condition <a=b>', 'compare this condition of A with that of B (repeatable)')
    .default([], 'by name')
    .argParser((text: string, before: string[]) => [...before, text]);
}
