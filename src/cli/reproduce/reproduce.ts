import { Command } from 'commander';
import { isDeepStrictEqual } from 'node:util';
import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import {
  ExperimentError,
  parseExperiment,
  type Experiment,
  type ExperimentInput,
} from '../../experiment/experiment.js';
import { refuseMistaken } from '../../runs/directory/refuse-mistaken.js';
import { createRun, isRun, openRun, type Run } from '../../runs/run-directory.js';
import { writeWhole } from '../../runs/write-whole.js';
import { StoppedRun } from '../../runs/runner.js';
import { figureFile } from '../../report/marks/described.js';
import { judge } from '../../reproduce/claim.js';
import type { Finished, Reproduction } from '../../reproduce/reproduction.js';
import {
  apartFromSeeds,
  inSetting,
  settingInWords,
  settingSuffix,
  withoutEffect,
  type OtherSetting,
} from '../../reproduce/other-setting.js';
import { claimRows, reproductionPage, type Reproduced } from '../../reproduce/reproduction-page.js';
import { reproductionLead } from '../../reproduce/reproduction-lead.js';
import { reproductions } from '../../reproduce/reproductions.js';
import { finishRun } from '../output/finish-run.js';
import { remark, workersOption } from '../run-options.js';
import { terminalWidth } from '../text/terminal-width.js';
import { textTable } from '../text/text-table.js';
import { wrapped } from '../text/wrapped.js';
import { writeReport } from '../output/write-report.js';
import { addSettingOptions, settingArguments, settingIn, type SettingOptions } from './setting-options.js';

const DEFAULT_OUT = 'runs/reproduction';

interface ReproduceOptions extends SettingOptions {
  quick?: boolean;
  workers?: number;
  out: string;
}

const HELP = `
Finished runs in that directory are used again, and an interrupted run continues.

With --noise, --bank, --scheme and the like, the figure is drawn in another setting than the article's. memloop says so,
and the numbers of the article stand beside for comparison only. The options change the conditions of measured devices.
A condition keeps a noise level or a scheme that it stands for; ideal memories stay as they are.

Examples:
  memloop reproduce fig4
  memloop reproduce all --quick
  memloop reproduce fig5 --noise read --quick
  memloop reproduce fig5 --noise my-noise.yaml --bank cycles --seeds 20`;

/** `memloop reproduce`: runs the experiments behind figures of the article, and compares its numbers with ours. */
export function reproduceCommand(): Command {
  const names = Object.keys(reproductions);
  const command = new Command('reproduce')
    .argument('<figure>', `${names.join(', ')}, or all`)
    .option('--quick', 'use fewer seeds and episodes; all figures take less than a minute')
    .addOption(workersOption())
    .option('--out <dir>', 'directory for the runs, the figures and the page', DEFAULT_OUT);
  return addSettingOptions(command)
    .addHelpText('after', HELP)
    .action(async (figure: string, options: ReproduceOptions) => {
      const chosen = figure === 'all' ? names : [figure];
      if (!Object.hasOwn(reproductions, chosen[0]))
        throw new UsageError(`got the figure "${figure}": expected one of ${names.join(', ')}, or all`);
      const other = settingIn(options);
      await reproduce(other ? taking(chosen, other) : chosen, options, other).catch((error: unknown) => {
        throw error instanceof StoppedRun ? new StoppedRun(error.saved, commandOf(figure, options)) : error;
      });
    });
}

/** The figures that depend on all settings given. @throws UsageError if there is none */
function taking(names: string[], other: OtherSetting): string[] {
  const idle = names.map((name) => withoutEffect(other, reproductions[name].takes));
  const left = names.filter((_, i) => idle[i].length > 0);
  if (left.length === names.length)
    throw new UsageError(
      `${idle[0].map((name) => `--${name}`).join(', ')}: got it for ${left[0]}, which needs no run: expected only ${reproductions[left[0]].takes!.map((name) => `--${name}`).join(', ')}`,
    );
  remark(
    left.length > 0
      ? `${left.join(', ')}: left out, because ${settingInWords(other)} changes nothing there`
      : undefined,
  );
  return names.filter((name) => !left.includes(name));
}

