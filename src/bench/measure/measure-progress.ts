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
  /** pulses of a train whose outcome is in no entry */
  pending: { readonly count: number; readonly train: PendingPulse | undefined } | undefined;
}

/** Reads the progress from the entries of earlier attempts. */
export function measureProgress(entries: readonly JournalEntry[]): MeasureProgress {
  const progress: MeasureProgress = { records: [], given: 0, uncertain: 0, pending: undefined };
  let pulsing = -1;
  for (const [at, entry] of entries.entries()) {
    if ('pulsing' in entry) pulsing = at;
    if ('delivered' in entry) {
      const { delivered, uncertain = 0 } = entry as unknown as { delivered: number; uncertain?: number };
      addPulses(progress, delivered, uncertain);
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
export function addPulses(progress: MeasureProgress, done: number, uncertain: number): void {
  progress.given += done;
  progress.uncertain += uncertain;
  progress.pending = undefined;
}

/** Ends a step. */
export function addRecord(progress: MeasureProgress, record: MeasureRecord): void {
  progress.records.push(record);
  progress.given = 0;
  progress.uncertain = 0;
}

/** The rows of the file. */
export function rowsOf(records: readonly MeasureRecord[]): ReadingRecord[] {
  return records.filter(({ row }) => row !== undefined) as ReadingRecord[];
}
