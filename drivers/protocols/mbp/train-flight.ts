import type { Clock } from '../../ports/clock.js';
import { BoardRefused, BoardReset, TrainWithdrawn, UncertainPulse } from '../../sessions/errors.js';
import type { Patience } from './exchange.js';
import { FLAG } from '../../sessions/flag.js';
import type { MbpLink } from './mbp-link.js';
import {
  deliveryBefore,
  deliveryFrom,
  trainAsSent,
  type Delivery,
  type SentTrain,
  type Train,
} from '../../sessions/train.js';

/** A train whose outcome is not known, and when its frame first left. */
interface Flight extends SentTrain {
  readonly train: Train;
  readonly leftAt: number;
}

/** Sends trains, over one link after another, and knows the one that left and has no outcome yet. */
export class TrainFlight {
  private flight: Flight | undefined;

  constructor(private readonly clock: Clock) {}

  /** that is in flight */
  get train(): Train | undefined {
    return this.flight?.train;
  }

  async send(train: Train, link: MbpLink, nonce: string, patience: Patience): Promise<Delivery> {
    let flight: Flight | undefined;
    const { boot } = link;
    const leaves = (seq: number) =>
      (this.flight = flight = { train, seq, boot, nonce, leftAt: this.clock.now() });
    try {
      const values = await link.request('TRAIN', trainAsSent(train), { ...patience, leaves });
      const delivery = deliveryFrom(values, train.count);
      this.landed(flight);
      return delivery;
    } catch (error) {
      return this.withoutAnswer(error, flight);
    }
  }

  /** What became of the train in flight, by whoever finds it out from its frame and the milliseconds since that left. */
  async outcome(
    find: (sent: SentTrain, elapsed: () => number) => Promise<Delivery | undefined>,
  ): Promise<Delivery | UncertainPulse | undefined> {
    const { flight } = this;
    if (!flight) return undefined;
    const { row, column, count } = flight.train;
    const delivery = await find(flight, () => this.clock.now() - flight.leftAt);
    return delivery ?? new UncertainPulse(row, column, count);
  }

  /** Its outcome is known. */
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
    // Out of step the number may have been another request's; LAST will tell.
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
