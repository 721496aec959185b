import { RunError, UsageError } from '../../src/core/errors.js';
import type { BoardSession, Place, PulseTrain, SessionReading, SessionSum } from '../board-session.js';
import type { Capabilities } from '../mbp/capabilities.js';
import type { Limits } from '../mbp/limits.js';
import { Permit } from '../mbp/permit.js';
import { CurrentGuard } from './current-guard.js';
import type { BareLink } from './link.js';
import { Recovery } from './recovery.js';

/** How a read is to be made. */
export interface ReadOrder {
  readonly settleNanos: number;
  readonly averages: number;
}

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
    const { disarmed } = this;
    await this.recovery.repeatable(() => this.limit(limits));
    if (this.disarmed !== disarmed) throw new RunError('the board was made safe while it was being armed');
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
    const order = { settleNanos, averages };
    const reading = await this.recovery.repeatable(() => this.measure(place, microvolts, order));
    this.guard.note(place, reading);
    return reading;
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
    return this.recovery.repeatable(() => this.sum(column, rows, microvolts, order));
  }

  async train(train: PulseTrain): Promise<{ done: number; flags: number }> {
    this.armed('a pulse').train(train);
    this.refuseTrain(train);
    const { limits, guard } = this;
    if (limits && !this.hasCompliance) {
      if (!guard.knows(train)) await this.read(train, this.gentle(limits), 0, 1);
      guard.refuse(train, limits.picoampsMax);
    }
    return this.recovery.once(train, () => this.deliver(train));
  }

  /** Takes all voltages away and disarms. */
  async safe(): Promise<void> {
    this.disarmed++;
    this.permit = undefined;
    this.limits = undefined;
    await this.recovery.repeatable(() => this.rest());
    this.resting = true;
  }

  /** Safe, then gone. */
  async close(): Promise<void> {
    try {
      if (!this.link.failure && !this.resting) await this.safe();
    } finally {
      await this.link.close();
    }
  }

  protected abstract readonly hasCompliance: boolean;
  protected abstract measure(place: Place, microvolts: number, order: ReadOrder): Promise<SessionReading>;
  protected abstract sum(
    column: number,
    rows: readonly number[],
    microvolts: readonly number[],
    order: ReadOrder,
  ): Promise<SessionSum>;
  protected abstract deliver(train: PulseTrain): Promise<{ done: number; flags: number }>;
  protected abstract rest(): Promise<void>;
  protected abstract restart(): Promise<void>;

  /** Tells the board what it may do, where it can be told. */
  protected async limit(_limits: Limits): Promise<void> {}

  /** Refuses what this board in particular cannot pulse. */
  protected refuseTrain(_train: PulseTrain): void {}

  private gentle({ readMicrovoltsMax }: Limits): number {
    return Math.min(100_000, readMicrovoltsMax);
  }

  private armed(what: string): Permit {
    if (this.permit) return this.permit;
    throw new UsageError(`${what} was asked for: expected the board to be armed with limits first`);
  }
}
