import { Command } from 'commander';
import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { shippedDevices } from '../../devices/files/device-file.js';
import { drawn, examine, type Recorded } from '../analysis/suite/verify-suite.js';
import type { TrialAnswer, TrialData, TrialTask } from '../analysis/tuning/trial-worker.js';
import { RunError, UsageError } from '../core/errors.js';
import { RandomStream } from '../core/random-stream.js';
import { PluginError, pluginsOf, refuseOtherPlugins } from '../runs/load-plugins.js';
import { sha256, version } from '../runs/manifest.js';
import { readSuiteFile, type SuiteFile } from '../runs/suite-file.js';
import { workerPool } from '../runs/workers/worker-pool.js';
import { quantity, wholeNumber } from './options.js';
import { pluginOption } from './plugin-option.js';
import { workersOption } from './run-options.js';

interface VerifyOptions {
  share: number;
  draw?: number;
  workers?: number;
}

/** How many faults are named. */
const SHOWN = 5;

const HELP = `
memloop checks the file on paper: its runs are those of the suite, its searches choose what their trials say, and its means
are those of its runs. Then it draws a tenth of all runs at random, computes them again, and compares them bit by bit.
At a difference it says where, and exits with code 1.

Examples:
  memloop verify runs/suite-2026.1/suite-2026.1.json
  memloop verify theirs.json --plugin their-scheme.js --share 0.02 --draw 7`;

/** `memloop verify`: recomputes some runs of the result of a suite. */
export function verifyCommand(): Command {
  return new Command('verify')
    .argument('<file>', 'result of memloop compare --suite')
    .addOption(quantity('--share <number>', 'share of the runs that is computed again', 0, 1).default(0.1))
    .addOption(
      wholeNumber('--draw <n>', 'number that decides which runs are drawn (default: a random one)', 0),
    )
    .addOption(workersOption())
    .addOption(pluginOption())
    .addHelpText('after', HELP)
    .action(verify);
}

async function verify(path: string, { share, draw = randomInt(1e9), workers = availableParallelism() }: VerifyOptions) {
  const file = readSuiteFile(path);
  refuseForeign(path, file);
  const { faults, recorded } = await examine(file);
  if (faults.length > 0) throw new RunError(`${path}: ${listed(faults)}`);
  const chosen = drawn(recorded, share, new RandomStream(`verify/${draw}`));
  process.stderr.write(`memloop: ${path} is in order on paper; computing ${chosen.length} of its ${recorded.length} runs again\n`);
  const wrong = await differing(chosen, workers);
  if (wrong.length > 0)
    throw new RunError(`${path}: ${wrong.length} of ${chosen.length} runs differ (--draw ${draw}): ${listed(wrong)}`);
  process.stdout.write(`${chosen.length} of ${chosen.length} runs agree to the bit, of ${recorded.length} in ${path} (--draw ${draw})\n`);
} // prettier-ignore

/** What only another version, other devices or other plugins can compute. */
function refuseForeign(path: string, file: SuiteFile): void {
  if (file.memloop !== version)
    throw new UsageError(`${path}: got a result of memloop ${file.memloop}, and this is memloop ${version}: use version ${file.memloop}, because another version may give other numbers`);
  const devices = sha256(`${JSON.stringify(shippedDevices())}\n`);
  if (file.devices !== devices)
    throw new UsageError(`${path}: got devices with the SHA-256 ${file.devices}: expected ${devices}, the measured devices of this version`);
  refuseOtherPlugins(path, file.plugins);
} // prettier-ignore

/** The first sentences, and how many more there are. */
function listed(sentences: readonly string[]): string {
  const more = sentences.length - SHOWN;
  return `${sentences.slice(0, SHOWN).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

/** The runs that come out otherwise, in words. */
async function differing(recorded: readonly Recorded[], workers: number): Promise<string[]> {
  const wrong: string[] = [];
  for (const one of new Set(recorded.map(({ contest }) => contest))) {
    const own = recorded.filter(({ contest }) => contest === one);
    wrong.push(...(await differingIn(own, workers)));
  }
  return wrong;
}

async function differingIn(recorded: readonly Recorded[], workers: number): Promise<string[]> {
  const [{ experiment, contest }] = recorded;
  const plugins = pluginsOf({ ...experiment, conditions: recorded.map(({ condition }) => condition) });
  const data: TrialData = {
    experiment: { ...experiment, conditions: [] },
    devices: shippedDevices(),
    plugins,
    budget: contest.budget,
  };
  const worker = new URL('../analysis/tuning/trial-worker.js', import.meta.url);
  const pool = await workerPool<TrialTask, TrialAnswer>(worker, Math.min(workers, recorded.length), data);
  try {
    const answers = await Promise.all(
      recorded.map(({ condition, seed }) => pool.run({ condition, seeds: [seed] })),
    );
    return answers.flatMap((answer, i) => difference(recorded[i], answer));
  } finally {
    await pool.close();
  }
}

function difference({ where, seed, score, print, costs }: Recorded, answer: TrialAnswer): string[] {
  if ('fault' in answer) throw new PluginError(answer.fault);
  const place = `${where}, seed ${seed}`;
  if (answer.scores[0] !== score) return [`${place}: got ${score} steps: expected ${answer.scores[0]}`];
  const same =
    (print === undefined || print === answer.prints[0]) &&
    (costs === undefined || costs.every((cost, i) => isRounded(cost, answer.costs[0][i])));
  return same ? [] : [`${place}: its steps agree, its costs or weights do not`];
}

/** Whether a cost of a table, rounded to seven digits, is a computed one. */
function isRounded(written: number, computed: number): boolean {
  return Math.abs(written - computed) <= 1e-6 * Math.abs(computed);
}
