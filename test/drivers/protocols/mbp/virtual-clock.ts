import type { Clock } from '../../../../drivers/ports/clock.js';

/** Time that passes only when told to: the next timer is due at once. */
export class VirtualClock implements Clock {
  protected time = 0;
  protected readonly timers: { at: number; callback: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.time + Math.max(0, milliseconds), callback };
    const place = this.timers.findIndex(({ at }) => at > timer.at);
    this.timers.splice(place < 0 ? this.timers.length : place, 0, timer);
    return () => {
      const at = this.timers.indexOf(timer);
      if (at >= 0) this.timers.splice(at, 1);
    };
  }

  /** Lets time pass until the promise has settled. */
  async until<T>(promise: Promise<T>): Promise<T> {
    const state = { settled: false };
    const settle = () => (state.settled = true);
    promise.then(settle, settle);
    for (let steps = 0; ; steps++) {
      await settled();
      if (state.settled) return promise;
      if (!this.next() || steps > 1e6)
        throw new Error(`nothing is due, and the promise is open at ${this.time} ms`);
    }
  }

  /** Lets this much time pass. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.time + milliseconds;
    await settled();
    while (this.timers.length > 0 && this.timers[0].at <= end) {
      this.next();
      await settled();
    }
    this.time = end;
  }

  protected next(): boolean {
    const timer = this.timers.shift();
    if (!timer) return false;
    this.time = Math.max(this.time, timer.at);
    timer.callback();
    return true;
  }
}

/** All that promises have to do before anything else happens. */
async function settled(): Promise<void> {
  for (let hops = 0; hops < 20; hops++) await Promise.resolve();
}
