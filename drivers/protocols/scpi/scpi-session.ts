import { RunError, UsageError } from '../../../src/core/errors.js';
import type { Transport } from '../../ports/transport.js';
import type { Outcome, Place, PulseTrain, SessionReading, SessionSum } from '../../sessions/board-session.js';
import type { Capabilities } from '../../sessions/capabilities.js';
import { OutOfStep } from '../../sessions/errors.js';
import { FLAG } from '../../sessions/flag.js';
import type { Limits } from '../../sessions/limits.js';
import {
  UnnumberedLink,
  type UnnumberedOptions,
  type UnnumberedTiming,
} from '../unnumbered/unnumbered-link.js';
import { UnnumberedSession, type ReadOrder } from '../unnumbered/unnumbered-session.js';
import { keithley2400 } from './keithley-2400.js';
import { keithley2600 } from './keithley-2600.js';
import { askIdentity, firstIdentity, ScpiDialogue } from './scpi-dialogue.js';
import type { SourcedPulse, SourceMeter } from './source-meter.js';

const sourceMeters: readonly SourceMeter[] = [keithley2400, keithley2600];

/** Serial line with factory settings: 9600 baud, eight bits, no parity. */
export const SCPI_LINE = { baudRate: 9600 } as const;

const TIMING: UnnumberedTiming = { paceMs: 0, guardMs: 5, quietMs: 3000 };

/**
 * A session with one device on a source-measure unit. Between two exchanges its voltage is 0, and every level is reached
 * by a ramp. The compliance is checked after every pulse, and the error queue after every exchange.
 */
export class ScpiSession extends UnnumberedSession {
  readonly capabilities: Capabilities;
  readonly cannot: readonly string[];
  protected readonly hasCompliance = true;
  protected readonly off: readonly string[];
  private readonly dialogue: ScpiDialogue;
  private level = 0;

  private constructor(
    link: UnnumberedLink,
    private readonly meter: SourceMeter,
    private readonly identity: string,
  ) {
    super(link);
    this.capabilities = meter.capabilities(identity);
    this.cannot = meter.cannot;
    this.off = [...meter.breakOff, ...meter.off];
    this.dialogue = new ScpiDialogue(link, meter);
  }

  /** Identifies the instrument and switches its output off. If this fails, the caller must close the transport. */
  static async connect(transport: Transport, options: UnnumberedOptions = {}): Promise<ScpiSession> {
    const link = new UnnumberedLink(transport, TIMING, options);
    const identity = await firstIdentity(link, TIMING);
    const meter = sourceMeters.find(({ recognises }) => recognises.test(identity));
    if (!meter)
      throw new RunError(
        `got the instrument ${JSON.stringify(identity)}: expected a Keithley 2400, 6430 or 2600B`,
      );
    const session = new ScpiSession(link, meter, identity);
    session.recovery.restartFirst();
    await session.recovery.repeatable(() => session.makeSafe());
    return session;
  }

  protected override async limit(limits: Limits): Promise<void> {
    await this.dialogue.send(...this.meter.prepare(limits));
    this.level = 0;
    const expected = limits.picoampsMax * 1e-12;
    const compliance = await this.dialogue.ask((number) => this.meter.compliance(number));
    await this.dialogue.refuseErrors('the limits');
    if (Math.abs(compliance - expected) > 0.01 * expected)
      throw new RunError(
        `the compliance of the instrument: got ${compliance} A: expected ${expected} A, as the limits require`,
      );
  }

  protected async measure(_: Place, microvolts: number, order: ReadOrder): Promise<SessionReading> {
    await this.ramp(microvolts * 1e-6);
    await this.link.pause(order.settleNanos * 1e-6);
    let [volts, amperes, flags] = [0, 0, 0];
    for (let k = 0; k < order.averages; k++) {
      const measured = await this.dialogue.ask((number) => this.meter.measure(number));
      volts += measured.volts / order.averages;
      amperes += measured.amperes / order.averages;
      flags |= measured.flags;
    }
    await this.ramp(0);
    await this.dialogue.refuseErrors('a read');
    if (!flags && !near(volts, microvolts * 1e-6))
      throw new OutOfStep(`got a reading at ${volts} V: expected ${microvolts * 1e-6} V`);
    return { picoamps: Math.round(amperes * 1e12), microvolts: volts * 1e6, flags };
  }

  protected async sum(): Promise<SessionSum> {
    throw new UsageError('a source-measure unit has one device and cannot sum rows');
  }

  protected async deliver(train: PulseTrain, limits: Limits, wanted: () => boolean): Promise<Outcome> {
    const pulse: SourcedPulse = {
      volts: train.microvolts * 1e-6,
      seconds: train.widthNanos * 1e-9,
      limits,
    };
    const { meter } = this;
    await this.dialogue.send(...meter.beginTrain(pulse));
    let [done, flags] = [0, 0];
    while (done < train.count && flags === 0) {
      if (done > 0) await this.link.pause((train.periodNanos - train.widthNanos) * 1e-6);
      if (!wanted()) flags = FLAG.aborted;
      else {
        flags = await this.pulse(pulse);
        done++;
      }
    }
    await this.dialogue.send(...meter.endTrain);
    const [complaint] = await this.dialogue.errors();
    if (complaint) throw new OutOfStep(`the instrument reports: ${complaint.code} ${complaint.text}`);
    return { done, flags };
  }

  protected async makeSafe(): Promise<void> {
    await this.ramp(0);
    await this.dialogue.send(...this.meter.off);
  }

  /** The same instrument must answer. Its settings are sent again, because it may have been switched off. */
  protected async restart(): Promise<void> {
    await this.link.waitForSilence();
    await this.link.sendLines(...this.meter.breakOff);
    const identity = await askIdentity(this.link);
    if (identity !== this.identity)
      throw new OutOfStep(`got ${JSON.stringify(identity)}: expected ${JSON.stringify(this.identity)}`);
    if (this.limits) await this.limit(this.limits);
  }

  /** Gives one pulse and returns its flags. */
  private async pulse(pulse: SourcedPulse): Promise<number> {
    const { volts, flags } = await this.dialogue.ask(
      (number) => this.meter.pulse(number, pulse),
      pulse.seconds * 2e3,
    );
    if (!flags && !near(volts, pulse.volts))
      throw new OutOfStep(`got a pulse of ${volts} V: expected ${pulse.volts} V`);
    return flags;
  }

  private async ramp(volts: number): Promise<void> {
    for (const step of rampTo(this.level, volts)) {
      await this.dialogue.send(this.meter.level(step));
      this.level = step;
    }
  }
}

/** Whether a measured voltage agrees, within the errors of converters and wires. */
function near(volts: number, expected: number): boolean {
  return Math.abs(volts - expected) <= 0.02 * Math.abs(expected) + 2e-3;
}

/** Maximum step of a level, volts, so that a read causes no jump of the voltage. A choice. */
const RAMP_STEP = 0.05;

/** The levels of a ramp from one voltage to another, including the last; none if both are equal. */
export function rampTo(from: number, to: number): number[] {
  const steps = Math.ceil(Math.abs(to - from) / RAMP_STEP - 1e-9);
  return Array.from({ length: steps }, (_, k) =>
    k === steps - 1 ? to : from + ((to - from) * (k + 1)) / steps,
  );
}
