import { RunError } from '../../src/core/errors.js';
import { portProvenance } from './port-provenance.js';
import { watchPort } from './port-watch.js';
import type { Provenance } from './provenance.js';
import { serialLibrary, type SerialPort } from './serial-library.js';
import type { Transport } from './transport.js';

/** Longest that a port may take to open, to take bytes, or to close, milliseconds. */
const DEADLINE_MS = 2000;

/** A host that ends must not reset the board, as many do when DTR falls: then `LAST` could not tell what was delivered. */
const HANG_UP = false;

/**
 * A serial port, held by this process alone. It is one connection and no more: what is gone stays gone, and nothing
 * that was written to it can go out later. (npm serialport keeps what is written after an unplug and sends it when the
 * same object is opened again: a train of pulses from another life.)
 */
export class SerialTransport implements Transport {
  private reason: string | undefined;
  private readonly listeners = new Set<(bytes: Uint8Array) => void>();
  private readonly mourners = new Set<(reason: string) => void>();
  private readonly unwatch: () => void;

  /** Opens a port anew. @throws RunError if it is not there, in use, or not open in time */
  static async open(
    path: string,
    baudRate: number,
    parity: 'none' | 'even' = 'none',
  ): Promise<SerialTransport> {
    const { SerialPort } = await serialLibrary();
    const port = new SerialPort({ path, baudRate, parity, autoOpen: false, lock: true, hupcl: HANG_UP });
    try {
      await inTime(path, 'open', (done) => port.open(done));
      await signal(port);
      // What came before this connection is nobody's answer.
      await inTime(path, 'empty its buffers', (done) => port.flush(done));
      const provenance = await portProvenance(path, handleOf(port));
      return new SerialTransport(port, provenance, provenance.path);
    } catch (error) {
      discard(port);
      // One that opens after its deadline is not kept.
      port.once('open', () => discard(port));
      throw refusal(path, error as Error);
    }
  }

  private constructor(
    private readonly port: SerialPort,
    readonly provenance: Provenance,
    realPath: string,
  ) {
    this.unwatch = watchPort(realPath, () => this.end('it was unplugged'));
    port.on('data', (bytes: Uint8Array) => this.listeners.forEach((listener) => listener(bytes)));
    port.on('error', (error: Error) => this.end(error.message));
    port.on('close', (error?: Error | null) => this.end(error?.message ?? 'it was closed'));
  }

  async write(bytes: Uint8Array): Promise<void> {
    const { path } = this.port;
    if (this.reason !== undefined) throw new RunError(`${path}: nothing can be written: ${this.reason}`);
    let unplugged: ((reason: string) => void) | undefined;
    try {
      await inTime(path, 'take bytes', (done) => {
        unplugged = (reason) => done(new Error(reason));
        this.mourners.add(unplugged);
        this.port.write(Buffer.from(bytes), done);
      });
    } catch (error) {
      const { message } = error as Error;
      // Bytes of which nobody knows whether they went out must not go out after this.
      this.end(message);
      throw new RunError(`${path}: the port was lost while it was written to: ${message}`, { cause: error });
    } finally {
      if (unplugged) this.mourners.delete(unplugged);
    }
  }

  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.listeners.add(listener);
  }

  onClose(listener: (reason: string) => void): void {
    if (this.reason === undefined) this.mourners.add(listener);
    else listener(this.reason);
  }

  async close(): Promise<void> {
    if (!this.port.isOpen) return;
    const closed = inTime(this.port.path, 'close', (done) => this.port.once('close', () => done(null)));
    this.end('it was closed');
    await closed;
  }

  private end(reason: string): void {
    if (this.reason !== undefined) return;
    this.reason = reason;
    this.unwatch();
    this.listeners.clear();
    discard(this.port);
    for (const mourn of this.mourners) mourn(reason);
    this.mourners.clear();
  }
}

/** Says that somebody is there, which some boards wait for; a pseudo-terminal has no such lines. */
function signal(port: SerialPort): Promise<void> {
  return inTime(port.path, 'set its lines', (done) =>
    port.set({ dtr: true, rts: true }, (error) =>
      done(/inappropriate ioctl/i.test(error?.message ?? '') ? null : error),
    ),
  );
}

/** Throws away what has not gone out, then the connection. */
function discard(port: SerialPort): void {
  if (!port.isOpen) return;
  port.flush(() => {
    if (port.isOpen) port.close(() => {});
  });
}

function handleOf({ port }: SerialPort): number | undefined {
  return (port as { fd?: number | null } | undefined)?.fd ?? undefined;
}

/** One act of a port, which has a deadline. */
function inTime(
  path: string,
  act: string,
  begin: (done: (error: Error | null | undefined) => void) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = new RunError(`${path}: the port did not ${act} within ${DEADLINE_MS} ms`);
    const timer = setTimeout(() => reject(late), DEADLINE_MS);
    begin((error) => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve();
    });
  });
}

function refusal(path: string, error: Error): Error {
  if (error instanceof RunError) return error;
  const message = error.message.replace(/^Error:? */, '').replace(/, cannot open .*$/, '');
  if (/lock/i.test(message))
    return new RunError(`${path}: the port is in use by another program: expected it to be free`, {
      cause: error,
    });
  return new RunError(`${path}: cannot open the port: ${message}`, { cause: error });
}
