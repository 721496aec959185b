import { Command } from 'commander';
import { readingsIn, replayBench, type ReplayedPart } from '../../drivers/bench/replay-bench.js';
import { STEP_COLUMNS, type StepReading } from '../../drivers/bench/protocol.js';
import { readJournal } from '../../drivers/read-journal.js';
import { RunError, UsageError } from '../core/errors.js';
import { writeWhole } from '../experiment/run-directory.js';
import { rowOf } from './characterisation-file.js';

const HELP = `
Every reply, event and passing of time is taken from the journal, and every command must be the one that was sent, bit
for bit; where it is not, one sentence says so, and the exit code is 1.

Example:
  memloop replay r3c1.csv.jsonl --out recomputed.csv && cmp recomputed.csv r3c1.csv`;

/** `memloop replay`: recomputes what a journal says, without a board. */
export function replayCommand(): Command {
  return new Command('replay')
    .description('Recompute what a journal says, without a board, and compare it bit for bit.')
    .argument('<journal>', 'a journal of a command at the bench')
    .option('--out <file>', 'write the recomputed readings of a characterisation here')
    .addHelpText('after', HELP)
    .action(replay);
}

async function replay(path: string, { out }: { out?: string }): Promise<void> {
  const entries = readJournal(path);
  const parts = await replayBench(entries, path);
  for (const part of parts) process.stdout.write(`${partText(part)}\n`);
  const { end } = parts.at(-1)!;
  if (end.kind === 'differs') throw new RunError(`${path}: ${end.sentence}`);
  if (out !== undefined) writeReadings(out, readingsIn(entries), path);
}

function partText({ program, frames, end }: ReplayedPart): string {
  const how = {
    agrees: 'bit for bit',
    'breaks off': 'bit for bit, up to where it breaks off',
    differs: 'and then a difference',
  };
  return `${program}: ${frames} frames, ${how[end.kind]}`;
}

function writeReadings(out: string, readings: readonly StepReading[] | undefined, path: string): void {
  if (!readings) throw new UsageError(`--out: got ${path}: expected the journal of a characterisation`);
  const rows = readings.map(rowOf);
  writeWhole(out, `${[STEP_COLUMNS, ...rows].map((row) => row.join(',')).join('\n')}\n`);
}
