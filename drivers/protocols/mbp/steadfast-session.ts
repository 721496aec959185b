import type {
  BoardSession,
  Outcome,
  Place,
  PulseTrain,
  SessionCapabilities,
} from '../../sessions/board-session.js';
import { givenOf } from '../../sessions/given-pulses.js';
import type { Journal } from '../../journal/journal.js';
import { BoardReset, LinkLost, UncertainPulse } from '../../sessions/errors.js';
import { FLAG } from '../../sessions/flag.js';
import type { MbpSession } from './mbp-session.js';
import { Stop } from '../../journal/stop.js';
import type { Transport } from '../../ports/transport.js';

/** Connections that one request may cost before it is given up. */
const RECOVERIES = 10;

/**
 * A session that outlives its connection: after an unplug or a reset it connects anew, asks what became of the train in
 * flight, and gives the rest of it, unless a fault of the device ended it or a stop is wished for. Where nobody knows, it counts as uncertain and none of it is given again: the device
 * is read after it, and the learner goes on from there. What became of each train stands in the journal before the next.
 */
export class SteadfastSession implements BoardSession {
  /** @param reconnect makes a new connection, or rejects when it has waited long enough @param journal is told of each train @param stop after which nothing is connected or given any more */
  constructor(
    private readonly session: MbpSession,
    private transport: Transport,
    private readonly reconnect: () => Promise<Transport>,
    private readonly journal: Journal = { note: () => {} },
    private readonly stop = new Stop(),
  ) {}

  get capabilities(): SessionCapabilities {
    return this.session.capabilities;
  }

  read(place: Place, microvolts: number, settleNanos: number, averages: number) {
    return this.again(() => this.session.read(place, microvolts, settleNanos, averages));
  }

  readSet(...sum: Parameters<BoardSession['readSet']>) {
    return this.again(() => this.session.readSet(...sum));
  }

  train(train: PulseTrain): Promise<Outcome> {
    return this.give(train, RECOVERIES);
  }

  private async give(train: PulseTrain, recoveries: number): Promise<Outcome> {
    try {
      return this.told(train, await this.session.train(train));
    } catch (error) {
      const first = this.told(train, outcomeOf(train, (await this.recover(error, recoveries)) ?? error));
      const { done, uncertain = 0, flags } = first;
      if (uncertain > 0 || flags !== 0 || done === train.count) return first;
      this.stop.throwIfStopped();
      const rest = await this.give({ ...train, count: train.count - done }, recoveries - 1);
      return { ...rest, done: done + rest.done };
    }
  }

  private told(train: PulseTrain, outcome: Outcome): Outcome {
    this.journal.note({ given: givenOf(train, outcome.done, outcome.uncertain) });
    return outcome;
  }

  safe(): Promise<unknown> {
    return this.session.safe();
  }

  close(): Promise<unknown> {
    return this.session.close();
  }

  /** A read disturbs nothing, and so may be made again. */
  private async again<Answer>(ask: () => Promise<Answer>, recoveries = RECOVERIES): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      await this.recover(error, recoveries);
      return this.again(ask, recoveries - 1);
    }
  }

  private async recover(failure: unknown, recoveries: number) {
    const lost =
      failure instanceof LinkLost || failure instanceof BoardReset || failure instanceof UncertainPulse;
    if (!lost || recoveries === 0) throw failure;
    this.stop.throwIfStopped();
    await this.transport.close().catch(() => {});
    this.transport = await this.reconnect();
    await this.orClose(() => this.stop.throwIfStopped());
    return this.orClose(() => this.session.reopen(this.transport));
  }

  /** A connection over which no session came to be is nobody's to close later. */
  private async orClose<Answer>(act: () => Answer | Promise<Answer>): Promise<Answer> {
    try {
      return await act();
    } catch (error) {
      await this.transport.close().catch(() => {});
      throw error;
    }
  }
}

/** What is known of a train that was recovered; that the connection ended it is no fault. */
function outcomeOf({ count }: PulseTrain, found: unknown): Outcome {
  if (found instanceof UncertainPulse) return { done: 0, uncertain: count, flags: 0 };
  if (found instanceof Error) return { done: 0, flags: 0 };
  const { done, flags } = found as Outcome;
  return { done, flags: flags & ~FLAG.aborted };
}
