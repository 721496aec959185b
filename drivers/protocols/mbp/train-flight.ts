import type { Clock } from '../../ports/clock.js';
import type { PulseTrain } from '../../sessions/board-session.js';
import {
  BoardLapsed,
  BoardRefused,
  BoardReset,
  TrainWithdrawn,
  UncertainPulse,
} from '../../sessions/errors.js';
import { FLAG } from '../../sessions/flag.js';
import type { RequestOptions } from './exchange.js';
import type { MbpLink } from './mbp-link.js';
import { deliveryBefore, deliveryFrom, trainAsSent, type Delivery, type SentTrain } from './parse-answers.js';

/** A train whose outcome is not known yet, and when its frame was first sent. */
interface Flight extends SentTrain {
  readonly train: PulseTrain;
  readonly sentAt: number;
}

/** Sends trains over successive links, and remembers the one that was sent and has no outcome yet: the train in flight. */
export class TrainFlight {
  private flight: Flight | undefined;

  constructor(private readonly clock: Clock) {}

  /** The train in flight. */
  get train(): PulseTrain | undefined {
    return this.flight?.train;
  }

  async send(train: PulseTrain, link: MbpLink, nonce: string, options: RequestOptions): Promise<Delivery> {
    let flight: Flight | undefined;
    const { boot } = link;
    const onSend = (seq: number) =>
      (this.flight = flight = { train, seq, boot, nonce, sentAt: this.clock.now() });
    try {
      const values = await link.request('TRAIN', trainAsSent(train), { ...options, onSend });
      const delivery = deliveryFrom(values, train.count);
      this.landed(flight);
      return delivery;
    } catch (error) {
      return this.withoutAnswer(error, flight);
    }
  }

  /** Resolves the outcome of the train in flight. @param find finds it by the train's frame and the milliseconds since it was sent */
  async outcome(
    find: (sent: SentTrain, elapsed: () => number) => Promise<Delivery | undefined>,
  ): Promise<Delivery | UncertainPulse | undefined> {
    const { flight } = this;
    if (!flight) return undefined;
    const { row, column, count } = flight.train;
    const delivery = await find(flight, () => this.clock.now() - flight.sentAt);
    return delivery && delivery.done <= count ? delivery : new UncertainPulse(row, column, count);
  }

  /** Its outcome is known: no train is in flight any more. */
  land(): void {
    this.flight = undefined;
  }

  private withoutAnswer(error: unknown, flight: Flight | undefined): Delivery {
    if (error instanceof TrainWithdrawn) return { done: 0, flags: FLAG.aborted };
    if (!flight) throw error;
    if (error instanceof BoardReset) {
      this.landed(flight);
      throw new UncertainPulse(flight.train.row, flight.train.column, flight.train.count);
    }
    if (error instanceof BoardLapsed && error.done !== undefined) {
      this.landed(flight);
      return { done: error.done, flags: FLAG.aborted, lapsed: true };
    }
    // After ER SEQ the number may have belonged to another request; LAST decides.
    if (!(error instanceof BoardRefused) || error.code === 'SEQ') throw error;
    this.landed(flight);
    const delivery = deliveryBefore(error);
    if (delivery) return delivery;
    throw error;
  }

  private landed(flight: Flight | undefined): void {
    if (this.flight === flight) this.flight = undefined;
  }
}
