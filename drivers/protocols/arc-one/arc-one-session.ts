import { UsageError } from '../../../src/core/errors.js';
import { bytesOf, lines } from '../unnumbered/answer.js';
import { BareLink, type BareOptions, type BareTiming } from '../unnumbered/unnumbered-link.js';
import { OutOfStep } from '../unnumbered/out-of-step.js';
import { BareSession, type ReadOrder } from '../unnumbered/unnumbered-session.js';
import type { Outcome, Place, PulseTrain, SessionReading, SessionSum } from '../../sessions/board-session.js';
import type { Capabilities } from '../../sessions/capabilities.js';
import { FLAG } from '../../sessions/flag.js';
import type { Limits } from '../../sessions/limits.js';
import type { Transport } from '../../ports/transport.js';
import { float, triplet, triplets, type Triplet } from './arc-one-answers.js';
import { arcOneCannot, arcOneCapabilities } from './arc-one-capabilities.js';
import { initialise, pulseTrain, readOne, readTogether, resets, setCycles, setRead } from './jobs.js';

/** The line: 921600 baud, eight bits, even parity. */
export const ARC_ONE_LINE = { baudRate: 921_600, parity: 'even' } as const;

/** What a reading takes at most, milliseconds: so much, and so much for each that it is the mean of. A choice. */
const [READ_MS, CYCLE_MS] = [20, 1];
/** Below 0.5 ms between lines the board drops some of them. A guard that lasts as long as a reading hears that a late answer was another's. */
const TIMING: BareTiming = { paceMs: 1, guardMs: READ_MS, quietMs: 4000 };
const ANSWER_MS = 2000;
const RESET_MS = 2000;
const BEFORE_VERSION_MS = 200;
/** Longest time of pulses in one job, because none can be stopped. */
const JOB_NANOS = 100e6;
/** Resistances outside of these are no reading, ohms: ten times beyond what the vendor shows at either end. */
const PLAUSIBLE = { least: 10, most: 1e9 };

export interface ArcOneOptions extends BareOptions {
  readonly rows?: number;
  readonly columns?: number;
}

/** ArC ONE as a session: started anew by a reset and job 0, read by job 1, pulsed by job 141. */
export class ArcOneSession extends BareSession {
  readonly cannot = arcOneCannot;
  override readonly readsAtZero = false;
  capabilities: Capabilities;
  protected readonly hasCompliance = false;
  protected readonly off = resets;
  private readVolts = 0.5;
  private cycles = 1;
  /** the version, once told; a board of old firmware is silent */
  private firmware: string | undefined;
  /** where the last implausible reading was made */
  private doubted: string | undefined;

  private constructor(link: BareLink, rows: number, columns: number) {
    super(link);
    this.capabilities = arcOneCapabilities(rows, columns, '');
  }

  /** Resets the board, sets it up and asks for its version. The transport stays the caller's to close if this fails. */
  static async connect(transport: Transport, options: ArcOneOptions = {}): Promise<ArcOneSession> {
    const { rows = 32, columns = 32 } = options;
    const session = new ArcOneSession(new BareLink(transport, TIMING, options), rows, columns);
    session.recovery.distrust();
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
      throw new UsageError(
        `ArC ONE sums rows at one positive voltage: got ${microvolts.join(', ')} µV: expected the host to sum single reads`,
      );
    await this.prepare(first, order.averages);
    const together = readTogether(column, rows, first * 1e-6);
    const { ohms } = await this.link.ask(together, triplet, ANSWER_MS, this.readMs);
    return this.current(ohms, first, `${rows.join('+')},${column}`);
  }

  protected async deliver(train: PulseTrain, limits: Limits, wanted: () => boolean): Promise<Outcome> {
    const most = Math.max(1, Math.floor(JOB_NANOS / train.periodNanos));
    let done = 0;
    while (done < train.count && wanted()) {
      const count = Math.min(most, train.count - done);
      await this.prepare(this.gentle(limits), 1);
      await this.job({ ...train, count });
      done += count;
    }
    return { done, flags: done < train.count ? FLAG.aborted : 0 };
  }

