import type { PendingPulse } from './pending-pulse.js';
import type { PulseTrain } from '../../sessions/board-session.js';
import { givenOf, type Given } from '../../sessions/given-pulses.js';
import { decodeLine } from './frame.js';
import type { MbpSession } from './mbp-session.js';
import { deliveryFrom, type LastTrain } from '../../sessions/train.js';
import type { JournalEntry } from '../../journal/read-journal.js';

/** A train that a program sent and died over: what became of it stands in no journal. */
interface UnsettledTrain extends PendingPulse {
  readonly train: PulseTrain;
  /** pulses given, where its answer still arrived */
  readonly heard: number | undefined;
  /** of all greetings before, by which the board’s trains are known for those of this journal */
  readonly nonces: ReadonlySet<string>;
}

/**
 * Asks a board what became of the train over which an earlier program was killed, if that is so: the pulses that were
 * given, or, where the board no longer knows, as many uncertain ones as were sent. It does not where it was reset since,
 * or pulsed by others: it only knows its last train.
 *
 * @param now milliseconds since 1970, as the journal has them
 */
export async function settleTrain(
  session: MbpSession,
  earlier: readonly JournalEntry[],
  now: () => number,
): Promise<Given | undefined> {
  const unsettled = unsettledIn(earlier);
  if (!unsettled) return undefined;
  const { train, heard, nonces, at } = unsettled;
  const known = (last: LastTrain) => last.total === 0 || nonces.has(last.nonce);
  const done = heard ?? (await session.outcomeOf(unsettled, () => now() - at, known))?.done;
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
    // Sent again under its number it is the same train.
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

/** Pulses given by a train, by an answer to it that was received and then made nothing of. */
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
