import { Command } from 'commander';
import { openRun, readSummary } from '../runs/run-directory.js';

/** `memloop report`: draws the report of a finished run again. */
export function reportCommand(): Command {
  return new Command('report')
    .argument('<dir>', 'directory of the run')
    .addHelpText('after', '\nExample:\n  memloop report runs/t-maze-1')
    .action(async (directory: string) => {
      const run = openRun(directory);
      const summary = readSummary(directory);
      const { writeReport } = await import('./output/write-report.js');
      const { path, text } = await writeReport(run, summary);
      process.stdout.write(`${text}\nReport: ${path}\n`);
    });
}
