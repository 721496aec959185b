import type { Place, PulseTrain } from './board-session.js';
import type { JournalEntry } from '../journal/read-journal.js';

/** The outcome of one train in a journal: under `given` if it was answered, under `settled` if the board was asked later. */
export interface Given extends Place {
  /** voltage of the pulses: + SET, − RESET */
  readonly microvolts: number;
  readonly count: number;
  readonly done: number;
  /** pulses whose delivery is not confirmed */
  readonly uncertain: number;
}

/** How many pulses a cell was given. */
export interface GivenPulses {
  readonly set: number;
  readonly reset: number;
  readonly uncertain: number;
}

/** The outcome of a train, as a journal entry holds it. */
export function givenOf({ row, column, microvolts, count }: PulseTrain, done: number, uncertain = 0): Given {
  return { row, column, microvolts, count, done, uncertain };
}

/** All pulses that a cell was given according to a journal, whether answered or settled later. */
export function givenTo({ row, column }: Place, entries: readonly JournalEntry[]): GivenPulses {
  const sum = { set: 0, reset: 0, uncertain: 0 };
  for (const entry of entries) {
    const given = (entry['given'] ?? entry['settled']) as Given | undefined;
    if (given?.row !== row || given.column !== column) continue;
    sum[given.microvolts > 0 ? 'set' : 'reset'] += given.done;
    sum.uncertain += given.uncertain;
  }
  return sum;
}
