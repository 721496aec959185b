import { decodeLine } from './frame.js';
import type { SentTrain } from '../../sessions/train.js';
import type { JournalEntry } from '../../journal/read-journal.js';

/** A train that a program sent and never heard of again, as the board would know it. */
export interface PendingPulse extends SentTrain {
  /** when it was first sent, milliseconds since 1970 */
  readonly at: number;
}

/** The train among some entries that was sent last, if one was. */
export function lastTrainSent(entries: readonly JournalEntry[]): PendingPulse | undefined {
  let nonce = '';
  let train: PendingPulse | undefined;
  for (const { at, sent } of entries) {
    const frame = typeof sent === 'string' ? decodeLine(sent.trimEnd()) : undefined;
    if (frame?.kind !== 'request') continue;
    if (frame.verb === 'HELLO') nonce = frame.args[1] ?? '';
    // Sent again under its number it is the same train.
    if (frame.verb !== 'TRAIN' || (train?.seq === frame.seq && train.nonce === nonce)) continue;
    train = { boot: frame.boot, nonce, seq: frame.seq, at };
  }
  return train;
}
