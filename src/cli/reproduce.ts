import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { UsageError } from '../core/errors.js';
import { parseExperiment } from '../experiment/experiment.js';
import { createRun, openRun, writeWhole, type Run } from '../runs/run-directory.js';
import { StoppedRun } from '../runs/stopped-run.js';
import { onPaper } from '../report/marks/figure.js';
import { judge } from '../reproduce/claim.js';
import type { Finished, Reproduction } from '../reproduce/reproduction.js';
import {
  CLAIM_COLUMNS,
  claimRow,
  reproductionPage,
  type Reproduced,
} from '../reproduce/reproduction-page.js';
import { reproductions } from '../reproduce/reproductions.js';
import { finish } from './output/carry-out.js';
import { wholeNumber } from './options.js';
import { textTable } from './text/text-table.js';
import { writeReport } from './output/write-report.js';

const OUT = 'runs/reproduction';

interface Reproducing {
  quick?: boolean;
  workers?: number;
  out: string;
}

/** `memloop reproduce`: figures of the article from scratch, its numbers beside ours. */
export function reproduceCommand(): Command {
  const names = Object.keys(reproductions);
  return new Command('reproduce')
    .description('Reproduce figures of the article from scratch, its numbers beside ours.')
    .argument('<figure>', `${names.join(', ')}, or all`)
    .option('--quick', 'a small version: fewer seeds and episodes, under a minute for all')
    .addOption(wholeNumber('--workers <n>', 'worker threads (default: one a core)', 1))
    .option('--out <dir>', 'directory for runs, figures and page', OUT)
    .addHelpText(
      'after',
      `
What has been run already in that directory is kept, and a run that was cut off goes on.

Examples:
  memloop reproduce fig4
  memloop reproduce all --quick`,
    )
    .action(async (figure: string, options: Reproducing) => {
      const chosen = figure === 'all' ? names : [figure];
      if (!Object.hasOwn(reproductions, chosen[0]))
        throw new UsageError(`got the figure "${figure}": expected ${names.join(', ')} or all`);
      await reproduce(chosen, options).catch((error: unknown) => {
        throw error instanceof StoppedRun ? new StoppedRun(error.safe, commandOf(figure, options)) : error;
      });
    });
}

/** The command that was given; of a run that it makes, `resume` would draw no figure. */
export function commandOf(figure: string, { quick, workers, out }: Reproducing): string {
  return [
    `memloop reproduce ${figure}`,
    quick && '--quick',
    workers !== undefined && `--workers ${workers}`,
    out !== OUT && `--out ${out}`,
  ]
    .filter(Boolean)
    .join(' ');
}

async function reproduce(names: string[], { quick = false, workers, out }: Reproducing): Promise<void> {
  const directory = quick ? join(out, 'quick') : out;
  const finished = new Map<string, Finished>();
  const all: Reproduced[] = [];
  for (const name of names) {
    const one = reproductions[name];
    const { runName } = one;
    if (runName && !finished.has(runName)) {
      const run = begin(join(directory, runName), one, quick);
      const summary = await finish(run, workers);
      if (!summary) return;
      await writeReport(run, summary);
      finished.set(runName, { run, summary });
    }
    const outcome = one.compare(runName === undefined ? undefined : finished.get(runName), quick);
    all.push({ title: one.title, ...outcome });
    tell(all.at(-1)!);
    for (const { name: stem, svg } of outcome.figures)
      writeWhole(join(directory, 'figures', `${stem}.svg`), onPaper(svg));
  }
  const page = join(directory, names.length === 1 ? `${names[0]}.html` : 'reproduction.html');
  writeWhole(page, reproductionPage(all));
  writeWhole(page.replace(/html$/, 'json'), `${JSON.stringify(withVerdicts(all), null, 1)}\n`);
  process.stdout.write(`Page:    ${page}\nResults: ${directory}\n`);
}

function begin(directory: string, { experiment }: Reproduction, quick: boolean): Run {
  const wanted = parseExperiment(experiment!(quick));
  if (!existsSync(join(directory, 'experiment.json'))) return createRun(directory, wanted);
  const run = openRun(directory);
  if (!isDeepStrictEqual(run.experiment, wanted))
    throw new UsageError(`${directory} holds another experiment than the figure's: choose another --out`);
  return run;
}

function tell({ title, claims, remarks }: Reproduced): void {
  const rows = claims.map((claim) => claimRow(claim));
  process.stdout.write(`\n${title}\n\n${textTable([CLAIM_COLUMNS, ...rows])}`);
  for (const remark of remarks) process.stdout.write(`\n${remark}\n`);
  process.stdout.write('\n');
}

function withVerdicts(all: Reproduced[]) {
  return all.map(({ title, claims, remarks }) => ({
    title,
    claims: claims.map((claim) => ({ ...claim, ...judge(claim) })),
    remarks,
  }));
}
