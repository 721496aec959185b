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
import { TrainWithdrawn } from '../../sessions/errors.js';
import { Permit } from '../../sessions/permit.js';
import { CurrentGuard } from './current-guard.js';
import type { BareLink } from './unnumbered-link.js';
import { NotSafe } from './not-safe.js';
import { Recovery } from './recovery.js';

/** How a read is to be made. */
export interface ReadOrder {
  readonly settleNanos: number;
  readonly averages: number;
}

const ONCE: ReadOrder = { settleNanos: 0, averages: 1 };

/**
 * A board that speaks a protocol without numbers, as a session: it says what it cannot do, is armed with limits, and
 * keeps them. What each protocol does for itself is to measure, to sum, to deliver, to rest and to start anew.
 */
export abstract class BareSession implements BoardSession {
  abstract readonly capabilities: Capabilities;
  /** what this hardware cannot do, in sentences for whoever is about to arm it */
  abstract readonly cannot: readonly string[];
  /** whether it can tell the current at no voltage */
  readonly readsAtZero: boolean = true;
  private permit: Permit | undefined;
  /** whether nothing was switched on since it was last safe */
  private resting = true;
  /** while it is armed */
  protected limits: Limits | undefined;
  /** how often it was disarmed */
  private disarmed = 0;
  private readonly guard = new CurrentGuard();
  protected readonly recovery: Recovery;

  protected constructor(protected readonly link: BareLink) {
    this.recovery = new Recovery(
      () => this.restart(),
      () => link.quiet,
    );
  }

  /** Allows reads and pulses within limits. @throws UsageError where they are beyond the board */
  async arm(limits: Limits): Promise<void> {
    const permit = new Permit(this.capabilities, limits);
    this.resting = false;
    const still = unless(
      this.untilSafe(),
      () => new RunError('the board was made safe while it was being armed'),
    );
    try {
      await this.recovery.repeatable(() => this.limit(limits), still);
      still();
    } catch (error) {
      // It may have been switched on before it was found not to keep the limits.
      await this.safe().catch(() => {});
      throw error;
    }
    this.permit = permit;
    this.limits = limits;
  }

  async read(
    place: Place,
    microvolts: number,
    settleNanos: number,
    averages: number,
  ): Promise<SessionReading> {
    this.armed('a read').read(place, Math.round(microvolts), settleNanos, averages);
    return this.take(place, microvolts, { settleNanos, averages }, unless(this.untilSafe(), unread));
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
      unless(this.untilSafe(), unread),
    );
  }

  /** @throws TrainWithdrawn where the board was made safe before it was sent */
  async train(train: PulseTrain): Promise<Outcome> {
    this.armed('a pulse').train(train);
    this.refuseTrain(train);
    const limits = this.limits!;
    const wanted = this.untilSafe();
    const still = unless(wanted, () => new TrainWithdrawn());
    if (!this.hasCompliance && !this.guard.knows(train))
      await this.take(train, this.gentle(limits), ONCE, still);
    const atLast = () => {
      still();
      if (!this.hasCompliance) this.guard.spend(train, limits.picoampsMax);
    };
    return this.recovery.once(train, () => this.deliver(train, limits, wanted), atLast);
  }

  /** Takes all voltages away and disarms. @throws NotSafe where the board does not acknowledge it */
  async safe(): Promise<void> {
    this.disarmed++;
    this.permit = undefined;
    this.limits = undefined;
    try {
      await this.recovery.repeatable(() => this.rest());
      this.resting = true;
    } catch (error) {
      // Perhaps it still hears.
      await this.link.shout(...this.off).catch(() => {});
      throw new NotSafe(error as Error);
    }
  }

  /** Safe, then gone. @throws as `safe` */
  async close(): Promise<void> {
    try {
      if (!this.resting) await this.safe();
    } finally {
      await this.link.close();
    }
  }

  protected abstract readonly hasCompliance: boolean;
  /** lines that take all voltages away, for a board that gives no answer any more */
  protected abstract readonly off: readonly string[];
  protected abstract measure(place: Place, microvolts: number, order: ReadOrder): Promise<SessionReading>;
  protected abstract sum(
    column: number,
    rows: readonly number[],
    microvolts: readonly number[],
    order: ReadOrder,
  ): Promise<SessionSum>;
  /** @param wanted is asked before each part of a train that can be left out */
  protected abstract deliver(train: PulseTrain, limits: Limits, wanted: () => boolean): Promise<Outcome>;
  protected abstract rest(): Promise<void>;
  protected abstract restart(): Promise<void>;

  /** Tells the board what it may do, where it can be told. */
  protected async limit(_limits: Limits): Promise<void> {}

  /** Refuses what this board in particular cannot pulse. */
  protected refuseTrain(_train: PulseTrain): void {}

  /** What a device is read with where no reading was asked for, microvolts. */
  protected gentle({ readMicrovoltsMax }: Limits): number {
    return Math.min(100_000, readMicrovoltsMax);
  }

  private async take(
    place: Place,
    microvolts: number,
    order: ReadOrder,
    still: () => void,
  ): Promise<SessionReading> {
    const reading = await this.recovery.repeatable(() => this.measure(place, microvolts, order), still);
    this.guard.note(place, reading);
    return reading;
  }

  /** Whether the board was not made safe after now. */
  private untilSafe(): () => boolean {
    const { disarmed } = this;
    return () => this.disarmed === disarmed;
  }

  private armed(what: string): Permit {
    if (this.permit) return this.permit;
    throw new UsageError(`${what} was asked for: expected the board to be armed with limits first`);
  }
}

function unless(wanted: () => boolean, error: () => Error): () => void {
  return () => {
    if (!wanted()) throw error();
  };
}

function unread(): Error {
  return new RunError('the board was made safe before it was read');
}
