import { BoardStuck, LinkLost, UncertainPulse } from '../../sessions/errors.js';
import type { PulseTrain } from '../../sessions/board-session.js';
import { OutOfStep } from './out-of-step.js';

/** Times that a question is put again, or a board started anew, before it is called stuck. */
const AGAIN = 3;

/**
 * What is done where an answer cannot be trusted and cannot be told from another: the board is started anew, then a
 * question is put again, but a train is never sent again. One exchange at a time.
 */
export class Recovery {
  /** whether the board must be started anew before anything else */
  private stale = false;
  private stuck: BoardStuck | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  /** @param restart brings the board back to a known state, over the same connection @param quiet whether nothing came unasked */
  constructor(
    private readonly restart: () => Promise<void>,
    private readonly quiet: () => boolean,
  ) {}

  /** Asks what may be asked twice. @param still throws where it is not wanted any more */
  repeatable<Value>(ask: () => Promise<Value>, still = () => {}): Promise<Value> {
    return this.inTurn(async () => {
      for (let again = 0; again <= AGAIN; again++) {
        await this.start();
        still();
        try {
          return await ask();
        } catch (error) {
          this.doubt(error);
        }
      }
      throw this.giveUp();
    });
  }

  /** Has a train delivered that may not be delivered twice. @param still throws where it is not wanted any more @throws UncertainPulse where nobody can tell what it did */
  once<Value>(train: PulseTrain, deliver: () => Promise<Value>, still: () => void): Promise<Value> {
    return this.inTurn(async () => {
      await this.start();
      still();
      try {
        return await deliver();
      } catch (error) {
        if (!(error instanceof LinkLost)) this.doubt(error);
        const { row, column, count } = train;
        const uncertain = new UncertainPulse(row, column, count, (error as Error).message);
        uncertain.cause = error;
        throw uncertain;
      }
    });
  }

  /** Makes the next exchange begin with a fresh start. */
  distrust(): void {
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
        this.doubt(error);
      }
    }
  }

  private doubt(error: unknown): void {
    if (!(error instanceof OutOfStep)) throw error;
    this.stale = true;
  }

  private giveUp(): BoardStuck {
    this.stuck = new BoardStuck(`the board gives no answer that can be trusted, after ${AGAIN + 1} attempts`);
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
