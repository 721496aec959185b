import { RunError } from '../../../src/core/errors.js';
import { systemClock, type Clock } from '../../ports/clock.js';
import type { Transport } from '../../ports/transport.js';
import type { Place, PulseTrain } from '../../sessions/board-session.js';
import type { Capabilities } from '../../sessions/capabilities.js';
import { LinkLost, type UncertainPulse } from '../../sessions/errors.js';
import { limitsAsSent } from '../../sessions/limits.js';
import { RequestGuard } from '../../sessions/request-guard.js';
import { capabilitiesFrom, keyed } from './capabilities-frame.js';
import type { RequestOptions } from './exchange.js';
import { Heartbeat } from './heartbeat.js';
import { MbpLink } from './mbp-link.js';
import {
  integersOf,
  lastTrainFrom,
  zerosFrom,
  type Delivery,
  type LastTrain,
  type Reading,
  type SentTrain,
  type SummedReading,
  type Zeros,
} from './parse-answers.js';
import { Reads } from './reads.js';
import { refuseHeartbeat, sayHello, setConfirmed, type SessionOptions } from './session-start.js';
import { TrainFlight } from './train-flight.js';

/** A board may measure its zeros before it answers ARM. */
const ZEROS_NANOS = 100e6;

/**
 * A session with a board: checked, limited, armed, and kept armed by a heartbeat. It survives a reset or an unplug:
 * `reopen` arms the same board again and resolves the outcome of the train in flight.
 */
export class MbpSession {
  capabilities!: Capabilities;
  private link!: MbpLink;
  private guard!: RequestGuard;
  private reads!: Reads;
  private nonce = '';
  /** of this session, and of those before it on this board */
  private readonly nonces = new Set<string>();
  private transport: Transport | undefined;
  private heartbeat: Heartbeat | undefined;
  readonly clock: Clock;
  private readonly flight: TrainFlight;
  private readonly replyMs: number;
  private readonly keepaliveMs: number;

  private constructor(private readonly options: SessionOptions) {
    refuseHeartbeat(options.heartbeatMs);
    this.clock = options.clock ?? systemClock;
    this.flight = new TrainFlight(this.clock);
    this.replyMs = Math.min(250, Math.max(50, options.heartbeatMs / 4));
    this.keepaliveMs = options.heartbeatMs / 3;
  }

  /** If this fails, the caller must close the transport. */
  static async open(transport: Transport, options: SessionOptions): Promise<MbpSession> {
    const session = new MbpSession(options);
    await session.begin(transport);
    return session;
  }

  /** Arms the board again, over a new connection or, after a reset, over the same one. Resolves with the outcome of the train in flight, if there is one. */
  async reopen(transport: Transport): Promise<Delivery | UncertainPulse | undefined> {
    const outcome = await this.begin(transport);
    this.flight.land();
    return outcome;
  }

  /** The boot id of the board. */
  get boot(): number {
    return this.link.boot;
  }

  read(place: Place, microvolts: number, settleNanos: number, averages: number): Promise<Reading> {
    return this.reads.one(place, microvolts, settleNanos, averages);
  }

  readSet(...sum: Parameters<Reads['sum']>): Promise<SummedReading> {
    return this.reads.sum(...sum);
  }

  /** Every device of the board, row by row. */
  readAll(microvolts: number, settleNanos: number, averages: number): Promise<Reading[]> {
    return this.reads.all(microvolts, settleNanos, averages);
  }

  /** Gives all pulses once and resolves with the number delivered. If it rejects, `reopen` or UncertainPulse tells what is known. */
  async train(train: PulseTrain): Promise<Delivery> {
    this.guard.train(train);
    return this.flight.send(train, this.link, this.nonce, this.within(train.count * train.periodNanos));
  }

  /** Stops the running train and the waiting ones; their promises resolve with the pulses delivered. */
  async abort(): Promise<void> {
    const total = String(this.flight.train?.count ?? 0);
    const values = await this.link.interrupt('ABORT', this.within(0), ([done = '', flags = '']) => [
      done,
      total,
      flags,
    ]);
    integersOf('ABORT', values, 2);
  }

  /** Stops all trains, switches all voltages off and disarms the board; only `reopen` arms it again. */
  async safe(): Promise<void> {
    if (this.flight.train && !this.link.failure) await this.abort();
    await this.link.interrupt('SAFE', this.within(0), () => []);
  }

