import type { JournalEntry } from '../../../drivers/journal/read-journal.js';
import { lastTrainSent, type PendingPulse } from '../../../drivers/protocols/mbp/settle-train.js';
import type { MeasureRecord, ReadingRecord } from './measurement-kind.js';

/** The progress of a measurement, from the journal of its attempts. */
export interface MeasureProgress {
  /** of the steps that are done, in their order */
  readonly records: MeasureRecord[];
  /** pulses given in the step that is not done */
  given: number;
  /** of these, pulses whose delivery is not confirmed; they are not given again */
  uncertain: number;
  /** pulses not confirmed in steps that are done, which no row counts so far */
  unwritten: number;
  /** the board's flags on the trains of the step that is not done */
  flags: number;
  /** pulses of a train whose outcome is in no entry */
  pending: { readonly count: number; readonly train: PendingPulse | undefined } | undefined;
}

/** What a journal notes after a train. */
interface Delivered {
  readonly delivered: number;
  readonly uncertain?: number;
  readonly flags?: number;
}

/** Reads the progress from the entries of earlier attempts. */
export function measureProgress(entries: readonly JournalEntry[]): MeasureProgress {
  const progress: MeasureProgress = {
    records: [],
    given: 0,
    uncertain: 0,
    unwritten: 0,
    flags: 0,
    pending: undefined,
  };
  let pulsing = -1;
  for (const [at, entry] of entries.entries()) {
    if ('pulsing' in entry) pulsing = at;
    if ('delivered' in entry) {
      const { delivered, uncertain, flags } = entry as unknown as Delivered;
      addPulses(progress, delivered, uncertain, flags);
      pulsing = -1;
    }
    if ('record' in entry) addRecord(progress, entry['record'] as MeasureRecord);
  }
  if (pulsing < 0) return progress;
  const { count } = entries[pulsing]['pulsing'] as { count: number };
  // What was not sent was not given. The frames of an instrument do not tell which of them are pulses.
  const sent = entries.slice(pulsing + 1).flatMap(({ sent }) => (typeof sent === 'string' ? [sent] : []));
  const isMbp = sent.some((frame) => frame.includes('>'));
  if (isMbp ? sent.some((frame) => frame.includes(' TRAIN ')) : sent.length > 0)
    progress.pending = { count, train: isMbp ? lastTrainSent(entries) : undefined };
  return progress;
}

/** Counts the outcome of a train. */
export function addPulses(progress: MeasureProgress, done: number, uncertain = 0, flags = 0): void {
  progress.given += done;
  progress.uncertain += uncertain;
  progress.flags |= flags;
  progress.pending = undefined;
}

/** Ends a step. */
export function addRecord(progress: MeasureProgress, record: MeasureRecord): void {
  progress.records.push(record);
  progress.unwritten = record.row ? 0 : progress.unwritten + record.uncertain;
  progress.given = 0;
  progress.uncertain = 0;
  progress.flags = 0;
}

/** The rows of the file. */
export function rowsOf(records: readonly MeasureRecord[]): ReadingRecord[] {
  return records.filter(({ row }) => row !== undefined) as ReadingRecord[];
}
