import type { Clock } from '../ports/clock.js';

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/** A clock that advances only while all parties wait, and then at once: a board and its host in one process need no real time. */
export class VirtualTime implements Clock {
  private time = 0;
  private readonly timers = new Set<Timer>();

  now(): number {
    return this.time;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { due: this.time + milliseconds, callback };
    this.timers.add(timer);
    return () => this.timers.delete(timer);
  }

  /** Lets time pass until the work is done. */
  async during<T>(work: Promise<T>): Promise<T> {
    const wait = { over: false };
    void work.catch(() => {}).finally(() => (wait.over = true));
    while (!wait.over) {
      // Work that does not wait for the clock goes first.
      await new Promise((resolve) => setImmediate(resolve));
      if (!wait.over) this.pass();
    }
    return work;
  }

  /** Advances to the next timer. */
  private pass(): void {
    const next = this.nextTimer();
    if (!next) return;
    this.time = Math.max(this.time, next.due);
    this.timers.delete(next);
    next.callback();
  }

  private nextTimer(): Timer | undefined {
    let next: Timer | undefined;
    for (const timer of this.timers) if (!next || timer.due < next.due) next = timer;
    return next;
  }
}
