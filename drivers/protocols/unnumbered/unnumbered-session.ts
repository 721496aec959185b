import { RunError, UsageError } from '../../../src/core/errors.js';
import type {
  BoardSession,
  Outcome,
  Place,
  PulseTrain,
  SessionReading,
  SessionSum,
} from '../../sessions/board-session.js';
import type { Capabilities } from '../../sessions/capabilities.js';
import type { Limits } from '../../sessions/limits.js';
import { TrainWithdrawn, NotSafe } from '../../sessions/errors.js';
import { RequestGuard } from '../../sessions/request-guard.js';
import { CurrentGuard } from './current-guard.js';
import type { UnnumberedLink } from './unnumbered-link.js';
import { Recovery } from './recovery.js';

/** Settings of a read. */
export interface ReadOrder {
  readonly settleNanos: number;
  readonly averages: number;
}

const ONCE: ReadOrder = { settleNanos: 0, averages: 1 };

/**
 * A session with a board whose protocol has no message numbers. It lists what the hardware cannot do, is armed with
 * limits, and keeps them. Each protocol adds how to measure, to sum, to deliver a train, to make safe and to restart.
 */
export abstract class UnnumberedSession implements BoardSession {
  abstract readonly capabilities: Capabilities;
  /** what this hardware cannot do, in sentences for the user who arms it */
  abstract readonly cannot: readonly string[];
  /** whether it can measure the current at 0 V */
  readonly readsAtZero: boolean = true;
  private requestGuard: RequestGuard | undefined;
  /** whether its voltages are off since it was last made safe */
  private switchedOff = true;
  /** undefined while it is not armed */
  protected limits: Limits | undefined;
  /** how often it was disarmed */
  private disarmed = 0;
  private readonly currentGuard = new CurrentGuard();
  protected readonly recovery: Recovery;

  protected constructor(protected readonly link: UnnumberedLink) {
    this.recovery = new Recovery(
      () => this.restart(),
      () => link.quiet,
    );
  }

  /** Allows reads and pulses within limits. @throws UsageError if the limits are beyond the board */
  async arm(limits: Limits): Promise<void> {
    const guard = new RequestGuard(this.capabilities, limits);
    this.switchedOff = false;
    const assertWanted = throwUnless(
      this.untilSafe(),
      () => new RunError('the board was made safe while it was being armed'),
    );
    try {
      await this.recovery.repeatable(() => this.limit(limits), assertWanted);
      assertWanted();
    } catch (error) {
      // It may be switched on already when it turns out that it does not keep the limits.
      await this.safe().catch(() => {});
      throw error;
    }
    this.requestGuard = guard;
    this.limits = limits;
  }

  async read(
    place: Place,
    microvolts: number,
    settleNanos: number,
    averages: number,
  ): Promise<SessionReading> {
    this.armed('a read').read(place, Math.round(microvolts), settleNanos, averages);
    return this.take(place, microvolts, { settleNanos, averages }, throwUnless(this.untilSafe(), unread));
  }

  readSet(
    column: number,
    rows: readonly number[],
    microvolts: readonly number[],
    settleNanos: number,
    averages: number,
  ): Promise<SessionSum> {
    this.armed('a read').readSet(column, rows, microvolts.map(Math.round), settleNanos, averages);
    const order = { settleNanos, averages };
    return this.recovery.repeatable(
      () => this.sum(column, rows, microvolts, order),
      throwUnless(this.untilSafe(), unread),
    );
  }

  /** @throws TrainWithdrawn if the board was made safe before the train was sent */
  async train(train: PulseTrain): Promise<Outcome> {
    this.armed('a pulse').train(train);
    this.refuseTrain(train);
    const limits = this.limits!;
    const wanted = this.untilSafe();
    const assertWanted = throwUnless(wanted, () => new TrainWithdrawn());
    if (!this.hasCompliance && !this.currentGuard.knows(train))
      await this.take(train, this.safetyReadMicrovolts(limits), ONCE, assertWanted);
    const atLast = () => {
      assertWanted();
      if (!this.hasCompliance) this.currentGuard.spend(train, limits.picoampsMax);
    };
    return this.recovery.once(train, () => this.deliver(train, limits, wanted), atLast);
  }

  /** Switches all voltages off and disarms. @throws NotSafe if the board does not acknowledge it */
  async safe(): Promise<void> {
    this.disarmed++;
    this.requestGuard = undefined;
    this.limits = undefined;
    try {
      await this.recovery.repeatable(() => this.makeSafe());
      this.switchedOff = true;
    } catch (error) {
      // It may still hear, although it does not answer.
      await this.link.sendAnyway(...this.off).catch(() => {});
      throw new NotSafe(error as Error);
    }
  }

  /** Makes the board safe and closes the connection. @throws NotSafe as `safe` does */
  async close(): Promise<void> {
    try {
      if (!this.switchedOff) await this.safe();
    } finally {
      await this.link.close();
    }
  }

  protected abstract readonly hasCompliance: boolean;
  /** lines that switch all voltages off, for a board that no longer answers */
  protected abstract readonly off: readonly string[];
  protected abstract measure(place: Place, microvolts: number, order: ReadOrder): Promise<SessionReading>;
  protected abstract sum(
    column: number,
    rows: readonly number[],
    microvolts: readonly number[],
    order: ReadOrder,
  ): Promise<SessionSum>;
  /** @param wanted whether the rest of the train is still wanted; called before each part that can be left out */
  protected abstract deliver(train: PulseTrain, limits: Limits, wanted: () => boolean): Promise<Outcome>;
  /** Switches all voltages off. */
  protected abstract makeSafe(): Promise<void>;
  /** Brings the board back to a known state. */
  protected abstract restart(): Promise<void>;

  /** Sends the limits to the board, if it can keep them itself. */
  protected async limit(_limits: Limits): Promise<void> {}

  /** Refuses trains that this kind of board cannot make. */
  protected refuseTrain(_train: PulseTrain): void {}

  /** Read voltage for the reading before a train, microvolts. */
  protected safetyReadMicrovolts({ readMicrovoltsMax }: Limits): number {
    return Math.min(100_000, readMicrovoltsMax);
  }

  private async take(
    place: Place,
    microvolts: number,
    order: ReadOrder,
    assertWanted: () => void,
  ): Promise<SessionReading> {
    const reading = await this.recovery.repeatable(
      () => this.measure(place, microvolts, order),
      assertWanted,
    );
    this.currentGuard.note(place, reading);
    return reading;
  }

  /** Returns a function that tells whether the board has not been made safe since this call. */
  private untilSafe(): () => boolean {
    const { disarmed } = this;
    return () => this.disarmed === disarmed;
  }

  private armed(what: string): RequestGuard {
    if (this.requestGuard) return this.requestGuard;
    throw new UsageError(`${what} was requested before the board was armed: arm it with limits first`);
  }
}

function throwUnless(wanted: () => boolean, error: () => Error): () => void {
  return () => {
    if (!wanted()) throw error();
  };
}

function unread(): Error {
  return new RunError('the board was made safe before it was read');
}
