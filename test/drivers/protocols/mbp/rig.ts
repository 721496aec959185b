import type { CellArray } from '../../../../drivers/sessions/cell-array.js';
import type { Capabilities } from '../../../../drivers/sessions/capabilities.js';
import { decodeLine } from '../../../../drivers/protocols/mbp/frame.js';
import type { Limits } from '../../../../drivers/sessions/limits.js';
import { LineReader } from '../../../../drivers/protocols/mbp/line-reader.js';
import { MbpMachine } from '../../../../drivers/protocols/mbp/mbp-machine.js';
import { MbpSession } from '../../../../drivers/protocols/mbp/mbp-session.js';
import type { Clock } from '../../../../drivers/ports/clock.js';
import type { Transport } from '../../../../drivers/ports/transport.js';
import { Cable, type CableOptions } from '../../../../drivers/virtual/cable.js';
import { Socket } from '../../../../drivers/virtual/socket.js';
import { Sleeper } from '../../sleeper.js';
import { VirtualClock } from './virtual-clock.js';

/** Cells that are resistors and count what they get. */
export class CountingCells implements CellArray {
  readonly rows = 4;
  readonly siemens: Float64Array;
  readonly pulses: Uint32Array;
  total = 0;
  /** largest magnitudes that were ever applied */
  highestPulse = 0;
  highestRead = 0;
  onPulse: () => void = () => {};

  constructor(readonly columns = 2) {
    this.siemens = new Float64Array(this.rows * columns).fill(50e-6);
    this.pulses = new Uint32Array(this.rows * columns);
  }

  pulse(row: number, column: number, volts: number): void {
    this.pulses[row * this.columns + column]++;
    this.total++;
    this.highestPulse = Math.max(this.highestPulse, Math.abs(volts));
    this.onPulse();
  }

  current(column: number, volts: Float64Array): number {
    return volts.reduce((sum, v, row) => sum + v * this.siemens[row * this.columns + column], 0);
  }
}

export const CAPABILITIES: Capabilities = {
  model: 'counting',
  firmware: '1.0',
  serial: 'C-7',
  rows: 4,
  columns: 2,
  microvoltsMin: -2_000_000,
  microvoltsMax: 2_000_000,
  microvoltsStep: 1,
  nanosMin: 100,
  nanosMax: 1_000_000,
  pulsesMax: 1000,
  picoampsMax: 200_000_000,
  rowset: 4,
  adcBits: 24,
  readDoseMax: 12,
  calibrated: true,
  durable: true,
};

export const LIMITS: Limits = {
  microvoltsMin: -1_200_000,
  microvoltsMax: 1_200_000,
  readMicrovoltsMax: 200_000,
  picoampsMax: 100_000_000,
  nanosMax: 10_000,
  pulsesMax: 100,
  picojoulesMax: 1_000_000,
};

export const TRAIN = {
  row: 3,
  column: 1,
  microvolts: 1_000_000,
  widthNanos: 10_000,
  periodNanos: 500_000,
  count: 12,
};

/** Who stands beside the cable at the board's end, and knows from the bytes alone when pulses are permitted. */
class Witness {
  /** pulses without LIMITS and ARM of the present boot */
  unpermitted = 0;
  lastPulse = -Infinity;
  private heard = { limits: false, arm: false };

  constructor(private readonly boot: () => number) {}

  hear(line: string): void {
    const frame = decodeLine(line);
    if (frame?.kind !== 'request' || frame.boot !== this.boot()) return;
    if (frame.verb === 'LIMITS') this.heard.limits = true;
    if (frame.verb === 'ARM' && this.heard.limits) this.heard.arm = true;
  }

  reset(): void {
    this.heard = { limits: false, arm: false };
  }

  pulse(at: number): void {
    this.lastPulse = at;
    if (!this.heard.arm) this.unpermitted++;
  }
}

/** A board under test, whatever plays it: its clock, its witness, and as many cables as one likes. */
export abstract class BoardRig {
  abstract readonly clock: VirtualClock;
  private readonly time: Clock = {
    now: () => this.clock.now(),
    after: (milliseconds, callback) => this.clock.after(milliseconds, callback),
  };
  /** the program at the near end, and what is at the far end: both can be put to sleep */
  readonly host = new Sleeper(this.time);
  readonly far = new Sleeper(this.time);
  readonly journal: object[] = [];
  readonly witness = new Witness(() => this.boot);
  private nonce = 0x5d1b;

  protected abstract readonly boot: number;
  protected abstract plug(end: Transport): void;

  cable(options: Omit<CableOptions, 'clock'> = {}): Cable {
    const cable = new Cable({ clock: this.clock, ...options });
    const reader = new LineReader((line) => this.witness.hear(line));
    cable.board.onBytes((bytes) => reader.receive(bytes));
    this.plug(this.far.end(cable.board));
    return cable;
  }

  open(transport: Transport, limits: Partial<Limits> = {}, heartbeatMs = 1000): Promise<MbpSession> {
    return this.clock.until(
      MbpSession.open(transport, {
        limits: { ...LIMITS, ...limits },
        heartbeatMs,
        clock: this.host,
        journal: { note: (entry) => void this.journal.push(entry) },
        nonce: () => ++this.nonce & 0xffff,
      }),
    );
  }
}

/** The board's end of the protocol, in virtual time. */
export class Rig extends BoardRig {
  readonly clock = new VirtualClock();
  readonly machine: MbpMachine;
  readonly socket: Socket;
  readonly microvoltsStep: number = CAPABILITIES.microvoltsStep;
  readonly picoampsError: number = 30;
  /** how long bytes that have left the cable take to the board */
  readonly bufferMs: number = 0;
  protected boot = 0xb3f1;

  /** @param boots how far its boot id goes on at a reset */
  constructor(
    capabilities: Partial<Capabilities> = {},
    boots = 1,
    readonly cells = new CountingCells(),
  ) {
    super();
    this.machine = new MbpMachine(
      { ...CAPABILITIES, ...capabilities },
      this.cells,
      () => (this.boot += boots),
    );
    this.socket = new Socket(this.machine, this.far);
    this.cells.onPulse = () => this.witness.pulse(this.clock.now());
  }

  reset(): void {
    this.machine.tick(this.clock.now());
    this.witness.reset();
    this.socket.reset();
  }

  protected plug(end: Transport): void {
    this.socket.plug(end);
  }
}

/** A host's end of a cable at which somebody meddles with single writes: what is given back goes on. */
export function meddled(
  end: Transport,
  meddle: { toBoard?: (line: string) => string[]; toHost?: (line: string) => string[] },
): Transport {
  const { toBoard = (line) => [line], toHost = (line) => [line] } = meddle;
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
  const bytes = (line: string) => Buffer.from(line, 'latin1');
  return {
    provenance: end.provenance,
    onClose: (listener) => end.onClose(listener),
    onBytes: (listener) =>
      end.onBytes((came) => {
        for (const line of toHost(text(came))) listener(bytes(line));
      }),
    async write(written) {
      for (const line of toBoard(text(written))) await end.write(bytes(line));
    },
    close: () => end.close(),
  };
}
