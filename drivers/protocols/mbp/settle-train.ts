import type { JournalEntry } from '../../journal/read-journal.js';
import type { PulseTrain } from '../../sessions/board-session.js';
import { givenOf, type Given } from '../../sessions/given-pulses.js';
import { decodeLine } from './frame.js';
import type { MbpSession } from './mbp-session.js';
import { deliveryFrom, type SentTrain } from './parse-answers.js';

/** A train whose outcome a program never learned, as the board would identify it. */
export interface PendingPulse extends SentTrain {
  /** when it was first sent, milliseconds since 1970 */
  readonly at: number;
  /** nonces of all earlier sessions; they show whether the board's last train was sent by the same host */
  readonly nonces: ReadonlySet<string>;
}

/** A train that a program was killed over: no journal holds its outcome. */
interface UnsettledTrain extends PendingPulse {
  readonly train: PulseTrain;
  /** pulses delivered, if the answer still arrived */
  readonly heard: number | undefined;
}

/** The last train that was sent in some entries; undefined if there is none. */
export function lastTrainSent(entries: readonly JournalEntry[]): PendingPulse | undefined {
  let nonce = '';
  const nonces = new Set<string>();
  let train: PendingPulse | undefined;
  for (const { at, sent } of entries) {
    const frame = typeof sent === 'string' ? decodeLine(sent.trimEnd()) : undefined;
    if (frame?.kind !== 'request') continue;
    if (frame.verb === 'HELLO') nonces.add((nonce = frame.args[1] ?? ''));
    // The same number in the same session is the same train, sent again.
    if (frame.verb !== 'TRAIN' || (train?.seq === frame.seq && train.nonce === nonce)) continue;
    train = { boot: frame.boot, nonce, seq: frame.seq, at, nonces };
  }
  return train;
}

/**
 * Settles the train over which an earlier program was killed, if there is one: asks the board how many pulses it gave.
 * If the board was reset since, or another host pulsed it, it cannot tell. Then all pulses count as uncertain.
 *
 * @param now milliseconds since 1970, as in the journal
 */
export async function settleTrain(
  session: MbpSession,
  earlier: readonly JournalEntry[],
  now: () => number,
): Promise<Given | undefined> {
  const unsettled = unsettledIn(earlier);
  if (!unsettled) return undefined;
  const { train, heard, nonces, at } = unsettled;
  const done = heard ?? (await session.outcomeOf(unsettled, () => now() - at, nonces))?.done;
  return done === undefined ? givenOf(train, 0, train.count) : givenOf(train, done);
}

function unsettledIn(entries: readonly JournalEntry[]): UnsettledTrain | undefined {
  let nonce = '';
  const nonces = new Set<string>();
  let last: Omit<UnsettledTrain, 'heard' | 'nonces'> | undefined;
  let heard = '';
  for (const entry of entries) {
    if ('given' in entry || 'settled' in entry) last = undefined;
    if (typeof entry['received'] === 'string') heard += last ? entry['received'] : '';
    const frame = typeof entry['sent'] === 'string' ? decodeLine(entry['sent'].trim()) : undefined;
    if (frame?.kind !== 'request') continue;
    if (frame.verb === 'HELLO') nonces.add((nonce = frame.args[1] ?? ''));
    // The same number in the same session is the same train, sent again.
    if (frame.verb !== 'TRAIN' || (last?.seq === frame.seq && last.nonce === nonce)) continue;
    last = { boot: frame.boot, nonce, seq: frame.seq, at: entry.at, train: trainFrom(frame.args) };
    heard = '';
  }
  return last && { ...last, heard: answerIn(heard, last), nonces };
}

function trainFrom(args: readonly string[]): PulseTrain {
  const [row, column, microvolts, widthNanos, periodNanos, count] = args.map(Number);
  return { row, column, microvolts, widthNanos, periodNanos, count };
}

/** Pulses delivered by a train, if its answer was received but not processed. */
function answerIn(
  text: string,
  { seq, boot, train }: Omit<UnsettledTrain, 'heard' | 'nonces'>,
): number | undefined {
  for (const line of text.split('\n')) {
    const frame = decodeLine(line);
    if (frame?.kind === 'reply' && frame.seq === seq && frame.boot === boot)
      return deliveryFrom(frame.values, train.count).done;
  }
  return undefined;
}
