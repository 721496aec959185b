import { systemClock, type Clock } from '../../../../drivers/ports/clock.js';
import type { Transport } from '../../../../drivers/ports/transport.js';
import type { FarEnd } from '../../../../drivers/protocols/unnumbered/line-machine.js';

/** What becomes of what a board says: bytes, at once or after a time. */
export type Tampering = (
  said: Buffer,
) => readonly { readonly bytes: Uint8Array; readonly afterMs?: number }[];

const honest: Tampering = (bytes) => [{ bytes }];

/** A board at the end of a transport that a test can tamper with: what the host wrote is kept, what the board says may change. */
export class Tampered implements Transport {
  readonly provenance = { kind: 'in-process' } as const;
  written = '';
  tampering = honest;
  /** whether a line reaches the board */
  passes: (line: string) => boolean = () => true;
  private listener: (bytes: Uint8Array) => void = () => {};
  private readonly mourners: ((reason: string) => void)[] = [];

  constructor(
    private readonly board: FarEnd,
    private readonly clock: Clock = systemClock,
  ) {
    board.onBytes((said) => {
      for (const { bytes, afterMs = 0 } of this.tampering(Buffer.from(said)))
        this.clock.after(afterMs, () => this.listener(bytes));
    });
  }

  get lines(): string[] {
    return this.written.split('\n').slice(0, -1);
  }

  /** Tampers with the next thing that is said, and no other. */
  once(tampering: Tampering): void {
    this.tampering = (said) => {
      this.tampering = honest;
      return tampering(said);
    };
  }

  mute(): void {
    this.tampering = () => [];
  }

  write(bytes: Uint8Array): Promise<void> {
    const line = Buffer.from(bytes).toString('latin1');
    this.written += line;
    if (this.passes(line)) this.clock.after(0, () => this.board.receive(bytes));
    return Promise.resolve();
  }

  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.listener = listener;
  }

  onClose(listener: (reason: string) => void): void {
    this.mourners.push(listener);
  }

  unplug(): void {
    for (const mourn of this.mourners) mourn('unplugged');
  }

  close(): Promise<void> {
    this.unplug();
    return Promise.resolve();
  }

  /** Says something that nobody asked for. */
  stray(...bytes: number[]): void {
    this.listener(Uint8Array.from(bytes));
  }
}
