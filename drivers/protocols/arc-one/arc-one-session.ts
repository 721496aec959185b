import { UsageError } from '../../../src/core/errors.js';
import type { Transport } from '../../ports/transport.js';
import type { Outcome, Place, PulseTrain, SessionReading, SessionSum } from '../../sessions/board-session.js';
import type { Capabilities } from '../../sessions/capabilities.js';
import { OutOfStep } from '../../sessions/errors.js';
import { FLAG } from '../../sessions/flag.js';
import type { Limits } from '../../sessions/limits.js';
import { bytesOf, lines } from '../unnumbered/line-format.js';
import {
  UnnumberedLink,
  type UnnumberedOptions,
  type UnnumberedTiming,
} from '../unnumbered/unnumbered-link.js';
import { UnnumberedSession, type ReadOrder } from '../unnumbered/unnumbered-session.js';
import { arcOneCannot, arcOneCapabilities } from './arc-one-capabilities.js';
import {
  float,
  initialise,
  pulseTrain,
  readOne,
  readTogether,
  refuseOtherTrain,
  resets,
  setCycles,
  setRead,
  triplet,
  triplets,
} from './jobs.js';

/** Serial line of ArC ONE: 921600 baud, eight bits, even parity. */
export const ARC_ONE_LINE = { baudRate: 921_600, parity: 'even' } as const;

/** Maximum time of a reading, and of each reading that it averages, milliseconds. A choice. */
const [READ_MS, CYCLE_MS] = [20, 1];
/** The board drops lines that are less than 0.5 ms apart. Waiting one reading time between lines lets us detect a late answer. */
const TIMING: UnnumberedTiming = { paceMs: 1, guardMs: READ_MS, quietMs: 4000 };
const ANSWER_MS = 2000;
const RESET_MS = 2000;
const BEFORE_VERSION_MS = 200;
/** Maximum duration of the pulses in one job, because a job cannot be stopped. */
const JOB_NANOS = 100e6;
/** Range of valid readings, ohms: ten times wider at either end than the vendor shows. */
const PLAUSIBLE = { minimum: 10, maximum: 1e9 };

/** Size of the array of an ArC ONE, 32 × 32 by default, and the clock. */
export interface ArcOneOptions extends UnnumberedOptions {
  readonly rows?: number;
  readonly columns?: number;
}

/** A session with ArC ONE: a reset and job 0 start it, job 1 reads, job 141 pulses. */
export class ArcOneSession extends UnnumberedSession {
  readonly cannot = arcOneCannot;
  override readonly readsAtZero = false;
  capabilities: Capabilities;
  protected readonly hasCompliance = false;
  protected readonly off = resets;
  private readVolts = 0.5;
  private cycles = 1;
  /** the version; undefined for old firmware, which does not report it */
  private firmware: string | undefined;
  /** place of the last implausible reading */
  private implausibleAt: string | undefined;

  private constructor(link: UnnumberedLink, rows: number, columns: number) {
    super(link);
    this.capabilities = arcOneCapabilities(rows, columns, '');
  }

  /** Resets the board, sets it up and asks for its version. If this fails, the caller must close the transport. */
  static async connect(transport: Transport, options: ArcOneOptions = {}): Promise<ArcOneSession> {
    const { rows = 32, columns = 32 } = options;
    const session = new ArcOneSession(new UnnumberedLink(transport, TIMING, options), rows, columns);
    session.recovery.restartFirst();
    await session.recovery.repeatable(() => session.identify());
    session.capabilities = arcOneCapabilities(rows, columns, session.firmware ?? 'before 999');
    return session;
  }

  protected async measure(place: Place, microvolts: number, order: ReadOrder): Promise<SessionReading> {
    await this.prepare(microvolts, order.averages);
    const ohms = await this.link.ask(readOne(place), float, ANSWER_MS, this.readMs);
    return { microvolts, ...this.current(ohms, microvolts, `${place.row},${place.column}`) };
  }

  protected async sum(
    column: number,
    rows: readonly number[],
    microvolts: readonly number[],
    order: ReadOrder,
  ): Promise<SessionSum> {
    const [first = 0] = microvolts;
    if (first <= 0 || microvolts.some((each) => each !== first))
      throw new UsageError(`ArC ONE sums rows only at one positive voltage: got ${microvolts.join(', ')} µV`);
    await this.prepare(first, order.averages);
    const together = readTogether(column, rows, first * 1e-6);
    const { ohms } = await this.link.ask(together, triplet, ANSWER_MS, this.readMs);
    return this.current(ohms, first, `${rows.join('+')},${column}`);
  }

