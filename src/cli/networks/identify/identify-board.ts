import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readJournal, type JournalEntry } from '../../../../drivers/journal/read-journal.js';
import type { Capabilities } from '../../../../drivers/sessions/capabilities.js';
import type { BenchOrder } from '../../../bench/at-bench.js';
import { ALONE, probesIn, type BoardProbe, type ProbeOrder } from '../../../bench/probe-board.js';
import { RunError, UsageError } from '../../../core/errors.js';
import { isVirtual } from '../../../experiment/board/board-port.js';
import type { Probes } from '../../../identify/probes.js';
import { makeDirectory } from '../../../runs/make-directory.js';
import { writeWhole } from '../../../runs/write-whole.js';
import { limitsOf, settingsOf, type BenchOptions } from '../../bench/bench-options.js';
import { checkLimits } from '../../bench/check-limits.js';
import { runBenchProgram } from '../../bench/run-bench-program.js';
import { boardReads } from './board-reads.js';
import { probesText } from './probes-text.js';
import { siemensAnswer } from './siemens-answer.js';
import { tellSteps } from './tell-steps.js';
import { writeLinear, type AnswerOptions } from './write-answer.js';

/** The options of a board. */
export interface BoardOptions extends BenchOptions, AnswerOptions {
  probes?: number;
  seed: number;
}

/** Probes of a board, unless another number is asked for. */
const PROBES = 500;

/** Probes a board through its terminals, from where earlier attempts in this directory ended, and finds its effective conductances. */
export async function identifyBoard(port: string, directory: string, options: BoardOptions): Promise<void> {
  const { place, read } = settingsOf(options);
  checkLimits(settingsOf(options), limitsOf(options), {});
  const order: ProbeOrder = { place, read, probes: options.probes ?? PROBES, seed: options.seed };
  const journal = options.journal ?? join(directory, 'journal.jsonl');
  const earlier = earlierAttempts(port, journal, order);
  makeDirectory(directory);
  const again = `repeat the command with --out ${directory} to continue`;
  if (!isVirtual(port)) process.stderr.write(`memloop: probes are kept in ${journal}; if this stops, ${again}\n`);
  const progress = tellSteps(process.stderr);
  const onProbe = (done: number, of: number) => progress.tell(`probe ${done} of ${of}`);
  const outcome = await runBenchProgram(port, { ...options, journal }, 'probe', order, { earlier, onProbe });
  progress.end();
  const { result, stopped } = outcome!;
  if (!result.direct)
    throw new RunError(`${stopped}: stopped after ${result.probes} of ${result.of} probes; the board is safe${isVirtual(port) ? '' : `; ${again}`}`);
  const entries = readJournal(journal);
  const { rows, columns } = entries.find(({ board }) => board !== undefined)!.board as Capabilities;
  const measured = probesIn(entries).slice(0, order.probes);
  const probes = inUnits(measured, rows, columns);
  writeWhole(join(directory, 'probes.csv'), probesText(probes));
  const direct = Array.from({ length: columns }, (_, c) => Array.from({ length: rows }, (__, r) => result.direct![r * columns + c]));
  const reads = boardReads(measured, columns, order.read, ALONE * direct.flat().length);
  const answer = siemensAnswer(port, probes, { matrix: direct, what: `the mean of ${ALONE} reads of each device alone` }, [reads.sentence]);
  await writeLinear(directory, answer, options, { reads: reads.counts });
} // prettier-ignore

/** What the journal says of earlier attempts. @throws UsageError if they had other settings, or if the board is new for every command */
function earlierAttempts(port: string, journal: string, order: ProbeOrder): JournalEntry[] {
  if (!existsSync(journal)) return [];
  if (isVirtual(port))
    throw new UsageError(
      `${journal} exists, and "virtual" is new for every command; choose another directory with --out`,
    );
  const entries = readJournal(journal);
  const isEmpty = probesIn(entries).length === 0;
  for (const { begin } of entries) {
    const { program, order: began } = (begin ?? {}) as Partial<BenchOrder<'probe'>>;
    if (began === undefined) continue;
    if (program !== 'probe') throw new UsageError(`${journal} is the journal of another command; choose another --out`);
    if (isEmpty) continue;
    const changed = settings(order).find(([, value], i) => value !== settings(began)[i][1]);
    if (changed)
      throw new UsageError(`${changed[0]}: got ${changed[1]}: expected ${settings(began).find(([name]) => name === changed[0])![1]}, as in the first attempt (${journal})`);
  }
  return entries;
} // prettier-ignore

function settings({ read, seed }: ProbeOrder): [option: string, value: number][] {
  return [
    ['--read-volts', read.microvolts / 1e6],
    ['--settle-us', read.settleNanos / 1e3],
    ['--averages', read.averages],
    ['--seed', seed],
  ];
}

/** Probes in volts and amperes. */
function inUnits(measured: readonly BoardProbe[], inputs: number, outputs: number): Probes {
  const count = measured.length;
  const [x, y] = [new Float64Array(inputs * count), new Float64Array(outputs * count)];
  for (const [n, { rows, microvolts, picoamps }] of measured.entries()) {
    for (const [k, row] of rows.entries()) x[row * count + n] = microvolts[k] / 1e6;
    for (const [c, amount] of picoamps.entries()) y[c * count + n] = amount / 1e12;
  }
  return { count, inputs, outputs, x, y };
}
