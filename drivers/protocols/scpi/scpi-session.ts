import { RunError, UsageError } from '../../../src/core/errors.js';
import { lines } from '../unnumbered/answer.js';
import { BareLink, type BareOptions, type BareTiming } from '../unnumbered/unnumbered-link.js';
import { OutOfStep } from '../unnumbered/out-of-step.js';
import { BareSession, type ReadOrder } from '../unnumbered/unnumbered-session.js';
import type { Outcome, Place, PulseTrain, SessionReading, SessionSum } from '../../sessions/board-session.js';
import { BoardRefused } from '../../sessions/errors.js';
import type { Capabilities } from '../../sessions/capabilities.js';
import { FLAG } from '../../sessions/flag.js';
import type { Limits } from '../../sessions/limits.js';
import type { Transport } from '../../ports/transport.js';
import { identityOver } from './identity-over.js';
import { keithley2400 } from './keithley-2400.js';
import { keithley2600 } from './keithley-2600.js';
import { rampTo } from './ramp.js';
import type { Complaint, Query, SourcedPulse, SourceMeter } from './source-meter.js';

const sourceMeters: readonly SourceMeter[] = [keithley2400, keithley2600];

/** The line as it leaves the factory: 9600 baud, eight bits, no parity. */
export const SCPI_LINE = { baudRate: 9600 } as const;

const TIMING: BareTiming = { paceMs: 0, guardMs: 5, quietMs: 3000 };
const ANSWER_MS = 1500;
/** Entries of an error queue after which it is called endless. */
const ERRORS = 50;

/**
 * One device on a source-measure unit. No voltage stands on it between two exchanges, every level is ramped to, every
 * command is waited for, compliance is looked at after every pulse, and the error queue is empty after every exchange.
 */
export class ScpiSession extends BareSession {
  readonly capabilities: Capabilities;
  readonly cannot: readonly string[];
  protected readonly hasCompliance = true;
  protected readonly off: readonly string[];
  private level = 0;
  private number = 0;

  private constructor(
    link: BareLink,
    private readonly meter: SourceMeter,
    private readonly identity: string,
  ) {
    super(link);
    this.capabilities = meter.capabilities(identity);
    this.cannot = meter.cannot;
    this.off = [...meter.breakOff, ...meter.off];
  }

  /** Asks who is there and switches its output off. The transport stays the caller's to close if this fails. */
  static async connect(transport: Transport, options: BareOptions = {}): Promise<ScpiSession> {
    const link = new BareLink(transport, TIMING, options);
    const identity = await identityOver(link, TIMING, ANSWER_MS);
    const meter = sourceMeters.find(({ recognises }) => recognises.test(identity));
    if (!meter)
      throw new RunError(
        `got the instrument ${JSON.stringify(identity)}: expected a Keithley 2400, 6430 or 2600B`,
      );
    const session = new ScpiSession(link, meter, identity);
    session.recovery.distrust();
    await session.recovery.repeatable(() => session.rest());
    return session;
  }

  protected override async limit(limits: Limits): Promise<void> {
    await this.tell(...this.meter.prepare(limits));
    this.level = 0;
    const expected = limits.picoampsMax * 1e-12;
    const compliance = await this.ask((number) => this.meter.compliance(number));
    await this.refuseErrors('the limits');
    if (Math.abs(compliance - expected) > 0.01 * expected)
      throw new RunError(
        `the instrument keeps a compliance of ${compliance} A: expected ${expected} A, as the limits have it`,
      );
  }

  protected async measure(_: Place, microvolts: number, order: ReadOrder): Promise<SessionReading> {
    await this.ramp(microvolts * 1e-6);
    await this.link.pause(order.settleNanos * 1e-6);
    let [volts, amperes, flags] = [0, 0, 0];
    for (let k = 0; k < order.averages; k++) {
      const measured = await this.ask((number) => this.meter.measure(number));
      volts += measured.volts / order.averages;
      amperes += measured.amperes / order.averages;
      flags |= measured.flags;
    }
    await this.ramp(0);
    await this.refuseErrors('a read');
    if (!flags && !near(volts, microvolts * 1e-6))
      throw new OutOfStep(`got a reading at ${volts} V: expected ${microvolts * 1e-6} V`);
    return { picoamps: Math.round(amperes * 1e12), microvolts: volts * 1e6, flags };
  }

