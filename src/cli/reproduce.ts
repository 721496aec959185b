import { Command } from 'commander';
import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { UsageError } from '../core/errors.js';
import { parseExperiment } from '../experiment/experiment.js';
import { createRun, openRun, writeWhole, type Run } from '../runs/run-directory.js';
import { StoppedRun } from '../runs/runner.js';
import { figureFile } from '../report/marks/described.js';
import { judge } from '../reproduce/claim.js';
import type { Finished, Reproduction } from '../reproduce/reproduction.js';
import { reproductionLead } from '../reproduce/reproduction-lead.js';
import {
  CLAIM_COLUMNS,
  claimRow,
  reproductionPage,
  type Reproduced,
} from '../reproduce/reproduction-page.js';
import { reproductions } from '../reproduce/reproductions.js';
import { finishRun } from './output/finish-run.js';
import { workersOption } from './run-options.js';
import { textTable } from './text/text-table.js';
import { writeReport } from './output/write-report.js';

const DEFAULT_OUT = 'runs/reproduction';

interface ReproduceOptions {
  quick?: boolean;
  workers?: number;
  out: string;
}

/** `memloop reproduce`: runs the experiments behind figures of the article, and compares its numbers with ours. */
export function reproduceCommand(): Command {
  const names = Object.keys(reproductions);
  return new Command('reproduce')
    .argument('<figure>', `${names.join(', ')}, or all`)
    .option('--quick', 'use fewer seeds and episodes; all figures take less than a minute')
    .addOption(workersOption())
    .option('--out <dir>', 'directory for the runs, the figures and the page', DEFAULT_OUT)
    .addHelpText(
      'after',
      `
Finished runs in that directory are used again, and an interrupted run continues.

Examples:
  memloop reproduce fig4
  memloop reproduce all --quick`,
    )
    .action(async (figure: string, options: ReproduceOptions) => {
      const chosen = figure === 'all' ? names : [figure];
      if (!Object.hasOwn(reproductions, chosen[0]))
        throw new UsageError(`got the figure "${figure}": expected one of ${names.join(', ')}, or all`);
      await reproduce(chosen, options).catch((error: unknown) => {
        throw error instanceof StoppedRun ? new StoppedRun(error.saved, commandOf(figure, options)) : error;
      });
    });
}

/** The command as it was given: it continues a stopped reproduction, where `resume` would draw no figure. */
export function commandOf(figure: string, { quick, workers, out }: ReproduceOptions): string {
  return [
    `memloop reproduce ${figure}`,
    quick && '--quick',
    workers !== undefined && `--workers ${workers}`,
    out !== DEFAULT_OUT && `--out ${out}`,
  ]
    .filter(Boolean)
    .join(' ');
}

async function reproduce(names: string[], { quick = false, workers, out }: ReproduceOptions): Promise<void> {
  const directory = quick ? join(out, 'quick') : out;
  const finished = new Map<string, Finished>();
  const all: Reproduced[] = [];
  for (const name of names) {
    const one = reproductions[name];
    const { runName } = one;
    if (runName && !finished.has(runName)) {
      const run = begin(join(directory, runName), one, quick);
      const summary = await finishRun(run, workers);
      if (!summary) return;
      await writeReport(run, summary);
      finished.set(runName, { run, summary });
    }
    const outcome = one.compare(runName === undefined ? undefined : finished.get(runName), quick);
    all.push({ title: one.title, ...outcome });
    print(all.at(-1)!);
    for (const figure of outcome.figures)
      writeWhole(
        join(directory, 'figures', `${figure.name}.svg`),
        figureFile({ ...figure, finding: reproductionLead([outcome]).sentence }),
      );
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
    throw new UsageError(`${directory} holds a different experiment; choose another directory with --out`);
  return run;
}

function print({ title, claims, remarks }: Reproduced): void {
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
