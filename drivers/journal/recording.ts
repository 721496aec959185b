import { systemClock, type Clock } from '../ports/clock.js';
import type { Transport } from '../ports/transport.js';
import type { Journal } from './journal.js';
import type { ProgramIo } from './program-io.js';
import { Stop } from './stop.js';

/**
 * The live input and output of a program at a board, written to a journal in order. Entries of what the program does:
 * `sent`, `measured`, and its own notes. Entries of what happens to it: `received`, `timer`, `stop`, `closed`,
 * `unwritten`, `opened`, `unopened`. The program's clock advances only with these entries, so the journal holds
 * everything that the program can know. `Replay` repeats it.
 */
export class Recording implements ProgramIo {
  /** Milliseconds until the last event; timers are numbered in the order in which they are set. */
  readonly clock: Clock;
  readonly stop = new Stop();
  private time = 0;
  private timers = 0;
  private lines = 0;
  private readonly closeListeners: ((reason: string) => void)[] = [];
  private readonly began: number;

  constructor(
    readonly journal: Journal,
    private readonly inner: Clock = systemClock,
  ) {
    this.began = inner.now();
    this.clock = {
      now: () => this.time,
      after: (milliseconds, callback) => {
        const timer = this.timers++;
        return inner.after(milliseconds, () => {
          this.noteEvent({ timer });
          callback();
        });
      },
    };
  }

  /** Requests that the program ends, as Ctrl-C does. */
  interrupt(reason: string): void {
    this.noteEvent({ stop: reason });
    this.stop.request(reason);
  }

  async open(make: () => Promise<Transport>): Promise<Transport> {
    try {
      const transport = await make();
      this.noteEvent({ opened: transport.provenance });
      return this.connect(transport);
    } catch (error) {
      this.noteEvent({ unopened: (error as Error).message });
      throw error;
    }
  }

  measured<Value>(take: () => Value): Value {
    const measured = take();
    this.journal.note({ measured });
    return measured;
  }

  /** The same connection, recorded. A train is on the disk before it is sent; what cannot be recorded is not sent. */
  connect(transport: Transport): Transport {
    const on = lineOf(this.lines++);
    return {
      provenance: transport.provenance,
      write: (bytes) => this.write(transport, bytes, on),
      onBytes: (listener) =>
        transport.onBytes((bytes) => {
          this.noteEvent({ received: textOf(bytes), ...on });
          listener(bytes);
        }),
      onClose: (listener) => {
        this.closeListeners.push(listener);
        transport.onClose((closed) => {
          this.noteEvent({ closed, ...on });
          listener(closed);
        });
      },
      close: () => transport.close(),
    };
  }

  private async write(transport: Transport, bytes: Uint8Array, on: object): Promise<void> {
    const sent = textOf(bytes);
    try {
      this.journal.note({ sent, ...on });
      if (sent.includes(' TRAIN ')) this.journal.sync?.();
    } catch (error) {
      // A board must be made safe even if the journal cannot record it.
      if (!/ (SAFE|ABORT)\*/.test(sent)) throw error;
    }
    try {
      await transport.write(bytes);
    } catch (error) {
      this.noteEvent({ unwritten: (error as Error).message, ...on });
      throw error;
    }
  }

  /** Notes an event. No caller could catch a failure here, so it is reported as the end of the connection. */
  private noteEvent(entry: object): void {
    this.time = this.inner.now() - this.began;
    try {
      this.journal.note({ ...entry, ms: this.time });
    } catch (error) {
      for (const listener of this.closeListeners) listener((error as Error).message);
    }
  }
}

/** The number of a connection in its entries; left out for the first, because most programs have only one. */
export function lineOf(line: number): { line?: number } {
  return line === 0 ? {} : { line };
}

/** Bytes as characters with the same codes, so that invalid bytes are kept unchanged. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