  protected async sum(): Promise<SessionSum> {
    throw new UsageError('a source-measure unit has one device: expected the host to read it alone');
  }

  protected async deliver(train: PulseTrain, limits: Limits, wanted: () => boolean): Promise<Outcome> {
    const pulse: SourcedPulse = {
      volts: train.microvolts * 1e-6,
      seconds: train.widthNanos * 1e-9,
      limits,
    };
    const { meter } = this;
    await this.tell(...meter.beginTrain(pulse));
    let [done, flags] = [0, 0];
    while (done < train.count && flags === 0) {
      if (done > 0) await this.link.pause((train.periodNanos - train.widthNanos) * 1e-6);
      if (!wanted()) flags = FLAG.aborted;
      else {
        flags = await this.pulse(pulse);
        done++;
      }
    }
    await this.tell(...meter.endTrain);
    const [complaint] = await this.errors();
    if (complaint) throw new OutOfStep(`the instrument complains: ${complaint.code} ${complaint.text}`);
    return { done, flags };
  }

  protected async rest(): Promise<void> {
    await this.ramp(0);
    await this.tell(...this.meter.off);
  }

  /** Whoever answers must be the one that we know; then what was set is set again, for it may have been switched off. */
  protected async restart(): Promise<void> {
    await this.link.settle();
    await this.link.tell(...this.meter.breakOff);
    const [identity] = await this.link.ask(['*IDN?'], lines(1), ANSWER_MS);
    if (identity !== this.identity)
      throw new OutOfStep(`got ${JSON.stringify(identity)}: expected ${JSON.stringify(this.identity)}`);
    if (this.limits) await this.limit(this.limits);
  }

  /** One pulse, and what is to be remarked on it. */
  private async pulse(pulse: SourcedPulse): Promise<number> {
    const { volts, flags } = await this.ask((number) => this.meter.pulse(number, pulse), pulse.seconds * 2e3);
    if (!flags && !near(volts, pulse.volts))
      throw new OutOfStep(`got a pulse of ${volts} V: expected ${pulse.volts} V`);
    return flags;
  }

  private async ramp(volts: number): Promise<void> {
    for (const step of rampTo(this.level, volts)) {
      await this.tell(this.meter.level(step));
      this.level = step;
    }
  }

  /** Sends commands, each waited for. */
  private async tell(...commands: readonly string[]): Promise<void> {
    for (const command of commands) {
      const done = this.meter.done(this.nextNumber());
      const [answer] = await this.link.ask([command, done.line], lines(1), ANSWER_MS);
      done.meaning(answer);
    }
  }

  private async ask<Value>(query: (number: number) => Query<Value>, takesMs = 0): Promise<Value> {
    const { line, meaning } = query(this.nextNumber());
    const [answer] = await this.link.ask([line], lines(1), ANSWER_MS + takesMs);
    return meaning(answer);
  }

  private async refuseErrors(what: string): Promise<void> {
    const [complaint] = await this.errors();
    if (complaint) throw new BoardRefused(what, complaint.code, [complaint.text]);
  }

  /** Empties the error queue. */
  private async errors(): Promise<Complaint[]> {
    const found: Complaint[] = [];
    while (found.length < ERRORS) {
      const complaint = await this.ask((number) => this.meter.error(number));
      if (!complaint) return found;
      found.push(complaint);
    }
    throw new OutOfStep(`got ${ERRORS} errors: expected an end of them`);
  }

  private nextNumber(): number {
    this.number = (this.number % 9999) + 1;
    return this.number;
  }
}

/** Within what converters and wires leave of a voltage. */
function near(volts: number, expected: number): boolean {
  return Math.abs(volts - expected) <= 0.02 * Math.abs(expected) + 2e-3;
}
