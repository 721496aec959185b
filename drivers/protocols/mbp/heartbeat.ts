import type { Clock } from '../../ports/clock.js';
import type { RequestOptions } from './exchange.js';
import type { MbpLink } from './mbp-link.js';

/** Without a host, a board is safe after a minute. */
export const HEARTBEAT_MAX_MS = 60_000;

/** Keeps an idle board armed: sends PING if nothing else was sent for a while. */
export class Heartbeat {
  private cancel = () => {};

  constructor(
    private readonly link: MbpLink,
    private readonly clock: Clock,
    private readonly everyMs: number,
    private readonly options: RequestOptions,
  ) {
    this.wait();
  }

  stop(): void {
    this.cancel();
  }

  private wait(): void {
    this.cancel = this.clock.after(this.everyMs, () => this.beat());
  }

  private beat(): void {
    const { link, clock, everyMs, options } = this;
    if (link.failure) return;
    const idle = !link.busy && clock.now() - link.lastSent >= everyMs / 2;
    // If it fails, the link fails, and the next request reports that.
    if (idle) link.request('PING', [], options).catch(() => {});
    this.wait();
  }
}
