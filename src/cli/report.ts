import { Command } from 'commander';
import { openOption } from './output/open-page.js';
import { tellPlaces } from './output/tell-places.js';
import { RunError, UsageError } from '../core/errors.js';
import { isAdaptive } from '../runs/adaptive/adaptive-file.js';
import { refuseMistaken } from '../runs/directory/refuse-mistaken.js';
import { openRun, readSummary } from '../runs/run-directory.js';

const SLIDE =
  'of a comparison: also write slide.svg, slide.png and slide.txt: the finding, its picture, methods';

/** The files of a report. */
const OF_REPORTS = /^(report\.html|figures|trace\.json|comparison\.json|slide\.(svg|png|txt))$/;

/** `memloop report`: draws the report of a finished run again. */
export function reportCommand(): Command {
  return new Command('report')
    .argument('<dir>', 'directory of the run')
    .option('--slide', SLIDE)
    .addOption(openOption())
    .option(
      '--out <dir>',
      'directory for the report, as for a run in a read-only place (default: that of the run)',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  memloop report runs/t-maze-1\n  memloop report runs/compare-t-maze-1 --slide',
    )
    .action(
      async (directory: string, { slide, out, open }: { slide?: boolean; out?: string; open?: boolean }) => {
        if (isAdaptive(directory))
          throw new UsageError(
            `${directory} holds an adaptive sweep: draw its report with: memloop resume ${directory}`,
          );
        const run = openRun(directory);
        const summary = readSummary(directory);
        if (out !== undefined) refuseMistaken(out, (name) => OF_REPORTS.test(name));
        const { writeReport } = await import('./output/write-report.js');
        const { path, text } = await writeReport(run, summary, slide, out).catch((error: unknown) => {
          throw out === undefined && error instanceof RunError ? withRemedy(error) : error;
        });
        process.stdout.write(text);
        await tellPlaces({ report: path }, open);
      },
    );
}

function withRemedy({ message }: RunError): RunError {
  if (!message.includes('cannot be written')) return new RunError(message);
  return new RunError(`${message}; write the report elsewhere with --out`);
}
