import { VirtualClock } from '../drivers/protocols/mbp/virtual-clock.js';
import type { FirmwareBoard } from './firmware-board.js';

/** How long a board may be silent while nobody else has anything to do, milliseconds. */
const SILENCE = 5000;

/** Time that a host shares with a board's processor: that works until the host's next timer is due, or until it says something. */
export class FirmwareClock extends VirtualClock {
  constructor(private readonly board: FirmwareBoard) {
    super();
  }

  override async pass(milliseconds: number): Promise<void> {
    this.after(milliseconds, () => {});
    await super.pass(milliseconds);
  }

  protected override next(): boolean {
    const due = this.timers[0]?.at ?? this.time + SILENCE;
    if (this.board.run(due)) {
      this.time = Math.max(this.time, Math.min(due, this.board.milliseconds));
      this.board.deliver();
      return true;
    }
    return super.next();
  }

  /** Lets time pass until a promise has settled that also waits for other things than time. */
  async during<T>(promise: Promise<T>): Promise<T> {
    const state = { settled: false };
    const settle = () => (state.settled = true);
    promise.then(settle, settle);
    for (;;) {
      await new Promise((turn) => void setImmediate(turn));
      if (state.settled) return promise;
      this.next();
    }
  }
}
