import { openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import type { Provenance, Transport } from '../../../drivers/ports/transport.js';

/** A pseudo-terminal as a connection. */
export class TerminalTransport implements Transport {
  readonly provenance: Provenance;
  private readonly stream: ReadStream;

  constructor(path: string) {
    this.provenance = { kind: 'emulated', path };
    this.stream = new ReadStream(openSync(path, 'r+'));
  }

  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      this.stream.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  }

  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.stream.on('data', listener);
  }

  onClose(listener: (reason: string) => void): void {
    this.stream.on('close', () => listener('the terminal was closed'));
    this.stream.on('error', () => {});
  }

  close(): Promise<void> {
    this.stream.destroy();
    return Promise.resolve();
  }
}
