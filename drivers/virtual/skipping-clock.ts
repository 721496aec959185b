import type { Clock } from '../ports/clock.js';

interface Appointment {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock for both ends of a cable within the process. It skips the time in which nothing is due, so a train of one second takes no time. */
export class SkippingClock implements Clock {
  private time = 0;
  private readonly due: Appointment[] = [];
  private awake = false;

  now(): number {
    return this.time;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const appointment = { at: this.time + Math.max(0, milliseconds), callback };
    const later = this.due.findIndex(({ at }) => at > appointment.at);
    this.due.splice(later < 0 ? this.due.length : later, 0, appointment);
    this.wake();
    return () => {
      const index = this.due.indexOf(appointment);
      if (index >= 0) this.due.splice(index, 1);
    };
  }

  /** One appointment per turn of the event loop, so that its listener can make the next one before time passes. */
  private wake(): void {
    if (this.awake || this.due.length === 0) return;
    this.awake = true;
    setImmediate(() => {
      this.awake = false;
      const next = this.due.shift();
      if (next) {
        this.time = Math.max(this.time, next.at);
        next.callback();
      }
      this.wake();
    });
  }
}
