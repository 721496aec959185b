import type { Clock } from '../ports/clock.js';
import type { MbpMachine } from '../protocols/mbp/mbp-machine.js';
import type { Transport } from '../ports/transport.js';

/** A machine that runs on a clock, with a socket for a cable; its time passes with or without a cable. */
export class Socket {
  private cancel = () => {};

  constructor(
    private readonly machine: MbpMachine,
    private readonly clock: Clock,
  ) {
    this.wait();
  }

  /** Connects a cable; the machine no longer uses the previous one. */
  plug(transport: Transport): void {
    const { machine } = this;
    machine.onBytes((bytes) => void transport.write(bytes).catch(() => {}));
    transport.onBytes((bytes) => {
      machine.tick(this.clock.now());
      machine.receive(bytes);
      this.wait();
    });
  }

  reset(): void {
    this.machine.tick(this.clock.now());
    this.machine.reset();
    this.wait();
  }

  /** Stops the machine's time. */
  stop(): void {
    this.cancel();
  }

  private wait(): void {
    const { machine, clock } = this;
    this.cancel();
    if (machine.due === Infinity) return;
    this.cancel = clock.after(Math.max(0, machine.due - clock.now()), () => {
      machine.tick(clock.now());
      this.wait();
    });
  }
}
