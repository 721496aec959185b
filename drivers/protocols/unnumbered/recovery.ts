import { BoardStuck, LinkLost, UncertainPulse, OutOfStep } from '../../sessions/errors.js';
import type { PulseTrain } from '../../sessions/board-session.js';

/** How often a request is repeated, or a board restarted, before it counts as stuck. */
const AGAIN = 3;

/**
 * What to do after an answer that cannot be trusted: restart the board, then repeat the request. A train is never sent
 * again. One exchange runs at a time.
 */
export class Recovery {
  /** whether the board must be restarted before the next exchange */
  private stale = false;
  private stuck: BoardStuck | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  /** @param restart brings the board back to a known state, over the same connection @param quiet whether no unexpected bytes have arrived */
  constructor(
    private readonly restart: () => Promise<void>,
    private readonly quiet: () => boolean,
  ) {}

  /** Makes a request that may be repeated. @param assertWanted throws if the request is no longer wanted */
  repeatable<Value>(ask: () => Promise<Value>, assertWanted = () => {}): Promise<Value> {
    return this.inTurn(async () => {
      for (let again = 0; again <= AGAIN; again++) {
        await this.start();
        assertWanted();
        try {
          return await ask();
        } catch (error) {
          this.restartAfter(error);
        }
      }
      throw this.giveUp();
    });
  }

  /** Delivers a train, which must not be sent twice. @param assertWanted throws if the train is no longer wanted @throws UncertainPulse if its outcome is not known */
  once<Value>(train: PulseTrain, deliver: () => Promise<Value>, assertWanted: () => void): Promise<Value> {
    return this.inTurn(async () => {
      await this.start();
      assertWanted();
      try {
        return await deliver();
      } catch (error) {
        if (!(error instanceof LinkLost)) this.restartAfter(error);
        const { row, column, count } = train;
        const uncertain = new UncertainPulse(row, column, count, (error as Error).message);
        uncertain.cause = error;
        throw uncertain;
      }
    });
  }

  /** Makes the next exchange begin with a restart. */
  restartFirst(): void {
    this.stale = true;
  }

  private async start(): Promise<void> {
    this.stale ||= !this.quiet();
    for (let again = 0; this.stale; again++) {
      if (again > AGAIN) throw this.giveUp();
      try {
        await this.restart();
        this.stale = false;
      } catch (error) {
        this.restartAfter(error);
      }
    }
  }

  private restartAfter(error: unknown): void {
    if (!(error instanceof OutOfStep)) throw error;
    this.stale = true;
  }

  private giveUp(): BoardStuck {
    this.stuck = new BoardStuck(`the board gave no valid answer in ${AGAIN + 1} attempts`);
    return this.stuck;
  }

  private inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const result = this.turn.then(() => {
      if (this.stuck) throw this.stuck;
      return work();
    });
    this.turn = result.catch(() => {});
    return result;
  }
}