/** The command as it was given: it continues a stopped reproduction, where `resume` would draw no figure. */
export function commandOf(figure: string, { quick, workers, out, ...setting }: ReproduceOptions): string {
  return [
    `memloop reproduce ${figure}`,
    quick && '--quick',
    ...settingArguments(setting),
    workers !== undefined && `--workers ${workers}`,
    out !== DEFAULT_OUT && `--out ${out}`,
  ]
    .filter(Boolean)
    .join(' ');
}

async function reproduce(
  names: string[],
  { quick = false, workers, out }: ReproduceOptions,
  other: OtherSetting | undefined,
): Promise<void> {
  const directory = quick ? join(out, 'quick') : out;
  const suffix = settingSuffix(other);
  const unlike = apartFromSeeds(other);
  refuseMistaken(out, (name) => ['quick', 'figures'].includes(name) || isRun(join(out, name)), true);
  const finished = new Map<string, Finished>();
  const all: Reproduced[] = [];
  for (const name of names) {
    const one = reproductions[name];
    const { runName } = one;
    if (runName && !finished.has(runName)) {
      const run = begin(join(directory, `${runName}${suffix}`), one, quick, other);
      const summary = await finishRun(run, workers);
      if (!summary) return;
      await writeReport(run, summary);
      finished.set(runName, { run, summary });
    }
    const outcome = one.compare(runName === undefined ? undefined : finished.get(runName), quick, unlike);
    all.push({ title: one.title, ...outcome });
    print(all.at(-1)!, unlike);
    const { sentence: finding } = reproductionLead([outcome], unlike);
    for (const figure of outcome.figures)
      writeWhole(
        join(directory, 'figures', `${figure.name}${suffix}.svg`),
        figureFile({ ...figure, finding }),
      );
  }
  const page = join(directory, `${names.length === 1 ? names[0] : 'reproduction'}${suffix}.html`);
  writeWhole(page, reproductionPage(all, unlike));
  writeWhole(page.replace(/html$/, 'json'), `${JSON.stringify(asRecord(all, unlike), null, 1)}\n`);
  process.stdout.write(`Page:    ${page}\nResults: ${directory}\n`);
}

function begin(directory: string, { experiment }: Reproduction, quick: boolean, other?: OtherSetting): Run {
  const wanted = checked(inSetting(experiment!(quick), other));
  if (!isRun(directory)) return createRun(directory, wanted);
  const run = openRun(directory);
  if (!isDeepStrictEqual(run.experiment, wanted))
    throw new UsageError(`${directory} holds a different experiment; choose another directory with --out`);
  return run;
}

/** The complete experiment. @throws UsageError that names the option whose value does not go with the others */
function checked(experiment: ExperimentInput): Experiment {
  try {
    return parseExperiment(experiment);
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    throw new UsageError(error.message.replace(/^conditions\.\d+\./, '--'));
  }
}

function print(one: Reproduced, other: OtherSetting | undefined): void {
  const width = terminalWidth();
  const { title, claims, remarks } = one;
  const { sentence } = reproductionLead([one], other);
  const heading = [title, ...wrapped(sentence, width)].join('\n');
  process.stdout.write(
    `\n${heading}\n\n${textTable(grouped(claimRows(claims, other)), { width, stacked: false })}`,
  );
  for (const remark of remarks) process.stdout.write(`\n${wrapped(remark, width).join('\n')}\n`);
  process.stdout.write('\n');
}

/** Rows whose names begin alike below that beginning, and the verdict before the difference, which may find no room. */
function grouped([header, ...rows]: string[][]): string[][] {
  const ordered = ([name, article, ours, difference, ...verdict]: string[]) => [name, article, ours, ...verdict, difference];
  let present = '';
  const below = rows.flatMap(([what, ...cells]) => {
    const [, start = '', rest] = /^(.+?): (.+)$/.exec(what) ?? [];
    const heading = start === present || start === '' ? [] : [[start, ...cells.map(() => '')]];
    present = start;
    return [...heading, ordered([start === '' ? what : `  ${rest}`, ...cells])];
  });
  return [ordered(header), ...below];
} // prettier-ignore

/** What is written as JSON: a list of figures with verdicts, or in another setting that setting and figures without. */
function asRecord(all: Reproduced[], other: OtherSetting | undefined): object {
  const figures = all.map(({ title, claims, remarks }) => ({
    title,
    claims: claims.map((claim) => (other ? claim : { ...claim, ...judge(claim) })),
    remarks,
  }));
  return other ? { settingOfArticle: false, setting: other, figures } : figures;
}
