import type { Journal } from '../../journal/journal.js';
import { Stop } from '../../journal/stop.js';
import type { Transport } from '../../ports/transport.js';
import type { BoardSession, Outcome, Place, PulseTrain } from '../../sessions/board-session.js';
import type { SessionCapabilities } from '../../sessions/capabilities.js';
import {
  BoardLapsed,
  BoardRefused,
  BoardReset,
  BoardStuck,
  BoardTaken,
  LinkLost,
  UncertainPulse,
} from '../../sessions/errors.js';
import { FLAG } from '../../sessions/flag.js';
import { givenOf } from '../../sessions/given-pulses.js';
import type { MbpSession } from './mbp-session.js';
import type { Delivery } from './parse-answers.js';

/** Maximum number of recoveries for one request. */
const RECOVERIES = 10;
/** How long a board may be silent, milliseconds. */
const PATIENCE_MS = 10_000;
/** Pause before a further connection, milliseconds. */
const PAUSE_MS = 200;

/**
 * A session that survives an unplug, a reset, a silent board, and a silent host. It connects again, asks for the outcome of
 * the train in flight, and gives the rest of that train. It gives no rest if a fault ended the train or a stop was requested.
 * If the board does not know the outcome, the pulses count as uncertain and are not given again; the device is read instead.
 * The outcome of each train is in the journal before the next one. From another program it takes the board back once.
 */
export class ReconnectingSession implements BoardSession {
  private isTakenBack = false;
  /** whether it was made safe on purpose: then nothing arms it again */
  private isStopped = false;

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
    const { isCut, ...first } = await this.attempt(train, recoveries);
    const { done, uncertain = 0, flags } = first;
    if (uncertain > 0 || flags !== 0 || done === train.count || !isCut || this.isStopped || recoveries <= 0)
      return first;
    this.stop.throwIfStopped();
    const rest = await this.give({ ...train, count: train.count - done }, recoveries - 1);
    return { ...rest, done: done + rest.done };
  }

  /** Sends a train, and finds out what became of it: whether the connection, silence or another program cut it short. */
  private async attempt(train: PulseTrain, recoveries: number): Promise<Outcome & { isCut: boolean }> {
    const answer = await this.session.train(train).catch((error: unknown) => ({ error }));
    if ('error' in answer) {
      const found = await this.recover(answer.error, recoveries);
      refuseFailed(train, found, (outcome) => this.noted(train, outcome));
      return { ...this.noted(train, outcomeOf(train, found ?? answer.error)), isCut: true };
    }
    const first = this.noted(train, outcomeOf(train, answer));
    if (answer.lapsed) await this.recover(new BoardLapsed(), recoveries);
    return { ...first, isCut: (answer.flags & FLAG.aborted) !== 0 };
  }

  private noted(train: PulseTrain, outcome: Outcome): Outcome {
    this.journal.note({ given: givenOf(train, outcome.done, outcome.uncertain) });
    return outcome;
  }

  safe(): Promise<unknown> {
    this.isStopped = true;
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

  /** Makes a session again, and resolves with the outcome of the train in flight, if there is one. */
  private async recover(failure: unknown, recoveries: number) {
    if (!this.canRecoverFrom(failure) || this.isStopped || recoveries <= 0) throw failure;
    this.stop.throwIfStopped();
    const { clock } = this.session;
    const began = clock.now();
    // Over the connection that is there: many boards reset when their port is opened.
    if (failure instanceof BoardLapsed || failure instanceof BoardTaken) {
      const outcome = await this.session.reopen(this.transport).catch((error: Error) => error);
      if (!(outcome instanceof Error) || outcome instanceof UncertainPulse) return outcome;
      if (!this.canRecoverFrom(outcome)) throw outcome;
    }
    for (;;) {
      await this.transport.close().catch(() => {});
      this.transport = await this.reconnect();
      await this.orClose(() => this.stop.throwIfStopped());
      try {
        return await this.orClose(() => this.session.reopen(this.transport));
      } catch (error) {
        this.stop.throwIfStopped();
        if (!this.canRecoverFrom(error) || clock.now() - began > PATIENCE_MS) throw error;
        await new Promise<void>((resolve) => void clock.after(PAUSE_MS, resolve));
        this.stop.throwIfStopped();
      }
    }
  }

  private canRecoverFrom(failure: unknown): boolean {
    const isTaken = failure instanceof BoardTaken;
    const can = RECOVERABLE.some((kind) => failure instanceof kind) || (isTaken && !this.isTakenBack);
    this.isTakenBack ||= isTaken;
    return can;
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

/** What ends a link, but no run. */
const RECOVERABLE = [LinkLost, BoardReset, BoardStuck, BoardLapsed, UncertainPulse];

/** A train that ended early without a flag ended because the board failed, which nobody heard. @throws BoardRefused as if it had been heard */
function refuseFailed(
  { count }: PulseTrain,
  found: Delivery | UncertainPulse | undefined,
  note: (outcome: Outcome) => void,
): void {
  if (found === undefined || found instanceof UncertainPulse) return;
  const { done, flags } = found;
  if (done === 0 || done >= count || flags !== 0) return;
  note({ done, flags });
  throw new BoardRefused('TRAIN', 'HW', [String(done), String(count)]);
}

/** The outcome of a train. That the connection, silence or another program ended it is no fault of the device. */
function outcomeOf({ count }: PulseTrain, found: unknown): Outcome {
  if (found instanceof UncertainPulse) return { done: 0, uncertain: count, flags: 0 };
  if (found instanceof Error) return { done: 0, flags: 0 };
  const { done, flags } = found as Outcome;
  return { done, flags: flags & ~FLAG.aborted };
}
