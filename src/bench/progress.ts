import type { JournalEntry } from '../../drivers/journal/read-journal.js';
import { lastTrainSent, type PendingPulse } from '../../drivers/protocols/mbp/settle-train.js';
import { readingsPerCycle, type Protocol, type StepReading } from './protocol.js';

/** The progress of a characterisation. */
export interface Progress {
  /** valid readings, in the order of the protocol */
  readonly readings: StepReading[];
  /** whether the pulse before the next reading was already delivered */
  delivered: boolean;
  /** that pulse, if only the board knows its outcome */
  pending: PendingPulse | undefined;
  /** whether the device must still be reset to the start of a cycle */
  preparing: boolean;
}

/** The progress of earlier attempts, from their journal. */
export function progressOf(
  entries: readonly JournalEntry[],
  { pulses, prepare }: Protocol & { readonly prepare: boolean },
): Progress {
  const progress: Progress = { readings: [], delivered: false, pending: undefined, preparing: prepare };
  let pulsing = -1;
  for (const [at, entry] of entries.entries()) {
    if ('pulsing' in entry) pulsing = at;
    else if ('delivered' in entry) deliver(progress, entry.delivered, pulses);
    else if ('found' in entry) deliver(progress, entry.found, pulses);
    else if ('again' in entry) voidCycle(progress, pulses);
    else if ('reading' in entry) takeReading(progress, entry.reading as StepReading);
    if ('delivered' in entry || 'found' in entry) pulsing = -1;
  }
  if (pulsing >= 0 && entries.slice(pulsing).some(isTrain)) progress.pending = lastTrainSent(entries);
  return progress;
}

/** Drops the readings of an incomplete cycle; the next one begins with RESET pulses. */
export function voidCycle(progress: Progress, pulses: number): void {
  progress.readings.length -= progress.readings.length % readingsPerCycle(pulses);
  progress.delivered = false;
  progress.preparing = true;
}

/** Applies the outcome of a train: all pulses of a preparation, or one pulse of a cycle. */
export function deliver(progress: Progress, done: unknown, pulses: number): void {
  progress.pending = undefined;
  if (progress.preparing) progress.preparing = done !== pulses;
  else if (typeof done === 'number') progress.delivered = done === 1;
  else voidCycle(progress, pulses);
}

/** Adds the next reading of the protocol; the device and the file then agree. */
export function takeReading(progress: Progress, reading: StepReading): void {
  progress.readings.push(reading);
  progress.delivered = false;
}

function isTrain({ sent }: JournalEntry): boolean {
  return typeof sent === 'string' && sent.includes(' TRAIN ');
}
