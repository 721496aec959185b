import type { Place, PulseTrain } from './board-session.js';
import type { JournalEntry } from '../journal/read-journal.js';

/** What became of one train, as a journal has it: under `given` when it was answered, under `settled` when the board was asked later. */
export interface Given extends Place {
  /** of the pulses: + SET, − RESET */
  readonly microvolts: number;
  readonly count: number;
  readonly done: number;
  /** of which nobody knows whether they were given */
  readonly uncertain: number;
}

/** Pulses that a cell was given. */
export interface GivenPulses {
  readonly set: number;
  readonly reset: number;
  readonly uncertain: number;
}

/** What became of a train, ready to be written down. */
export function givenOf({ row, column, microvolts, count }: PulseTrain, done: number, uncertain = 0): Given {
  return { row, column, microvolts, count, done, uncertain };
}

/** All pulses of a cell that a journal tells of, acknowledged or settled. */
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
