import type { Readable, Writable } from 'node:stream';
import { systemClock } from '../ports/clock.js';
import { MbpMachine } from '../protocols/mbp/mbp-machine.js';
import type { BankArray } from './bank-array.js';
import { Cable, type CableOptions } from './cable.js';
import { ReferencedArray } from './referenced-array.js';
import { Socket } from './socket.js';
import { joinStreams, type Rates } from './streams.js';
import { virtualCapabilities } from './virtual-capabilities.js';

/** What a virtual board went through since it was made. */
export interface Tally {
  /** pulses of each cell, row-major, by their sign */
  readonly positive: readonly number[];
  readonly negative: readonly number[];
  /** as a perfect instrument would see them, siemens */
  readonly conductance: readonly number[];
  /** faults that befell its cables */
  readonly faults: Readonly<Record<string, number>>;
}

/** What a virtual board's cable is like. */
export type Line = Pick<CableOptions, 'faults' | 'delayMs' | 'pieces' | 'seed'> & { readonly rates?: Rates };

/** The far end of a serial line, played by a device bank: it keeps its cells, and its boot, from cable to cable. */
export class VirtualBoard {
  private readonly socket: Socket;
  private readonly faults: Record<string, number> = {};
  private cables = 0;

  /** @param referenceOhms of the resistors in a row below its cells, if it has one */
  constructor(
    private readonly cells: BankArray,
    serial: string,
    private readonly line: Line,
    referenceOhms?: number,
  ) {
    const array = referenceOhms === undefined ? cells : new ReferencedArray(cells, referenceOhms);
    const can = virtualCapabilities(array.rows, array.columns, serial);
    this.socket = new Socket(new MbpMachine(can, array), systemClock);
  }

  /** Plugs a cable in, whose other end are two streams; settles when it is out. */
  async serve(input: Readable, output: Writable): Promise<void> {
    const { rates, seed = 0, ...line } = this.line;
    // Each cable has faults of its own, and the same ones in every run.
    const options = { ...line, seed: seed + this.cables++, clock: systemClock };
    const cable = new Cable(rates ? { ...options, baud: rates.board } : options);
    this.socket.plug(cable.board);
    await joinStreams(cable.host, input, output, rates);
    cable.unplug();
    for (const [fault, count] of Object.entries(cable.counts))
      this.faults[fault] = (this.faults[fault] ?? 0) + count;
  }

  /** As by the button on it. */
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
      conductance: [...cells.conductances()],
      faults,
    };
  }
}
