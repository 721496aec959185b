import { UsageError } from '../../../src/core/errors.js';
import type { Transport } from '../../ports/transport.js';
import type { Outcome, Place, PulseTrain, SessionReading, SessionSum } from '../../sessions/board-session.js';
import type { Capabilities } from '../../sessions/capabilities.js';
import { OutOfStep } from '../../sessions/errors.js';
import { FLAG } from '../../sessions/flag.js';
import {
  UnnumberedLink,
  type UnnumberedOptions,
  type UnnumberedTiming,
} from '../unnumbered/unnumbered-link.js';
import { UnnumberedSession, type ReadOrder } from '../unnumbered/unnumbered-session.js';
import { averages, inferMultiple, weightModif } from './messages.js';
import {
  ADC_MAXIMUM,
  codeOf,
  CODE_VOLTS,
  GROUND,
  openMenaCannot,
  openMenaCapabilities,
  SIDE,
} from './openmena-hardware.js';

/** Serial line of OpenMENA: 115200 baud, eight bits, no parity. */
export const OPENMENA_LINE = { baudRate: 115_200 } as const;

const TIMING: UnnumberedTiming = { paceMs: 1, guardMs: 20, quietMs: 3000 };
/** The firmware takes 1.05 s for each set of row voltages. */
const VECTOR_MS = 1050;
const MARGIN_MS = 2000;
/** Conversions that the firmware averages for one set. */
const CONVERSIONS = 20;
/** Time that the firmware needs for a train, in addition to its pulses. */
const WRITE_MS = 600;

/** The measured current per count of an OpenMENA, and the clock. */
export interface OpenMenaOptions extends UnnumberedOptions {
  /** current per count of the column amplifiers, signed; it depends on their feedback resistors, so it must be measured */
  readonly amperesPerCount: number;
}

/**
 * A session with OpenMENA, 8 × 8: products are computed in the array, with a separate voltage on each row. Each reading
 * is the difference from one with all rows at ground in the same command, which cancels amplifier offsets. A train has no
 * answer, so it is never acknowledged. The next reading shows its effect.
 */
export class OpenMenaSession extends UnnumberedSession {
  readonly capabilities: Capabilities = openMenaCapabilities;
  readonly cannot = openMenaCannot;
  protected readonly hasCompliance = false;
  protected readonly off = [inferMultiple([groundRows()])];

  private constructor(
    link: UnnumberedLink,
    private readonly amperesPerCount: number,
  ) {
    super(link);
  }

  /** Lets the board start, then reads with all rows at ground. If this fails, the caller must close the transport. */
  static async connect(transport: Transport, options: OpenMenaOptions): Promise<OpenMenaSession> {
    const { amperesPerCount } = options;
    if (!(Math.abs(amperesPerCount) > 0 && Math.abs(amperesPerCount) < 1e-3))
      throw new UsageError(
        `amperesPerCount: got ${amperesPerCount}: expected the measured current per ADC count, not 0 and below 1 mA`,
      );
    const session = new OpenMenaSession(new UnnumberedLink(transport, TIMING, options), amperesPerCount);
    session.recovery.restartFirst();
    await session.recovery.repeatable(async () => {});
    return session;
  }

  protected async measure(
    { row, column }: Place,
    microvolts: number,
    order: ReadOrder,
  ): Promise<SessionReading> {
    const { picoamps, flags } = await this.sum(column, [row], [microvolts], order);
    return { picoamps, flags, microvolts: stepsOf(microvolts) * CODE_VOLTS * 1e6 };
  }

  protected async sum(
    column: number,
    rows: readonly number[],
    microvolts: readonly number[],
    order: ReadOrder,
  ): Promise<SessionSum> {
    const driven = groundRows();
    rows.forEach((row, k) => (driven[row] = GROUND + stepsOf(microvolts[k])));
    const repeats = Math.max(1, Math.ceil(order.averages / CONVERSIONS));
    const vectors = Array.from({ length: repeats }, () => [groundRows(), driven]).flat();
    const counts = (await this.infer(vectors)).map((columns) => columns[column]);
    const difference = counts.reduce((sum, count, i) => sum + (i % 2 === 0 ? -count : count), 0) / repeats;
    const saturated = counts.some((count) => count < 1 || count > ADC_MAXIMUM - 1);
    return {
      picoamps: Math.round(difference * this.amperesPerCount * 1e12),
      flags: saturated ? FLAG.saturated : 0,
    };
  }

  /** If the board still answers, it refused nothing; it may not have heard the train. All pulses count as uncertain, and the next reading shows their effect. */
  protected async deliver(train: PulseTrain): Promise<Outcome> {
    const { row, column, microvolts, count, widthNanos } = train;
    const micros = widthNanos / 1000;
    await this.link.sendLines(weightModif({ row, column, volts: microvolts * 1e-6, count, micros }));
    await this.link.pause(WRITE_MS + (2 * micros * count) / 1000);
    // A refusal would have arrived by now, or comes instead of this answer.
    await this.infer([groundRows()]);
    return { done: 0, uncertain: count, flags: 0 };
  }

  protected override refuseTrain({ widthNanos, microvolts }: PulseTrain): void {
    if (widthNanos % 1000 !== 0)
      throw new UsageError(
        `OpenMENA sets widths in µs: got ${widthNanos} ns: expected a multiple of 1000 ns`,
      );
    if (microvolts === 0) throw new UsageError('OpenMENA cannot pulse at 0 V');
  }

  /** Sets all rows to ground, as they are after a reading. */
  protected async makeSafe(): Promise<void> {
    await this.infer([groundRows()]);
  }

  protected async restart(): Promise<void> {
    await this.link.waitForSilence();
    await this.infer([groundRows()]);
  }

  private async infer(vectors: readonly (readonly number[])[]): Promise<number[][]> {
    const count = vectors.length;
    const deadline = 3 * VECTOR_MS * count + MARGIN_MS;
    const found = await this.link.ask([inferMultiple(vectors)], averages(count), deadline);
    if (found.flat().some((reading) => reading > ADC_MAXIMUM))
      throw new OutOfStep(`got more than ${ADC_MAXIMUM} counts`);
    return found;
  }
}

/** Codes of a set with all rows at ground. */
function groundRows(): number[] {
  return Array.from({ length: SIDE }, () => GROUND);
}

/** The nearest voltage of the converter, in codes from ground. */
function stepsOf(microvolts: number): number {
  const code = codeOf(microvolts * 1e-6);
  if (code !== undefined) return code - GROUND;
  throw new UsageError(`OpenMENA drives rows with at most ±0.75 V: got ${microvolts} µV`);
}
