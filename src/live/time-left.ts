import type { ProgressView } from './page/wire.js';

/** How far some work has come, and how long the rest takes at that rate. */
export class TimeLeft {
  private done = 0;
  private total = 0;
  private first = 0;
  private began: number | undefined;

  /** @param now clock in milliseconds */
  constructor(private readonly now: () => number = Date.now) {}

  note(done: number, total: number): void {
    if (this.began === undefined) {
      this.began = this.now();
      this.first = done;
    }
    this.done = done;
    this.total = total;
  }

  /** What was done before it began, in rounds of so many. */
  before(round: number): number {
    return Math.floor(this.first / round);
  }

  /** @param running of the work in progress, in units of the work */
  view(running = 0): ProgressView {
    const { done, total, first, began } = this;
    const reached = Math.min(done + running, total);
    const seconds = began === undefined ? 0 : (this.now() - began) / 1000;
    const left = reached > first ? (seconds / (reached - first)) * (total - reached) : null;
    return { done, total, share: total > 0 ? reached / total : 0, left };
  }
}
