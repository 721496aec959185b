import type { JournalEntry } from '../../drivers/journal/read-journal.js';
import { lastTrainSent, type PendingPulse } from '../../drivers/protocols/mbp/settle-train.js';
import { readingsPerCycle, type Protocol, type StepReading } from './protocol.js';

/** How far a characterisation has come. */
export interface Progress {
  /** that hold, in the order of the protocol */
  readonly readings: StepReading[];
  /** whether the next reading's pulse is already in the device */
  delivered: boolean;
  /** that pulse, where only the board can tell */
  pending: PendingPulse | undefined;
  /** whether the device is still to be brought to the start of a cycle */
  preparing: boolean;
}

/** How far earlier attempts came, from all that their journal says. */
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

/** The readings of a broken cycle do not hold, and the next begins with RESET pulses. */
export function voidCycle(progress: Progress, pulses: number): void {
  progress.readings.length -= progress.readings.length % readingsPerCycle(pulses);
  progress.delivered = false;
  progress.preparing = true;
}

/** What has become of the pulses of a train: those of a preparation must be all, any other is one. */
export function deliver(progress: Progress, done: unknown, pulses: number): void {
  progress.pending = undefined;
  if (progress.preparing) progress.preparing = done !== pulses;
  else if (typeof done === 'number') progress.delivered = done === 1;
  else voidCycle(progress, pulses);
}

/** A reading is the next of the protocol, and the device and the file are even. */
export function takeReading(progress: Progress, reading: StepReading): void {
  progress.readings.push(reading);
  progress.delivered = false;
}

function isTrain({ sent }: JournalEntry): boolean {
  return typeof sent === 'string' && sent.includes(' TRAIN ');
}
