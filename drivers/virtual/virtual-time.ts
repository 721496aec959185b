import type { Clock } from '../ports/clock.js';

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/** Time that passes only when everybody waits, and then at once: a board and its host in one process need no real one. */
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

  /** Lets time pass until something is done. */
  async during<T>(work: Promise<T>): Promise<T> {
    const wait = { over: false };
    void work.catch(() => {}).finally(() => (wait.over = true));
    while (!wait.over) {
      // Whoever can go on by itself does so first.
      await new Promise((resolve) => setImmediate(resolve));
      if (!wait.over) this.pass();
    }
    return work;
  }

  /** On to the next moment at which somebody has something to do. */
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
