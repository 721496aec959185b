import type { Journal } from '../../journal/journal.js';
import { Stop } from '../../journal/stop.js';
import type { Transport } from '../../ports/transport.js';
import type { BoardSession, Outcome, Place, PulseTrain } from '../../sessions/board-session.js';
import type { SessionCapabilities } from '../../sessions/capabilities.js';
import { BoardReset, LinkLost, UncertainPulse } from '../../sessions/errors.js';
import { FLAG } from '../../sessions/flag.js';
import { givenOf } from '../../sessions/given-pulses.js';
import type { MbpSession } from './mbp-session.js';

/** Maximum number of connections for one request. */
const RECOVERIES = 10;

/**
 * A session that survives an unplug or a reset. It connects again, asks for the outcome of the train in flight, and gives
 * the rest of that train. It gives no rest if a fault ended the train or a stop was requested. If the board does not know
 * the outcome, the pulses count as uncertain and are not given again; the device is read instead. The outcome of each train
 * is in the journal before the next one.
 */
export class ReconnectingSession implements BoardSession {
  /** @param reconnect makes a new connection, or rejects after its own time limit @param journal gets the outcome of each train @param stop ends it: no connection and no pulse after a request */
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
      return this.noted(train, await this.session.train(train));
    } catch (error) {
      const first = this.noted(train, outcomeOf(train, (await this.recover(error, recoveries)) ?? error));
      const { done, uncertain = 0, flags } = first;
      if (uncertain > 0 || flags !== 0 || done === train.count) return first;
      this.stop.throwIfStopped();
      const rest = await this.give({ ...train, count: train.count - done }, recoveries - 1);
      return { ...rest, done: done + rest.done };
    }
  }

  private noted(train: PulseTrain, outcome: Outcome): Outcome {
    this.journal.note({ given: givenOf(train, outcome.done, outcome.uncertain) });
    return outcome;
  }

  safe(): Promise<unknown> {
    return this.session.safe();
  }

  close(): Promise<unknown> {
    return this.session.close();
  }

  /** A read does not change a device, so it can be repeated. */
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

  /** Closes the connection if no session starts over it, because no session would close it later. */
  private async orClose<Answer>(act: () => Answer | Promise<Answer>): Promise<Answer> {
    try {
      return await act();
    } catch (error) {
      await this.transport.close().catch(() => {});
      throw error;
    }
  }
}

/** The outcome of a recovered train. That the connection ended it is no fault of the device. */
function outcomeOf({ count }: PulseTrain, found: unknown): Outcome {
  if (found instanceof UncertainPulse) return { done: 0, uncertain: count, flags: 0 };
  if (found instanceof Error) return { done: 0, flags: 0 };
  const { done, flags } = found as Outcome;
  return { done, flags: flags & ~FLAG.aborted };
}
