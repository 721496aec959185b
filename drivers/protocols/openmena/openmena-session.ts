import { UsageError } from '../../../src/core/errors.js';
import { BareLink, type BareOptions, type BareTiming } from '../unnumbered/unnumbered-link.js';
import { OutOfStep } from '../unnumbered/out-of-step.js';
import { BareSession, type ReadOrder } from '../unnumbered/unnumbered-session.js';
import type { Outcome, Place, PulseTrain, SessionReading, SessionSum } from '../../sessions/board-session.js';
import type { Capabilities } from '../../sessions/capabilities.js';
import { FLAG } from '../../sessions/flag.js';
import type { Transport } from '../../ports/transport.js';
import { ADC_MOST, CODE_VOLTS, codeOf, GROUND, SIDE } from './converters.js';
import { openMenaCannot, openMenaCapabilities } from './openmena-capabilities.js';
import { averages, inferMultiple, weightModif } from './messages.js';

/** The line: 115200 baud, eight bits, no parity. */
export const OPENMENA_LINE = { baudRate: 115_200 } as const;

const TIMING: BareTiming = { paceMs: 1, guardMs: 20, quietMs: 3000 };
/** Each set of row voltages takes 1.05 s by the firmware's own waits. */
const VECTOR_MS = 1050;
const MARGIN_MS = 2000;
/** Conversions that one set is the mean of. */
const CONVERSIONS = 20;
/** What the firmware takes over a train, beside its pulses. */
const WRITE_MS = 600;

export interface OpenMenaOptions extends BareOptions {
  /** of the column amplifiers, signed: what their feedback resistors make of a count; no source tells it, so it is measured */
  readonly amperesPerCount: number;
}

/**
 * OpenMENA, 8 × 8, as a session: the product in the array, a voltage of its own on each row. Every reading is the
 * difference to one with all rows at ground in the same command, which takes amplifier offsets away. A train has no
 * answer, and so is never acknowledged: what comes after it is a reading, which shows what became of the device.
 */
export class OpenMenaSession extends BareSession {
  readonly capabilities: Capabilities = openMenaCapabilities;
  readonly cannot = openMenaCannot;
  protected readonly hasCompliance = false;
  protected readonly off = [inferMultiple([rest()])];

  private constructor(
    link: BareLink,
    private readonly amperesPerCount: number,
  ) {
    super(link);
  }

  /** Lets the board start, then has it read with all rows at ground. The transport stays the caller's to close if this fails. */
  static async connect(transport: Transport, options: OpenMenaOptions): Promise<OpenMenaSession> {
    const { amperesPerCount } = options;
    if (!(Math.abs(amperesPerCount) > 0 && Math.abs(amperesPerCount) < 1e-3))
      throw new UsageError(
        `amperesPerCount: got ${amperesPerCount}: expected what the board's amplifiers make of one count`,
      );
    const session = new OpenMenaSession(new BareLink(transport, TIMING, options), amperesPerCount);
    session.recovery.distrust();
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
    const driven = rest();
    rows.forEach((row, k) => (driven[row] = GROUND + stepsOf(microvolts[k])));
    const repeats = Math.max(1, Math.ceil(order.averages / CONVERSIONS));
    const vectors = Array.from({ length: repeats }, () => [rest(), driven]).flat();
    const counts = (await this.infer(vectors)).map((columns) => columns[column]);
    const difference = counts.reduce((sum, count, i) => sum + (i % 2 === 0 ? -count : count), 0) / repeats;
    const saturated = counts.some((count) => count < 1 || count > ADC_MOST - 1);
    return {
      picoamps: Math.round(difference * this.amperesPerCount * 1e12),
      flags: saturated ? FLAG.saturated : 0,
    };
  }

  /** That a board still answers says that it refused nothing, not that it heard: all pulses stay uncertain, and the next reading shows what they did. */
  protected async deliver(train: PulseTrain): Promise<Outcome> {
    const { row, column, microvolts, count, widthNanos } = train;
    const micros = widthNanos / 1000;
    await this.link.tell(weightModif({ row, column, volts: microvolts * 1e-6, count, micros }));
    await this.link.pause(WRITE_MS + (2 * micros * count) / 1000);
    // A refusal would lie here by now, or come instead of this answer.
    await this.infer([rest()]);
    return { done: 0, uncertain: count, flags: 0 };
  }

  protected override refuseTrain({ widthNanos, microvolts }: PulseTrain): void {
    if (widthNanos % 1000 !== 0)
      throw new UsageError(`OpenMENA counts widths in µs: got ${widthNanos} ns: expected a multiple of 1000`);
    if (microvolts === 0) throw new UsageError('OpenMENA needs a sign: got pulses of 0 V: expected others');
  }

  /** All rows at ground, which a reading leaves them at. */
  protected async rest(): Promise<void> {
    await this.infer([rest()]);
  }

  protected async restart(): Promise<void> {
    await this.link.settle();
    await this.infer([rest()]);
  }

  private async infer(vectors: readonly (readonly number[])[]): Promise<number[][]> {
    const count = vectors.length;
    const deadline = 3 * VECTOR_MS * count + MARGIN_MS;
    const found = await this.link.ask([inferMultiple(vectors)], averages(count), deadline);
    if (found.flat().some((reading) => reading > ADC_MOST))
      throw new OutOfStep(`got more than ${ADC_MOST} counts`);
    return found;
  }
}

function rest(): number[] {
  return Array.from({ length: SIDE }, () => GROUND);
}

/** Codes from ground to the nearest voltage that the converter has. */
function stepsOf(microvolts: number): number {
  const code = codeOf(microvolts * 1e-6);
  if (code !== undefined) return code - GROUND;
  throw new UsageError(`OpenMENA drives rows with ±0.75 V: got ${microvolts} µV`);
}
