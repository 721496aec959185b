import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../drivers/ports/clock.js';
import { FileJournal } from '../../drivers/journal/file-journal.js';
import type { Journal } from '../../drivers/journal/journal.js';
import { readJournal, type JournalEntry } from '../../drivers/journal/read-journal.js';
import { Recording } from '../../drivers/journal/recording.js';
import { SkippingClock } from '../../drivers/virtual/skipping-clock.js';
import type { BoardSetup } from '../experiment/board-form.js';
import { BoardRuns } from './board-runs.js';
import { JOURNAL_FILE, type Run } from '../runs/run-directory.js';
import type { SeedResult } from '../experiment/seed-run.js';

/** The first entry of what one program did in a run's journal. */
export interface LearningBegin {
  readonly program: 'learn';
  /** number of its first run, condition by condition, seed by seed */
  readonly from: number;
  /** of experiment.json, without which nothing can be done again */
  readonly sha256: string;
}

/**
 * Runs on a board with everything written down in the run's directory: each command before it is on the wire, each
 * train on the disk before that, each reply, event and time. A run that was cut off is settled from there.
 *
 * @param open reaches the board @param signal stops before the next exchange with it
 */
export async function* recordedRuns(
  run: Run,
  setup: BoardSetup,
  [from, total]: readonly [number, number],
  signal: AbortSignal,
  open?: BoardRuns['open'],
): AsyncGenerator<SeedResult[]> {
  const path = join(run.directory, JOURNAL_FILE);
  const virtual = setup.port === 'virtual';
  const earlier = virtual ? [] : entriesOf(path);
  const file = new FileJournal(path);
  const outside = virtual ? new SkippingClock() : systemClock;
  const course = new Recording(virtual ? volatile(file) : file, outside);
  const interrupt = () => course.interrupt('stopped');
  try {
    const begin: LearningBegin = { program: 'learn', from, sha256: run.manifest.sha256 };
    file.note({ begin, port: setup.port, memloop: run.manifest.memloop });
    if (signal.aborted) interrupt();
    signal.addEventListener('abort', interrupt, { once: true });
    yield* new BoardRuns(run, setup, { course, outside, earlier }, open).carryOut(from, total);
  } finally {
    signal.removeEventListener('abort', interrupt);
    file.close();
  }
}

function entriesOf(path: string): JournalEntry[] {
  return existsSync(path) ? readJournal(path) : [];
}

/** A board within this process dies with it: nothing that was done to it outlives a power cut. */
function volatile(file: FileJournal): Journal {
  return { note: (entry) => file.note(entry) };
}
