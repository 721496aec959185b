import { RandomStream } from '../../src/core/random-stream.js';
import type { Clock } from '../ports/clock.js';
import type { Provenance, Transport } from '../ports/transport.js';

/** A fault of a cable that one write can suffer. */
export type Fault = 'drop' | 'duplicate' | 'corrupt' | 'truncate' | 'delay' | 'reorder' | 'unplug';

/** The properties of a cable. */
export interface CableOptions {
  readonly clock: Clock;
  readonly seed?: number;
  /** The share of writes that each fault affects, in both directions; default: 0. */
  readonly faults?: Readonly<Partial<Record<Fault, number>>>;
  /** Maximum delay of a delayed write. */
  readonly delayMs?: number;
  /** Bits per second, with ten bits per byte; without it, bytes take no time. */
  readonly baud?: number;
  /** Whether writes arrive in pieces of random size. */
  readonly pieces?: boolean;
}

/** One end of a cable. */
class End implements Transport {
  readonly provenance: Provenance = { kind: 'in-process' };
  closed = false;
  private readonly byteListeners: ((bytes: Uint8Array) => void)[] = [];
  private readonly closeListeners: ((reason: string) => void)[] = [];

  constructor(
    private readonly carry: (bytes: Uint8Array) => void,
    private readonly pull: (reason: string) => void,
  ) {}

  write(bytes: Uint8Array): Promise<void> {
    if (this.closed) return Promise.reject(new Error('the cable is out'));
    this.carry(bytes);
    return Promise.resolve();
  }

  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.byteListeners.push(listener);
  }

  onClose(listener: (reason: string) => void): void {
    this.closeListeners.push(listener);
  }

  close(): Promise<void> {
    this.pull('closed');
    return Promise.resolve();
  }

  arrive(bytes: Uint8Array): void {
    if (!this.closed) for (const listener of this.byteListeners) listener(bytes);
  }

  end(reason: string): void {
    this.closed = true;
    for (const listener of this.closeListeners) listener(reason);
  }
}

/** A cable within the process: two ends, and every fault of a real line between them, from a seed. Bytes on their way when it is unplugged never arrive. */
export class Cable {
  readonly host: Transport;
  readonly board: Transport;
  /** faults injected so far */
  readonly counts: Record<Fault, number> = {
    drop: 0,
    duplicate: 0,
    corrupt: 0,
    truncate: 0,
    delay: 0,
    reorder: 0,
    unplug: 0,
  };
  private readonly ends: readonly [End, End];
  /** time until which each direction is busy with earlier bytes, milliseconds */
  private readonly occupied = [0, 0];
  /** writes that are held back until after the next one */
  private readonly held: [Uint8Array[], Uint8Array[]] = [[], []];
  private readonly random: RandomStream;

  constructor(private readonly options: CableOptions) {
    this.random = new RandomStream(`cable/${options.seed ?? 0}`);
    const pull = (reason: string) => this.unplug(reason);
    this.ends = [
      new End((bytes) => this.carry(1, bytes), pull),
      new End((bytes) => this.carry(0, bytes), pull),
    ];
    [this.host, this.board] = this.ends;
  }

  unplug(reason = 'unplugged'): void {
    if (this.ends[0].closed) return;
    for (const end of this.ends) end.closed = true;
    for (const end of this.ends) end.end(reason);
  }

  private carry(to: 0 | 1, written: Uint8Array): void {
    if (this.occurs('unplug')) return this.unplug();
    if (this.occurs('drop')) return;
    let bytes = Uint8Array.from(written);
    if (this.occurs('corrupt')) this.flip(bytes);
    if (this.occurs('truncate')) bytes = bytes.slice(0, this.random.below(bytes.length));
    const twice = this.occurs('duplicate');
    this.pass(to, bytes);
    if (twice) this.pass(to, bytes);
  }

  private pass(to: 0 | 1, bytes: Uint8Array): void {
    if (this.occurs('reorder')) {
      this.held[to].push(bytes);
      return;
    }
    const { delayMs = 1000 } = this.options;
    const delay = this.occurs('delay') ? this.random.uniform() * delayMs : 0;
    this.deliver(to, bytes, delay);
    for (const late of this.held[to].splice(0)) this.deliver(to, late, delay);
  }

  private deliver(to: 0 | 1, bytes: Uint8Array, delay: number): void {
    const { clock, baud, pieces } = this.options;
    const start = Math.max(clock.now(), this.occupied[to]);
    const wire = baud === undefined ? 0 : (bytes.length * 1e4) / baud;
    this.occupied[to] = start + wire;
    clock.after(start + wire + delay - clock.now(), () => {
      if (pieces) this.inPieces(to, bytes);
      else this.ends[to].arrive(bytes);
    });
  }

  private inPieces(to: 0 | 1, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length;) {
      const end = at + 1 + this.random.below(bytes.length - at);
      this.ends[to].arrive(bytes.subarray(at, end));
      at = end;
    }
  }

  private flip(bytes: Uint8Array): void {
    for (let bits = 1 + this.random.below(4); bits > 0; bits--) {
      bytes[this.random.below(bytes.length)] ^= 1 << this.random.below(8);
    }
  }

  private occurs(fault: Fault): boolean {
    const share = this.options.faults?.[fault] ?? 0;
    if (share === 0 || this.random.uniform() >= share) return false;
    this.counts[fault]++;
    return true;
  }
}
