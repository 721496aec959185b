import type { Readable, Writable } from 'node:stream';
import { systemClock } from '../ports/clock.js';
import type { Transport } from '../ports/transport.js';
import type { Capabilities } from '../sessions/capabilities.js';
import { Cable, type CableOptions } from './cable.js';
import type { FarEndSocket } from './far-end-socket.js';
import type { TalliedCells } from './tallied-cells.js';
import { misheard } from './uart-mismatch.js';

/** READSET names each row and its voltage, and its line has at most 160 bytes. */
const ROWS_IN_A_LINE = 8;

/** What a virtual board says about itself: ±5 V in steps of 100 µV, ±500 µA in 18 bits, several rows of a column at once. */
export function virtualCapabilities(rows: number, columns: number, serial: string): Capabilities {
  return {
    model: 'memloop-virtual',
    firmware: '1',
    serial,
    rows,
    columns,
    microvoltsMin: -5_000_000,
    microvoltsMax: 5_000_000,
    microvoltsStep: 100,
    nanosMin: 100,
    nanosMax: 1_000_000,
    pulsesMax: 10_000,
    picoampsMax: 500_000_000,
    rowset: Math.min(rows, ROWS_IN_A_LINE),
    adcBits: 18,
    readDoseMax: 100,
    calibrated: true,
    durable: false,
  };
}

/** What happened to a virtual board since it was made. */
export interface Tally {
  /** pulses on each cell by sign, row-major */
  readonly positive: readonly number[];
  readonly negative: readonly number[];
  /** pulses whose effect no data tell, and which changed nothing; a board that can refuse has refused them */
  readonly unknown: readonly number[];
  /** as a perfect instrument would measure it, siemens */
  readonly conductance: readonly number[];
  /** faults injected so far */
  readonly faults: Readonly<Record<string, number>>;
}

/** The rates of both sides, bits per second; if they differ, each side decodes wrong bytes. */
export interface Rates {
  readonly host: number;
  readonly board: number;
}

/** The properties of a virtual board's cable. */
export type Line = Pick<CableOptions, 'faults' | 'delayMs' | 'pieces' | 'seed'> & { readonly rates?: Rates };

/** The far end of a serial line, simulated with a device bank. Its cells and its state outlive each cable. */
export class VirtualBoard {
  private readonly faults: Record<string, number> = {};
  private cables = 0;

  constructor(
    private readonly cells: TalliedCells,
    private readonly socket: FarEndSocket,
    private readonly line: Line,
  ) {}

  /** Plugs in a cable whose other end is a pair of streams; resolves when it is unplugged. */
  async serve(input: Readable, output: Writable): Promise<void> {
    const { rates, seed = 0, ...line } = this.line;
    // Each cable has faults of its own, the same ones in every run.
    const options = { ...line, seed: seed + this.cables++, clock: systemClock };
    const cable = new Cable(rates ? { ...options, baud: rates.board } : options);
    this.socket.plug(cable.board);
    await joinStreams(cable.host, input, output, rates);
    cable.unplug();
    for (const [fault, count] of Object.entries(cable.counts))
      this.faults[fault] = (this.faults[fault] ?? 0) + count;
  }

  /** As if its reset button were pressed. */
  reset(): void {
    this.socket.reset();
  }

  /** Switches it off. */
  stop(): void {
    this.socket.stop();
  }

  tally(): Tally {
    const { cells, faults } = this;
    return {
      positive: [...cells.positive],
      negative: [...cells.negative],
      unknown: [...cells.unknown],
      conductance: [...cells.conductances()],
      faults,
    };
  }
}

/** How long a board still answers after its input has ended, milliseconds. */
const LAST_ANSWERS_MS = 200;

/** Joins one end of a cable to a pair of streams; resolves when either ends. */
function joinStreams(end: Transport, input: Readable, output: Writable, rates?: Rates): Promise<void> {
  const { host, board } = rates ?? { host: 1, board: 1 };
  input.on('data', (bytes: Uint8Array) => void end.write(misheard(bytes, host, board)).catch(() => {}));
  end.onBytes((bytes) => void output.write(Uint8Array.from(misheard(bytes, board, host))));
  return new Promise((resolve) => {
    input.once('close', resolve).once('end', () => setTimeout(resolve, LAST_ANSWERS_MS));
    end.onClose(() => resolve());
  });
}
