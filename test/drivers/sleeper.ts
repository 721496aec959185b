import type { Clock } from '../../drivers/ports/clock.js';
import type { Transport } from '../../drivers/ports/transport.js';

/**
 * A program that can be put to sleep, as a suspended computer or a stopped process is: its time goes on, and what falls into
 * its sleep happens when it wakes.
 */
export class Sleeper implements Clock {
  private until = -Infinity;

  constructor(private readonly clock: Clock) {}

  sleep(milliseconds: number): void {
    this.until = Math.max(this.until, this.clock.now() + milliseconds);
  }

  now(): number {
    return this.clock.now();
  }

  after(milliseconds: number, callback: () => void): () => void {
    let cancelled = false;
    let cancel = this.clock.after(milliseconds, () => (cancel = this.awake(() => cancelled || callback())));
    return () => {
      cancelled = true;
      cancel();
    };
  }

  /** Milliseconds until it wakes. */
  get left(): number {
    return Math.max(0, this.until - this.clock.now());
  }

  /** Its end of a connection: it neither hears nor says anything before it wakes. */
  end(end: Transport): Transport {
    return {
      provenance: end.provenance,
      write: (bytes) =>
        new Promise((resolve, reject) => {
          this.awake(() => void end.write(bytes).then(resolve, reject));
        }),
      onBytes: (listener) => end.onBytes((bytes) => void this.awake(() => listener(bytes))),
      onClose: (listener) => end.onClose((reason) => void this.awake(() => listener(reason))),
      close: () => end.close(),
    };
  }

  private awake(act: () => void): () => void {
    const { left } = this;
    if (left > 0) return this.clock.after(left, act);
    act();
    return () => {};
  }
}
