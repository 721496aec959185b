import { statSync } from 'node:fs';
import { RunError } from '../../src/core/errors.js';
import { excludeOthers } from './exclude-others.js';
import { portProvenance } from './port-provenance.js';
import { calledOut, portRefusal } from './port-refusal.js';
import type { Provenance, Transport } from './transport.js';
import { serialLibrary, type SerialPort } from './serial-library.js';

/** Maximum time in which a port must open, accept bytes, or close, milliseconds. */
const DEADLINE_MS = 2000;

/** Many boards reset when DTR falls. The end of a program must not reset the board, or `LAST` could not tell what was delivered. */
const HANG_UP = false;

/**
 * A serial port that this process holds exclusively. It is one connection: it cannot be opened again, and nothing that
 * was written to it can go out later. (npm serialport keeps what is written after an unplug, and sends it when the same
 * object is opened again. That would be an old train of pulses.)
 */
export class SerialTransport implements Transport {
  private reason: string | undefined;
  private readonly listeners = new Set<(bytes: Uint8Array) => void>();
  private readonly closeListeners = new Set<(reason: string) => void>();
  private readonly unwatch: () => void;

  /** Opens a port. @throws RunError if it is missing, in use, or not open in time */
  static async open(
    path: string,
    baudRate: number,
    parity: 'none' | 'even' = 'none',
  ): Promise<SerialTransport> {
    const called = calledOut(path);
    if (called !== undefined)
      throw new RunError(`${path}: this name waits for a carrier that boards do not give: take ${called}`);
    const { SerialPort } = await serialLibrary();
    const port = new SerialPort({ path, baudRate, parity, autoOpen: false, lock: true, hupcl: HANG_UP });
    try {
      await inTime(path, 'open', (done) => port.open(done));
      await signal(port);
      // Bytes from before this connection answer no request.
      await inTime(path, 'empty its buffers', (done) => port.flush(done));
      const handle = handleOf(port);
      const provenance = await portProvenance(path, handle);
      // A pseudo-terminal would stay exclusive as long as its other end lives.
      if (handle !== undefined && provenance.kind === 'serial') await excludeOthers(handle);
      return new SerialTransport(port, provenance, provenance.path);
    } catch (error) {
      discard(port);
      // If it opens after the deadline, it is closed again.
      port.once('open', () => discard(port));
      throw portRefusal(path, error as Error);
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
        this.closeListeners.add(unplugged);
        this.port.write(Buffer.from(bytes), done);
      });
    } catch (error) {
      const { message } = error as Error;
      // These bytes may or may not have left; they must not leave later.
      this.end(message);
      throw new RunError(`${path}: the port was lost while it was written to: ${message}`, { cause: error });
    } finally {
      if (unplugged) this.closeListeners.delete(unplugged);
    }
  }

  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.listeners.add(listener);
  }

  onClose(listener: (reason: string) => void): void {
    if (this.reason === undefined) this.closeListeners.add(listener);
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
    for (const listener of this.closeListeners) listener(reason);
    this.closeListeners.clear();
  }
}

/** Raises DTR and RTS, which some boards wait for; a pseudo-terminal has no such lines. */
function signal(port: SerialPort): Promise<void> {
  return inTime(port.path, 'set its lines', (done) =>
    port.set({ dtr: true, rts: true }, (error) =>
      done(/inappropriate ioctl/i.test(error?.message ?? '') ? null : error),
    ),
  );
}

/** Discards what has not been sent, then closes the connection. */
function discard(port: SerialPort): void {
  if (!port.isOpen) return;
  port.flush(() => {
    if (port.isOpen) port.close(() => {});
  });
}

function handleOf({ port }: SerialPort): number | undefined {
  return (port as { fd?: number | null } | undefined)?.fd ?? undefined;
}

/** One action of a port, with a deadline. */
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

/** Maximum time until an unplug is noticed, milliseconds. */
const WATCH_INTERVAL_MS = 200;

/**
 * Watches for a port that vanishes from the file system. npm serialport does not notice it if the far end hangs up before
 * the first read: it then reads nothing, again and again.
 *
 * @param path without links @returns what stops the watch
 */
function watchPort(path: string, vanished: () => void): () => void {
  if (process.platform === 'win32') return () => {};
  const device = deviceAt(path);
  const timer = setInterval(() => {
    if (device === deviceAt(path)) return;
    clearInterval(timer);
    vanished();
  }, WATCH_INTERVAL_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** Device number of a path; undefined if nothing is there. */
function deviceAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.rdev;
}