  protected override refuseTrain({ microvolts, periodNanos }: PulseTrain): void {
    if (microvolts === 0)
      throw new UsageError('ArC ONE ramps away from 0 V: got pulses of 0 V: expected others');
    if (periodNanos > JOB_NANOS)
      throw new UsageError(
        `ArC ONE cannot stop a job: got a period of ${periodNanos} ns: expected at most ${JOB_NANOS} ns`,
      );
  }

  /** A reset is the only known way to take everything away. */
  protected rest(): Promise<void> {
    return this.reset();
  }

  protected async restart(): Promise<void> {
    await this.link.settle();
    await this.reset();
    await this.link.tell(...setRead(this.readVolts));
  }

  /** Resets the board, whatever it waits for, and has it answer. */
  private async reset(): Promise<void> {
    const { link } = this;
    await link.shout(...resets);
    await link.pause(RESET_MS);
    await link.settle(TIMING.guardMs);
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

  /** Sets how the next job reads, each time: a board that was reset meanwhile reads otherwise, and says nothing of it. */
  private async prepare(microvolts: number, cycles: number): Promise<void> {
    if (microvolts === 0)
      throw new UsageError('ArC ONE tells resistances: got a read at 0 V: expected another voltage');
    const volts = microvolts * 1e-6;
    [this.cycles, this.readVolts] = [cycles, volts];
    await this.link.tell(...setCycles(cycles));
    await this.link.tell(...setRead(volts));
  }

  /** A resistance as a current. One that cannot be is asked for again after a reset; if it comes again, it is the device. */
  private current(ohms: number, microvolts: number, where: string): SessionSum {
    const doubted = this.doubted === where;
    this.doubted = undefined;
    if (ohms >= PLAUSIBLE.least && ohms <= PLAUSIBLE.most)
      return { picoamps: Math.round((microvolts * 1e6) / ohms), flags: 0 };
    if (!doubted) {
      this.doubted = where;
      throw new OutOfStep(`got ${ohms} Ω: expected ${PLAUSIBLE.least} to ${PLAUSIBLE.most} Ω`);
    }
    return { picoamps: 0, flags: faultOf(ohms) };
  }

  private async job(train: PulseTrain): Promise<void> {
    const { count, microvolts, widthNanos, periodNanos } = train;
    const [volts, seconds] = [microvolts * 1e-6, widthNanos * 1e-9];
    const interpulse = (periodNanos - widthNanos) * 1e-9;
    const lasts = count * (periodNanos * 1e-6 + this.readMs);
    const order = pulseTrain({ ...train, volts, seconds, interpulse });
    const answer = triplets(count + 1);
    const [before, ...steps] = await this.link.ask(order, answer, ANSWER_MS + lasts, this.readMs);
    const asSent =
      steps.length === count && steps.every((step) => near(step.volts, volts) && near(step.seconds, seconds));
    // A board that lost its settings just now reads with another voltage than ours; one step less may be one that got lost.
    if (!before || !asSent || !near(before.volts, this.readVolts))
      throw new OutOfStep(strange(before, steps));
  }
}

/** Only too many ohms are an open device: what is no resistance at all says nothing of it. */
function faultOf(ohms: number): number {
  if (ohms > PLAUSIBLE.most) return FLAG.openSuspected;
  return ohms >= 0 ? FLAG.shortSuspected : FLAG.saturated;
}

function near(value: number, expected: number): boolean {
  return Math.abs(value - expected) <= 1e-3 * Math.abs(expected);
}

function strange(before: Triplet | undefined, steps: readonly Triplet[]): string {
  const [first] = steps;
  return `got a train of ${steps.length} pulses of ${first?.volts} V and ${first?.seconds} s, read at ${before?.volts} V: expected the one that was sent and the read voltage that was set`;
}
