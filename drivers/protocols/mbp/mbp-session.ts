import { RunError } from '../../../src/core/errors.js';
import { systemClock, type Clock } from '../../ports/clock.js';
import type { Transport } from '../../ports/transport.js';
import { capabilitiesFrom, keyed } from './capabilities-frame.js';
import type { Capabilities } from '../../sessions/capabilities.js';
import { LinkLost, type UncertainPulse } from '../../sessions/errors.js';
import type { Patience } from './exchange.js';
import { greet } from './greet.js';
import { Heartbeat } from './heartbeat.js';
import { limitsAsSent } from '../../sessions/limits.js';
import { MbpLink } from './mbp-link.js';
import { Permit } from '../../sessions/permit.js';
import { answered, type Reading, type SummedReading } from '../../sessions/reading.js';
import { Reads } from './reads.js';
import { refuseHeartbeat, type SessionOptions } from '../../sessions/session-options.js';
import { TrainFlight } from './train-flight.js';
import {
  lastTrainFrom,
  type Delivery,
  type LastTrain,
  type Place,
  type SentTrain,
  type Train,
} from '../../sessions/train.js';

/**
 * A board that was greeted, checked, limited and armed, and is kept so by a heartbeat. It stays the same board and the
 * same session over reset and unplug: `reopen` arms it again and tells what became of the train that was in flight.
 */
export class MbpSession {
  capabilities!: Capabilities;
  private link!: MbpLink;
  private permit!: Permit;
  private reads!: Reads;
  private nonce = '';
  private transport: Transport | undefined;
  private heartbeat: Heartbeat | undefined;
  private readonly clock: Clock;
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

  /** The transport stays the caller's to close if this fails. */
  static async open(transport: Transport, options: SessionOptions): Promise<MbpSession> {
    const session = new MbpSession(options);
    await session.begin(transport);
    return session;
  }

  /** Armed again, over a new connection or, after a reset, over the same; tells what became of the train in flight, if one was. */
  async reopen(transport: Transport): Promise<Delivery | UncertainPulse | undefined> {
    const outcome = await this.begin(transport);
    this.flight.land();
    return outcome;
  }

  /** id of the board's boot that this session is with */
  get boot(): number {
    return this.link.boot;
  }

  read(place: Place, microvolts: number, settleNanos: number, averages: number): Promise<Reading> {
    return this.reads.one(place, microvolts, settleNanos, averages);
  }

  readSet(...sum: Parameters<Reads['sum']>): Promise<SummedReading> {
    return this.reads.sum(...sum);
  }

  /** Every device of the board, row after row. */
  readAll(microvolts: number, settleNanos: number, averages: number): Promise<Reading[]> {
    return this.reads.all(microvolts, settleNanos, averages);
  }

  /** Gives all pulses once, or tells how many; it rejects with the outcome unknown only as `reopen` or UncertainPulse says. */
  async train(train: Train): Promise<Delivery> {
    this.permit.train(train);
    return this.flight.send(train, this.link, this.nonce, this.patience(train.count * train.periodNanos));
  }

  /** Stops the train that runs, and those that wait; their promises then tell how far they came. */
  async abort(): Promise<void> {
    const total = String(this.flight.train?.count ?? 0);
    const values = await this.link.interrupt('ABORT', this.patience(0), ([done = '', flags = '']) => [
      done,
      total,
      flags,
    ]);
    answered('ABORT', values, 2);
  }

  /** Stops all, takes every voltage away and disarms; pulses again after `reopen`. */
  async safe(): Promise<void> {
    if (this.flight.train && !this.link.failure) await this.abort();
    await this.link.interrupt('SAFE', this.patience(0), () => []);
  }

  async last(): Promise<LastTrain> {
    return lastTrainFrom(await this.link.request('LAST', [], this.patience(0)));
  }

  /**
   * What became of a train that an earlier session sent; undefined where a reset made the board forget. A boot id drawn
   * at random may be the same after a reset, so that a board which does not know the train must prove that there was none.
   *
   * @param elapsed milliseconds since the train was first sent
   * @param known whether the last train was sent after it by the same host, who would know; a stranger's may have come in between
   */
  async outcomeOf(
    train: SentTrain,
    elapsed: () => number,
    known: (last: LastTrain) => boolean = () => true,
  ): Promise<Delivery | undefined> {
    if (train.boot !== this.link.boot) return undefined;
    const last = await this.last();
    const { seq, nonce, done, flags } = last;
    if (seq === train.seq && nonce === train.nonce) return { done, flags };
    if (!known(last)) return undefined;
    // After the greeting the train's frame is void, so what has not begun never will.
    return (await this.unbroken(elapsed)) ? { done: 0, flags: 0 } : undefined;
  }

  /** What the board says of its state: uptime in ms, crc and overruns counted, and more where it has more. */
  async stat(): Promise<Readonly<Record<string, number>>> {
    return Object.fromEntries(keyed(await this.link.request('STAT', [], this.patience(0))));
  }

  /** Safe, then gone. A board that cannot be told so goes safe by its watchdog. */
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
    const { nonce, hello } = await greet(this.link, this.options.nonce);
    this.nonce = nonce;
    const outcome = await this.flight.outcome((...sent) => this.outcomeOf(...sent));
    this.recognise(capabilitiesFrom(hello, await this.link.request('CAPS', [], this.patience(0))));
    this.permit = new Permit(this.capabilities, limits);
    this.reads = new Reads(this.link, this.permit, this.capabilities, limits, (nanos) =>
      this.patience(nanos),
    );
    await this.agreed('LIMITS', limitsAsSent(limits));
    await this.agreed('ARM', [heartbeatMs]);
    this.heartbeat = new Heartbeat(this.link, this.clock, this.keepaliveMs, this.patience(0));
    return outcome;
  }

  /** Has the board take numbers, and say them again. @throws RunError where it took others */
  private async agreed(verb: string, args: readonly number[]): Promise<void> {
    const values = (await this.link.request(verb, args, this.patience(0))).join(' ');
    if (values === args.join(' ')) return;
    throw new RunError(`the board's answer to ${verb}: got ${values}: expected ${args.join(' ')}`);
  }

  private recognise(capabilities: Capabilities): void {
    const known = this.capabilities as Capabilities | undefined;
    const name = ({ model, serial }: Capabilities) => `${model} ${serial}`;
    if (known && name(known) !== name(capabilities)) {
      throw new RunError(`another board is connected: expected ${name(known)}, got ${name(capabilities)}`);
    }
    this.options.check?.(capabilities);
    this.capabilities = capabilities;
  }

  /** Whether the board's uptime proves that it was not reset for so long; its clock may be a tenth off. */
  private async unbroken(milliseconds: () => number): Promise<boolean> {
    if (this.capabilities.durable) return true;
    const { uptime = 0 } = await this.stat();
    return uptime > 1.1 * milliseconds();
  }

  private patience(nanos: number): Patience {
    return { deadlineMs: this.replyMs + nanos * 1e-6, keepaliveMs: this.keepaliveMs };
  }

  private end(because: string): void {
    this.heartbeat?.stop();
    this.link?.fail(new LinkLost(`the connection to the board ended: ${because}`));
  }
}