  async last(): Promise<LastTrain> {
    return lastTrainFrom(await this.link.request('LAST', [], this.within(0)));
  }

  /**
   * The outcome of a train that an earlier session sent; undefined if the board cannot know it any more after a reset. A
   * random boot id can repeat. So a board that does not know the train must prove that it was not reset.
   *
   * @param elapsed milliseconds since the train was first sent
   * @param nonces of this host's sessions: a last train of another host could have replaced this one
   */
  async outcomeOf(
    train: SentTrain,
    elapsed: () => number,
    nonces: ReadonlySet<string> = this.nonces,
  ): Promise<Delivery | undefined> {
    if (train.boot !== this.link.boot) return undefined;
    const { seq, nonce, done, total, flags } = await this.last();
    if (seq === train.seq && nonce === train.nonce) return { done, flags };
    if (total > 0 && !nonces.has(nonce)) return undefined;
    // HELLO made the train's number void, so a train that has not begun never will.
    return (await this.unbroken(elapsed)) ? { done: 0, flags: 0 } : undefined;
  }

  /** What the board's parts are off by, as measured when it was armed. */
  private async zeros(): Promise<Zeros> {
    const { rows, columns } = this.capabilities;
    return zerosFrom(await this.link.request('ZERO', [], this.within(0)), rows, columns);
  }

  /** The board's state: uptime in ms, counts of crc and overruns, and what else it reports. */
  async stat(): Promise<Readonly<Record<string, number>>> {
    return Object.fromEntries(keyed(await this.link.request('STAT', [], this.within(0))));
  }

  /** Makes the board safe and closes the connection. If the board does not answer, its watchdog makes it safe. */
  async close(): Promise<void> {
    await this.safe().catch(() => {});
    this.end('it was closed');
    await this.transport?.close();
  }

  private async begin(transport: Transport): Promise<Delivery | UncertainPulse | undefined> {
    const after = this.link?.seq;
    this.end('another connection took its place');
    const { limits, heartbeatMs, journal } = this.options;
    this.transport = transport;
    this.link = new MbpLink(transport, {
      clock: this.clock,
      ...(journal && { journal }),
      ...(after !== undefined && { after }),
    });
    const { nonce, hello } = await sayHello(this.link, this.options.nonce);
    this.nonce = nonce;
    this.nonces.add(nonce);
    const outcome = await this.flight.outcome((...sent) => this.outcomeOf(...sent));
    this.checkCapabilities(capabilitiesFrom(hello, await this.link.request('CAPS', [], this.within(0))));
    this.guard = new RequestGuard(this.capabilities, limits);
    this.reads = new Reads(this.link, this.guard, this.capabilities, limits, (nanos) => this.within(nanos));
    await setConfirmed(this.link, 'LIMITS', limitsAsSent(limits), this.within(0));
    await setConfirmed(this.link, 'ARM', [heartbeatMs], this.within(ZEROS_NANOS));
    if (this.capabilities.measuresZeros) journal?.note({ zeros: await this.zeros() });
    this.heartbeat = new Heartbeat(this.link, this.clock, this.keepaliveMs, this.within(0));
    return outcome;
  }

  private checkCapabilities(capabilities: Capabilities): void {
    const known = this.capabilities as Capabilities | undefined;
    const name = ({ model, serial }: Capabilities) => `${model} ${serial}`;
    if (known && name(known) !== name(capabilities)) {
      throw new RunError(`another board is connected: got ${name(capabilities)}: expected ${name(known)}`);
    }
    this.options.check?.(capabilities);
    this.capabilities = capabilities;
  }

  /** Whether the board's uptime proves that it was not reset in that time; its clock may be off by a tenth. */
  private async unbroken(milliseconds: () => number): Promise<boolean> {
    if (this.capabilities.durable) return true;
    const { uptime = 0 } = await this.stat();
    return uptime > 1.1 * milliseconds();
  }

  /** Options of a request whose answer takes this many nanoseconds to measure. */
  private within(nanos: number): RequestOptions {
    return { deadlineMs: this.replyMs + nanos * 1e-6, keepaliveMs: this.keepaliveMs };
  }

  private end(because: string): void {
    this.heartbeat?.stop();
    this.link?.fail(new LinkLost(`the connection to the board ended: ${because}`));
  }
}