  protected async deliver(train: PulseTrain, limits: Limits, wanted: () => boolean): Promise<Outcome> {
    const pulsesPerJob = Math.max(1, Math.floor(JOB_NANOS / train.periodNanos));
    let done = 0;
    while (done < train.count && wanted()) {
      const count = Math.min(pulsesPerJob, train.count - done);
      await this.prepare(this.safetyReadMicrovolts(limits), 1);
      await this.job({ ...train, count });
      done += count;
    }
    return { done, flags: done < train.count ? FLAG.aborted : 0 };
  }

  protected override refuseTrain({ microvolts, periodNanos }: PulseTrain): void {
    if (microvolts === 0) throw new UsageError('ArC ONE cannot pulse at 0 V');
    if (periodNanos > JOB_NANOS)
      throw new UsageError(
        `ArC ONE cannot stop a job: got a period of ${periodNanos} ns: expected at most ${JOB_NANOS} ns`,
      );
  }

  /** A reset is the only known way to switch all voltages off. */
  protected makeSafe(): Promise<void> {
    return this.reset();
  }

  protected async restart(): Promise<void> {
    await this.link.waitForSilence();
    await this.reset();
    await this.link.sendLines(...setRead(this.readVolts));
  }

  /** Resets the board, even in the middle of a job, and waits for its answer. */
  private async reset(): Promise<void> {
    const { link } = this;
    await link.sendAnyway(...resets);
    await link.pause(RESET_MS);
    await link.waitForSilence(TIMING.guardMs);
    const { rows, columns } = this.capabilities;
    const [ready] = await link.ask(
      initialise(rows, columns, this.cycles, this.readVolts),
      lines(1),
      ANSWER_MS,
    );
    if (ready !== '1') throw new OutOfStep(`got ${JSON.stringify(ready)}: expected 1 after initialisation`);
  }

  private async identify(): Promise<void> {
    await this.link.pause(BEFORE_VERSION_MS);
    try {
      const version = await this.link.ask(['999'], bytesOf(4), ANSWER_MS);
      this.firmware = `${version.readUInt16LE(0)}.${version.readUInt16LE(2)}`;
    } catch (error) {
      if (!(error instanceof OutOfStep) || !this.link.quiet) throw error;
    }
  }

  private get readMs(): number {
    return READ_MS + CYCLE_MS * this.cycles;
  }

  /** Sets how the next job reads. This is sent before every job, because the board does not report a reset. */
  private async prepare(microvolts: number, cycles: number): Promise<void> {
    if (microvolts === 0) throw new UsageError('ArC ONE cannot read at 0 V, because it measures resistance');
    const volts = microvolts * 1e-6;
    [this.cycles, this.readVolts] = [cycles, volts];
    await this.link.sendLines(...setCycles(cycles));
    await this.link.sendLines(...setRead(volts));
  }

  /** A resistance as a current. An implausible one is read again after a reset; the same place twice is a fault of the device. */
  private current(ohms: number, microvolts: number, where: string): SessionSum {
    const again = this.implausibleAt === where;
    this.implausibleAt = undefined;
    if (ohms >= PLAUSIBLE.minimum && ohms <= PLAUSIBLE.maximum)
      return { picoamps: Math.round((microvolts * 1e6) / ohms), flags: 0 };
    if (!again) {
      this.implausibleAt = where;
      throw new OutOfStep(`got ${ohms} Ω: expected ${PLAUSIBLE.minimum} to ${PLAUSIBLE.maximum} Ω`);
    }
    return { picoamps: 0, flags: faultOf(ohms) };
  }

  private async job(train: PulseTrain): Promise<void> {
    const { count, microvolts, widthNanos, periodNanos } = train;
    const [volts, seconds] = [microvolts * 1e-6, widthNanos * 1e-9];
    const interpulse = (periodNanos - widthNanos) * 1e-9;
    const lasts = count * (periodNanos * 1e-6 + this.readMs);
    const order = pulseTrain({ ...train, volts, seconds, interpulse });
    const steps = await this.link.ask(order, triplets(count + 1), ANSWER_MS + lasts, this.readMs);
    refuseOtherTrain(steps, { count, volts, seconds }, this.readVolts);
  }
}

/** Only an over-range resistance means an open circuit; NaN says nothing. */
function faultOf(ohms: number): number {
  if (ohms > PLAUSIBLE.maximum) return FLAG.openSuspected;
  return ohms >= 0 ? FLAG.shortSuspected : FLAG.saturated;
}
