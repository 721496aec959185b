import { decodeLine } from '../mbp/frame.js';
import type { JournalEntry } from '../read-journal.js';

/** A train that a program sent and never heard of again, as the board would know it. */
export interface PendingPulse {
  readonly boot: number;
  /** of the greeting of its session */
  readonly nonce: string;
  readonly seq: number;
}

/** What a board knows of the last train that it began since its last reset. */
export interface LastTrain extends PendingPulse {
  readonly done: number;
}

/** The train among some entries that was sent last, if one was. */
export function lastTrainSent(entries: readonly JournalEntry[]): PendingPulse | undefined {
  let nonce = '';
  let train: PendingPulse | undefined;
  for (const { sent } of entries) {
    const frame = typeof sent === 'string' ? decodeLine(sent.trimEnd()) : undefined;
    if (frame?.kind !== 'request') continue;
    if (frame.verb === 'HELLO') nonce = frame.args[1] ?? '';
    if (frame.verb === 'TRAIN') train = { boot: frame.boot, nonce, seq: frame.seq };
  }
  return train;
}

/** Pulses of a pending train that were delivered, by the board's own word; undefined where a reset has made it forget. */
export function deliveredOf(pending: PendingPulse, last: LastTrain): number | undefined {
  if (pending.boot !== last.boot) return undefined;
  // A board holds the last train that it began: another one means that this one never came.
  return pending.nonce === last.nonce && pending.seq === last.seq ? last.done : 0;
}
