import { Command } from 'commander';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readingsIn, replayBench, type ReplayedPart } from '../bench/replay-bench.js';
import { readJournal, type JournalEntry } from '../../drivers/journal/read-journal.js';
import { RunError, UsageError } from '../core/errors.js';
import { makeDirectory } from '../runs/make-directory.js';
import { isLearning, replayRuns, type ReplayedLearning } from '../on-board/replay-runs.js';
import { writeWhole } from '../runs/run-directory.js';
import { characterisationText } from '../bench/characterisation-file.js';
import { toldBy } from './bench/told-by.js';

const HELP = `
Every reply, event and passing of time is taken from the journal, and every command must be the one that was sent, bit
for bit; where it is not, one sentence says so, and the exit code is 1. Of a run on a board, whose directory is that of
the journal, all is learned again, and the results must be those that are there.

Examples:
  memloop replay runs/board-1/journal.jsonl
  memloop replay r3c1.csv.jsonl --out recomputed.csv && cmp recomputed.csv r3c1.csv`;

/** `memloop replay`: recomputes what a journal says, without a board. */
export function replayCommand(): Command {
  return new Command('replay')
    .description('Recompute what a journal says, without a board, and compare it bit for bit.')
    .argument('<journal>', 'a journal of a command at the bench, or of a run on a board')
    .option('--out <path>', 'write the recomputed readings of a characterisation, or results of a run, here')
    .addHelpText('after', HELP)
    .action(replay);
}

async function replay(path: string, { out }: { out?: string }): Promise<void> {
  const entries = readJournal(path);
  if (isLearning(entries)) return replayLearning(entries, path, out);
  const parts = await replayBench(entries, path);
  for (const part of parts) process.stdout.write(`${partText(part)}\n`);
  const { end } = parts.at(-1)!;
  if (end.kind === 'differs') throw new RunError(`${path}: ${end.sentence}`);
  if (out !== undefined) writeReadings(out, entries, path);
}

async function replayLearning(entries: readonly JournalEntry[], path: string, out?: string): Promise<void> {
  if (out !== undefined && existsSync(out))
    throw new UsageError(`--out: ${out} exists: expected a new directory`);
  const directory = out ?? mkdtempSync(join(tmpdir(), 'memloop-replay-'));
  makeDirectory(directory);
  try {
    const { parts, done, total, difference } = await replayRuns(entries, path, directory);
    for (const part of parts) process.stdout.write(`${partText(part)}\n`);
    if (difference !== undefined) throw new RunError(`${path}: ${difference}`);
    process.stdout.write(`${done} of ${total} runs recomputed: the same results\n`);
  } finally {
    if (out === undefined) rmSync(directory, { recursive: true });
  }
}

function partText({ program, frames, end }: ReplayedPart | ReplayedLearning): string {
  const how = {
    agrees: 'bit for bit',
    'breaks off': 'bit for bit, up to where it breaks off',
    differs: 'and then a difference',
  };
  return `${program}: ${frames} frames, ${how[end.kind]}`;
}

function writeReadings(out: string, entries: readonly JournalEntry[], path: string): void {
  const readings = readingsIn(entries);
  if (!readings) throw new UsageError(`--out: got ${path}: expected the journal of a characterisation`);
  writeWhole(out, characterisationText(toldBy(entries), readings));
}
