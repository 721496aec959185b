import type { DeviceFit } from '../../../devices/files/device-form.js';
import type { Choice } from './choice.js';
import { Learning } from './learning.js';
import type { Answer, Order } from './wire.js';

/** A slice of work, after which orders are heard, milliseconds. */
const SLICE = 30;
/** Least time between two states, milliseconds. */
const STATE_EVERY = 100;
/** Time to wait when the pace has nothing to do, milliseconds. */
const IDLE = 20;

/** Learns at the pace that is asked for, in slices, and tells of it at most ten times a second. */
export class Pacer {
  private learning: Learning | undefined;
  private pace = 0;
  /** number of episodes, and the time, since which the pace holds */
  private since = { episode: 0, time: 0 };
  private told = -Infinity;
  private isAtWork = false;

  constructor(
    private readonly fits: readonly DeviceFit[],
    private readonly tell: (answer: Answer) => void,
  ) {}

  take(order: Order): void {
    if (order.order === 'begin') this.begin(order.choice);
    else this.pace = order.pace;
    if (this.pace === 0 && this.learning) this.tell({ state: this.learning.state() });
    this.since = { episode: this.learning?.finished ?? 0, time: performance.now() };
    if (!this.isAtWork && this.pace > 0)
      this.work().catch((error: Error) => {
        this.isAtWork = false;
        this.learning = undefined;
        this.tell({ fault: error.message });
      });
  }

  private begin(choice: Choice): void {
    this.pace = 0;
    this.learning = undefined;
    try {
      this.learning = new Learning(choice, this.fits);
      this.tell({ view: this.learning.view });
    } catch (error) {
      this.tell({ fault: (error as Error).message });
    }
  }

  private async work(): Promise<void> {
    this.isAtWork = true;
    while (this.pace > 0 && this.learning && !this.learning.isDone) {
      const isBusy = await this.slice(this.learning);
      await new Promise((heard) => setTimeout(heard, isBusy ? 0 : IDLE));
    }
    this.isAtWork = false;
  }

  /** Returns whether there is more to do at once. */
  private async slice(learning: Learning): Promise<boolean> {
    const { pace, since } = this;
    const begun = performance.now();
    const due = since.episode + ((begun - since.time) / 1000) * pace + 1;
    const before = learning.finished;
    while (!learning.isDone && learning.finished + 1 <= due && performance.now() - begun < SLICE)
      await learning.episode();
    const now = performance.now();
    if (learning.isDone || (learning.finished > before && now - this.told >= STATE_EVERY)) {
      this.told = now;
      this.tell({ state: learning.state() });
    }
    return learning.finished + 1 <= due;
  }
}
