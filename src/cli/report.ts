import { Command } from 'commander';
import { openOption } from './output/open-page.js';
import { tellPlaces } from './output/tell-places.js';
import { openRun, readSummary } from '../runs/run-directory.js';

const SLIDE =
  'of a comparison: also write slide.svg, slide.png and slide.txt: the finding, its picture, methods';

/** `memloop report`: draws the report of a finished run again. */
export function reportCommand(): Command {
  return new Command('report')
    .argument('<dir>', 'directory of the run')
    .option('--slide', SLIDE)
    .addOption(openOption())
    .addHelpText(
      'after',
      '\nExamples:\n  memloop report runs/t-maze-1\n  memloop report runs/compare-t-maze-1 --slide',
    )
    .action(async (directory: string, { slide, open }: { slide?: boolean; open?: boolean }) => {
      const run = openRun(directory);
      const summary = readSummary(directory);
      const { writeReport } = await import('./output/write-report.js');
      const { path, text } = await writeReport(run, summary, slide);
      process.stdout.write(text);
      await tellPlaces({ report: path }, open);
    });
}
