import { Command, Option } from 'commander';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { readContest } from '../../analysis/compare/read-contest.js';
import { searchSize } from '../../analysis/tuning/search-size.js';
import { RunError, UsageError } from '../../core/errors.js';
import { shellWord } from '../../core/shell-word.js';
import { readExperiment, readSweep, readYaml } from '../../experiment/experiment-file.js';
import { writeWhole } from '../../runs/write-whole.js';
import { refuseMistaken } from '../../runs/directory/refuse-mistaken.js';
import { refuseShard, runsOf } from '../../runs/shards/shard.js';
import { planOf } from '../../analysis/compare/plan-comparison.js';
import { cellsOf } from '../../analysis/compare/cells.js';
import type { Experiment } from '../../experiment/experiment.js';
import { choice, wholeNumber } from '../options.js';
import { loadPluginsOf } from '../plugin-option.js';
import { outOption } from '../run-options.js';
import { shippedExample } from '../files/shipped-example.js';
import { undivided } from '../adaptive/undivided.js';
import { slurmScripts } from './slurm-scripts.js';

interface SlurmOptions {
  as?: Kind;
  tasks?: number;
  atOnce?: number;
  cpus: number;
  time: string;
  memory: string;
  sbatch?: string[];
  setup?: string;
  submit?: true;
  out?: string;
}

const KINDS = ['run', 'sweep', 'compare'] as const;
type Kind = (typeof KINDS)[number];

/** As many tasks as a study gets without --tasks, if it has enough runs. */
const TASKS = 40;

const HELP = `
memloop writes a job array, with one task for each shard, and a job that merges them when all are done. A comparison that
is to be tuned gets a job for that first. Nothing runs until you submit: with --submit, or later with submit.sh.

A task that reaches its time limit, or that Slurm preempts, stops in order, is queued again and goes on. The file and the
directory must be on a file system that all nodes share. See how far it is with: memloop status DIR

Examples:
  memloop slurm study.yaml --tasks 40 --time 02:00:00 --out study
  memloop slurm study.yaml --sbatch=--partition=short --setup "module load nodejs" --out study --submit`;

/** `memloop slurm`: the jobs of a study for a cluster with Slurm. */
export function slurmCommand(): Command {
  return new Command('slurm')
    .argument('<file>', 'file of an experiment, a sweep or a comparison')
    .addOption(choice('--as <command>', 'command that the file is for (default: by its keys)', KINDS))
    .addOption(wholeNumber('--tasks <n>', `tasks of the job array, one for each shard (default: ${TASKS})`, 1))
    .addOption(wholeNumber('--at-once <n>', 'largest number of tasks that run at the same time', 1))
    .addOption(wholeNumber('--cpus <n>', 'cores of each task', 1).default(1))
    .addOption(new Option('--time <limit>', 'time limit of a job; a task that reaches it goes on in a new one').default('01:00:00'))
    .addOption(new Option('--memory <size>', 'memory of a job').default('2G'))
    .addOption(new Option('--sbatch <line>', 'further option of sbatch, as in --sbatch=--account=lab (repeatable)').argParser((line: string, before?: string[]) => [...(before ?? []), line]))
    .option('--setup <line>', 'line of shell that runs before memloop, as in "module load nodejs"')
    .option('--submit', 'submit the jobs')
    .addOption(outOption())
    .addHelpText('after', HELP)
    .action(write);
} // prettier-ignore

async function write(named: string, options: SlurmOptions): Promise<void> {
  const file = shippedExample(named);
  await loadPluginsOf(file);
  const kind = options.as ?? kindOf(file);
  const { experiment, tunes } = studyIn(file, kind);
  const tasks = options.tasks ?? Math.min(TASKS, runsOf(experiment).count);
  refuseShard(experiment, { number: 1, of: tasks });
  const name = basename(file, extname(file));
  const directory = resolve(options.out ?? join('runs', `${name}-slurm`));
  if (existsSync(join(directory, 'submit.sh')))
    throw new UsageError(`${directory} already holds a study; choose another directory with --out, or submit it with: bash ${shellWord(join(directory, 'submit.sh'))}`);
  refuseMistaken(directory, () => false);
  const { cpus, time, memory, sbatch = [], setup, atOnce } = options;
  const program = [process.execPath, resolve(process.argv[1])];
  const study = { name: `memloop-${name}`, program, command: [kind, resolve(file)], directory, tasks, cpus, time, memory, sbatch, tunes };
  const scripts = slurmScripts({ ...study, ...(setup !== undefined && { setup }), ...(atOnce !== undefined && { atOnce }) });
  for (const inside of ['logs', 'parts']) mkdirSync(join(directory, inside), { recursive: true });
  for (const [script, text] of Object.entries(scripts)) writeWhole(join(directory, script), text);
  const { count } = runsOf(experiment);
  process.stdout.write(`${count} runs in ${tasks} tasks: ${directory}\n`);
  if (options.submit) submit(join(directory, 'submit.sh'));
  else process.stdout.write(`Submit with: bash ${shellWord(join(directory, 'submit.sh'))}\n`);
  process.stdout.write(`Status: memloop status ${shellWord(directory)}; results: ${join(directory, 'results')}\n`);
} // prettier-ignore

/** The command that a file is for, by its keys. */
function kindOf(file: string): Kind {
  const keys = readYaml(file, (value) => Object.keys(value));
  if (keys.includes('sweep')) return 'sweep';
  const ofComparisons = ['schemes', 'banks', 'noise', 'reference', 'budget', 'tune'];
  return keys.some((key) => ofComparisons.includes(key)) ? 'compare' : 'run';
}

/** The experiment that a file leads to, checked as the command checks it. */
function studyIn(file: string, kind: Kind): { experiment: Experiment; tunes: boolean } {
  if (kind === 'run') return { experiment: readExperiment(file), tunes: false };
  if (kind === 'sweep') {
    const { experiment, until } = readSweep(file);
    if (until) throw undivided(file);
    return { experiment, tunes: false };
  }
  const contest = readContest(file);
  const tunes = searchSize(contest.tuning) > 0;
  return { experiment: planOf(contest, cellsOf(contest, tunes)).experiment, tunes };
}

function submit(script: string): void {
  const { error, status, stdout, stderr } = spawnSync('bash', [script], { encoding: 'utf8' });
  process.stdout.write(stdout ?? '');
  if (error) throw new RunError(`${script}: ${error.message}`);
  if (status !== 0)
    throw new RunError(`${script}: ${stderr.trim() || `ended with ${status}`}; the scripts are written, so submit them by hand when Slurm answers`);
} // prettier-ignore
