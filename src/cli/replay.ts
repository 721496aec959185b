import { Command } from 'commander';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureText } from '../bench/measure/measure-file.js';
import { measuredIn, readingsIn, replayBench, type ReplayedPart } from '../bench/replay-bench.js';
import { readJournal, type JournalEntry } from '../../drivers/journal/read-journal.js';
import { RunError, UsageError } from '../core/errors.js';
import { makeDirectory } from '../runs/make-directory.js';
import { isLearning, replayRuns, type ReplayedLearning } from '../on-board/replay-runs.js';
import { writeWhole } from '../runs/write-whole.js';
import { characterisationText } from '../bench/characterisation-file.js';
import { pluginOption } from './plugin-option.js';
import { headerFromJournal } from './bench/characterisation-journal.js';

const HELP = `
memloop takes every reply, event and time from the journal. It computes every command again, and compares it with
the command that was sent, bit by bit. At the first difference it stops with exit code 1 and says what differs.

For a run on a board, memloop repeats the learning, and compares the results with those in the directory of the journal.

Examples:
  memloop replay runs/board-1/journal.jsonl
  memloop replay r3c1.csv.jsonl --out recomputed.csv && cmp recomputed.csv r3c1.csv`;

/** `memloop replay`: recomputes the results in a journal without a board, and compares them. */
export function replayCommand(): Command {
  return new Command('replay')
    .argument('<journal>', 'journal of a command at the bench, or of a run on a board')
    .option(
      '--out <path>',
      'file for the recomputed readings of a characterisation, or directory for the results of a run',
    )
    .addOption(pluginOption())
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
    throw new UsageError(`--out: ${out} exists; choose a new directory`);
  const directory = out ?? mkdtempSync(join(tmpdir(), 'memloop-replay-'));
  makeDirectory(directory);
  try {
    const { parts, done, total, difference } = await replayRuns(entries, path, directory);
    for (const part of parts) process.stdout.write(`${partText(part)}\n`);
    if (difference !== undefined) throw new RunError(`${path}: ${difference}`);
    process.stdout.write(`${done} of ${total} runs recomputed with the same results\n`);
  } finally {
    if (out === undefined) rmSync(directory, { recursive: true });
  }
}

function partText({ program, frames, end }: ReplayedPart | ReplayedLearning): string {
  const outcomes = {
    agrees: 'frames identical',
    'breaks off': 'frames identical; the journal ends early',
    differs: 'frames identical, then a difference',
  };
  return `${program}: ${frames} ${outcomes[end.kind]}`;
}

function writeReadings(out: string, entries: readonly JournalEntry[], path: string): void {
  const measured = measuredIn(entries);
  if (measured) return writeWhole(out, measureText(headerFromJournal(entries), ...measured));
  const readings = readingsIn(entries);
  if (!readings)
    throw new UsageError(
      `--out requires the journal of a characterisation or of a run: ${path} has no readings`,
    );
  writeWhole(out, characterisationText(headerFromJournal(entries), readings));
}
