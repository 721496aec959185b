import type { BoardSession, Outcome, Place, PulseTrain, SessionCapabilities } from './board-session.js';
import { givenOf } from './given-pulses.js';
import type { Journal } from './journal.js';
import { BoardReset, LinkLost, UncertainPulse } from './mbp/errors.js';
import type { MbpSession } from './mbp/session.js';
import type { Transport } from './transport.js';

/**
 * A session that outlives its connection: after an unplug or a reset it connects anew, asks what became of the train in
 * flight, and gives the rest of it. Where nobody knows, it counts as uncertain and none of it is given again: the device
 * is read after it, and the learner goes on from there. What became of each train stands in the journal before the next.
 */
export class SteadfastSession implements BoardSession {
  /** @param reconnect makes a new connection, or rejects when it has waited long enough @param journal is told of each train */
  constructor(
    private readonly session: MbpSession,
    private transport: Transport,
    private readonly reconnect: () => Promise<Transport>,
    private readonly journal: Journal = { note: () => {} },
  ) {}

  get capabilities(): SessionCapabilities {
    return this.session.capabilities;
  }

  read(place: Place, microvolts: number, settleNanos: number, averages: number) {
    return this.again(() => this.session.read(place, microvolts, settleNanos, averages));
  }

  readSet(
    column: number,
    rows: readonly number[],
    microvolts: readonly number[],
    settleNanos: number,
    averages: number,
  ) {
    return this.again(() => this.session.readSet(column, rows, microvolts, settleNanos, averages));
  }

  async train(train: PulseTrain): Promise<Outcome> {
    try {
      return this.told(train, await this.session.train(train));
    } catch (error) {
      const outcome = (await this.recover(error)) ?? error;
      if (outcome instanceof UncertainPulse)
        return this.told(train, { done: 0, uncertain: train.count, flags: 0 });
      const done = outcome instanceof Error ? 0 : (outcome as Outcome).done;
      const first = this.told(train, { done, flags: 0 });
      if (done === train.count) return first;
      const rest = await this.train({ ...train, count: train.count - done });
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
  private async again<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      await this.recover(error);
      return this.again(ask);
    }
  }

  private async recover(failure: unknown) {
    const lost =
      failure instanceof LinkLost || failure instanceof BoardReset || failure instanceof UncertainPulse;
    if (!lost) throw failure;
    await this.transport.close().catch(() => {});
    this.transport = await this.reconnect();
    return this.session.reopen(this.transport);
  }
}
