import type { Clock } from '../../ports/clock.js';
import type { Patience } from './exchange.js';
import type { MbpLink } from './mbp-link.js';

/** Keeps an idle board armed: it hears PING whenever it has heard nothing else for a while. */
export class Heartbeat {
  private cancel = () => {};

  constructor(
    private readonly link: MbpLink,
    private readonly clock: Clock,
    private readonly everyMs: number,
    private readonly patience: Patience,
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
    const { link, clock, everyMs, patience } = this;
    if (link.failure) return;
    const idle = !link.busy && clock.now() - link.lastSent >= everyMs / 2;
    // Its failure is the link's, and told by the next request.
    if (idle) link.request('PING', [], patience).catch(() => {});
    this.wait();
  }
}
