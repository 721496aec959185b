import { systemClock, type Clock } from '../ports/clock.js';
import type { Journal } from './journal.js';
import type { Transport } from '../ports/transport.js';
import type { Course } from './course.js';
import { Stop } from './stop.js';

/**
 * Everything that happens between a program and a board, written down in the order in which it happens: what the program
 * does (`sent`, `measured`, and its own notes) and what is done to it (`received`, `timer`, `stop`, `closed`, `unwritten`,
 * `opened`, `unopened`). Time stands still for the program while it is not interrupted, so that the journal fixes all that it can ever know: `Replay`
 * is the other half.
 */
export class Recording implements Course {
  /** Milliseconds up to the last thing that happened to the program; its timers are numbered as they are set. */
  readonly clock: Clock;
  readonly stop = new Stop();
  private time = 0;
  private timers = 0;
  private lines = 0;
  private readonly mourners: ((reason: string) => void)[] = [];
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
          this.happened({ timer });
          callback();
        });
      },
    };
  }

  /** Asks the program to end, as Ctrl-C does. */
  interrupt(reason: string): void {
    this.happened({ stop: reason });
    this.stop.because(reason);
  }

  async open(make: () => Promise<Transport>): Promise<Transport> {
    try {
      const transport = await make();
      this.happened({ opened: transport.provenance });
      return this.connect(transport);
    } catch (error) {
      this.happened({ unopened: (error as Error).message });
      throw error;
    }
  }

  measured<Value>(take: () => Value): Value {
    const measured = take();
    this.journal.note({ measured });
    return measured;
  }

  /** The cable, overheard. A train is on the disk before it is on its way; what cannot be written down is not sent. */
  connect(transport: Transport): Transport {
    const on = lineOf(this.lines++);
    return {
      provenance: transport.provenance,
      write: (bytes) => this.write(transport, bytes, on),
      onBytes: (listener) =>
        transport.onBytes((bytes) => {
          this.happened({ received: textOf(bytes), ...on });
          listener(bytes);
        }),
      onClose: (listener) => {
        this.mourners.push(listener);
        transport.onClose((closed) => {
          this.happened({ closed, ...on });
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
      // A board is made safe even where nobody will ever read of it.
      if (!/ (SAFE|ABORT)\*/.test(sent)) throw error;
    }
    try {
      await transport.write(bytes);
    } catch (error) {
      this.happened({ unwritten: (error as Error).message, ...on });
      throw error;
    }
  }

  /** Nobody is there who could catch what goes wrong here: it is told as the end of the connection. */
  private happened(entry: object): void {
    this.time = this.inner.now() - this.began;
    try {
      this.journal.note({ ...entry, ms: this.time });
    } catch (error) {
      for (const mourn of this.mourners) mourn((error as Error).message);
    }
  }
}

/** What entries of a connection say of it: nothing where it is the first, which most programs have alone. */
export function lineOf(line: number): { line?: number } {
  return line === 0 ? {} : { line };
}

/** Bytes as characters of the same numbers, so that garbage is kept as it was. */
function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
