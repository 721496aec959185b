import { isVirtual } from '../experiment/board/board-port.js';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../drivers/ports/clock.js';
import { FileJournal } from '../../drivers/journal/file-journal.js';
import type { Journal } from '../../drivers/journal/journal.js';
import { readJournal, type JournalEntry } from '../../drivers/journal/read-journal.js';
import { Recording } from '../../drivers/journal/recording.js';
import { SkippingClock } from '../../drivers/virtual/skipping-clock.js';
import type { BoardSetup } from '../experiment/board/board-form.js';
import { BoardRuns } from './board-runs.js';
import { JOURNAL_FILE, type Run } from '../runs/run-directory.js';
import type { SeedResult } from '../experiment/seed-run.js';
import type { Watching } from './watching.js';

/** The first entry of one program in the journal of a run. */
export interface LearningBegin {
  readonly program: 'learn';
  /** number of its first run; runs count seed by seed, and condition by condition within a seed */
  readonly from: number;
  /** of experiment.json, which a replay needs */
  readonly sha256: string;
}

/**
 * Runs on a board with a journal in the run's directory. Each command is in the journal before it is sent, and each train is
 * on the disk before it is sent. Replies, events and times follow. An interrupted run is settled from the journal.
 *
 * @param open opens the board @param signal stops before the next exchange with it
 * @param watching what a page sees of it
 */
export async function* recordedRuns(
  run: Run,
  setup: BoardSetup,
  [from, total]: readonly [number, number],
  signal: AbortSignal,
  open?: BoardRuns['open'],
  watching?: Watching,
): AsyncGenerator<SeedResult[]> {
  const path = join(run.directory, JOURNAL_FILE);
  const virtual = isVirtual(setup.port);
  const earlier = virtual ? [] : entriesOf(path);
  const file = new FileJournal(path);
  const boardClock = virtual ? new SkippingClock() : systemClock;
  const journal = virtual ? volatile(file) : file;
  const io = new Recording(watching ? watched(journal, watching) : journal, boardClock);
  const interrupt = () => io.interrupt('stopped');
  try {
    const begin: LearningBegin = { program: 'learn', from, sha256: run.manifest.sha256 };
    file.note({ begin, port: setup.port, memloop: run.manifest.memloop });
    if (signal.aborted) interrupt();
    signal.addEventListener('abort', interrupt, { once: true });
    yield* new BoardRuns(run, setup, { io, boardClock, earlier }, open, watching?.glimpses).carryOut(
      from,
      total,
    );
  } finally {
    signal.removeEventListener('abort', interrupt);
    file.close();
  }
}

/** A journal whose entries a page sees too. */
function watched(journal: Journal, { onEntry }: Watching): Journal {
  return {
    note(entry) {
      journal.note(entry);
      onEntry(entry);
    },
    sync: () => journal.sync?.(),
  };
}

function entriesOf(path: string): JournalEntry[] {
  return existsSync(path) ? readJournal(path) : [];
}

/** A journal without writes through to the disk: a virtual board does not survive a power cut either. */
function volatile(file: FileJournal): Journal {
  return { note: (entry) => file.note(entry) };
}
