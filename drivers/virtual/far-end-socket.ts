import type { Transport } from '../ports/transport.js';

/** What a virtual board's cable goes into: it outlives each cable. */
export interface FarEndSocket {
  /** Connects a cable; the previous one is no longer used. */
  plug(transport: Transport): void;
  /** As if the reset button were pressed. */
  reset(): void;
  /** Switches it off. */
  stop(): void;
}

/** A machine that answers lines and has no time of its own. */
interface AnsweringMachine {
  receive(bytes: Uint8Array): void;
  onBytes(listener: (bytes: Uint8Array) => void): void;
  reset(): void;
}

/** A socket of a machine that only answers. @param greets whether opening its port resets it */
export function answeringSocket(machine: AnsweringMachine, greets = false): FarEndSocket {
  return {
    plug(transport) {
      machine.onBytes((bytes) => void transport.write(bytes).catch(() => {}));
      transport.onBytes((bytes) => machine.receive(bytes));
      if (greets) machine.reset();
    },
    reset: () => machine.reset(),
    stop: () => {},
  };
}
