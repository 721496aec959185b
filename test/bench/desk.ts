import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { shippedDevices } from '../../devices/files/device-file.js';
import type { DeviceFit } from '../../devices/files/device-form.js';
import type { CalibrationRecord } from '../../devices/files/device-provenance.js';
import {
  atBench,
  type BenchOrder,
  type OrderOf,
  type ProgramName,
  type ResultOf,
} from '../../src/bench/at-bench.js';
import type { CharacteriseOrder } from '../../src/bench/characterise.js';
import type { StepReading } from '../../src/bench/protocol.js';
import { FileJournal } from '../../drivers/journal/file-journal.js';
import type { Clock } from '../../drivers/ports/clock.js';
import type { Journal } from '../../drivers/journal/journal.js';
import type { Limits } from '../../drivers/sessions/limits.js';
import { MbpMachine } from '../../drivers/protocols/mbp/mbp-machine.js';
import { readJournal, type JournalEntry } from '../../drivers/journal/read-journal.js';
import { Recording } from '../../drivers/journal/recording.js';
import type { Transport } from '../../drivers/ports/transport.js';
import type { TalliedCells } from '../../drivers/virtual/tallied-cells.js';
import { JART_RANGE, JartCells } from '../../drivers/virtual/jart-cells.js';
import { Cable, type CableOptions } from '../../drivers/virtual/cable.js';
import { Socket } from '../../drivers/virtual/socket.js';
import { virtualCapabilities } from '../../drivers/virtual/virtual-board.js';
import { VirtualTime } from '../../drivers/virtual/virtual-time.js';
import { virtualCells, type VirtualCells } from '../../src/on-board/virtual-cells.js';
import type { ReadingRecord } from '../../src/bench/measure/measurement-kind.js';
import { RunError } from '../../src/core/errors.js';
import { scratch } from '../scratch.js';

export const LIMITS: Limits = {
  microvoltsMin: -2_700_000,
  microvoltsMax: 2_500_000,
  readMicrovoltsMax: 200_000,
  picoampsMax: 500_000_000,
  nanosMax: 10_000,
  pulsesMax: 200,
  picojoulesMax: 3_000_000,
};

/** A characterisation as the article's, of one device. */
export const ORDER: CharacteriseOrder = {
  place: { row: 0, column: 0 },
  set: { microvolts: 2_500_000, widthNanos: 1500 },
  reset: { microvolts: -2_700_000, widthNanos: 10_000 },
  periodNanos: 500_000,
  read: { microvolts: 200_000, settleNanos: 10_000, averages: 1 },
  cycles: 2,
  pulses: 10,
  prepare: false,
};

/** What befalls a program. */
export interface Fate {
  /** it is killed at this entry of its attempt, counted from 0 */
  readonly killedAt?: number;
  /** when that entry is already in the journal, and what it tells of is not yet done */
  readonly noted?: boolean;
  /** a wish to stop, at this entry or at the first with these words */
  readonly stopAt?: number | string;
  readonly cable?: Omit<CableOptions, 'clock'>;
  readonly limits?: Limits;
  readonly calibration?: CalibrationRecord;
  /** the disk is full from this entry on */
  readonly full?: number;
}

/** A journal whose program dies in the middle of it, and then does nothing any more. */
class Life implements Journal {
  over = false;
  /** what happens from now on happens to nobody */
  mourned = false;
  onStop: () => void = () => {};
  /** ends a program that waits, which the dead do for ever */
  onDeath: () => void = () => {};
  private noted = 0;

  constructor(
    private readonly file: FileJournal,
    private readonly fate: Fate,
  ) {}

  note(entry: object): void {
    const { killedAt = Infinity, noted = false, stopAt, full = Infinity } = this.fate;
    if (this.noted >= full) throw new RunError('no space left');
    if (this.mourned) return;
    const dies = this.noted >= killedAt;
    if (!this.over && (!dies || noted)) this.file.note(entry);
    if (dies && !this.over) this.onDeath();
    this.over ||= dies;
    if (this.over) throw new Error('killed');
    const stops = typeof stopAt === 'string' ? JSON.stringify(entry).includes(stopAt) : this.noted === stopAt;
    this.noted++;
    if (stops) setImmediate(() => this.onStop());
  }

  /** A cable on which the dead lay no hand. */
  handsOf(transport: Transport): Transport {
    const write: Transport['write'] = (bytes) => (this.over ? Promise.resolve() : transport.write(bytes));
    return {
      provenance: transport.provenance,
      write,
      onBytes: (listener) => transport.onBytes(listener),
      onClose: (listener) => transport.onClose(listener),
      close: () => transport.close(),
    };
  }

  /** Time in which the dead have no timers. */
  clockOf(time: Clock): Clock {
    const after: Clock['after'] = (ms, callback) => time.after(ms, () => this.over || callback());
    return { now: () => time.now(), after };
  }
}

/** One board with one device, or as many as are asked for, a journal in a file, and a program that is started as often as one likes. */
export class Desk {
  readonly fit: DeviceFit = shippedDevices().devices[0];
  readonly path = join(scratch(), 'journal.jsonl');
  readonly readings: StepReading[] = [];
  readonly cells: TalliedCells;
  readonly rows: ReadingRecord[] = [];
  private readonly time = new VirtualTime();
  private socket!: Socket;
  private machine!: MbpMachine;
  private boots = 0;

  /** @param others cells in place of measured devices */
  constructor(of: Partial<VirtualCells> = {}, others?: TalliedCells) {
    const cells = { rows: 1, columns: 1, bank: 'cycles', noise: 'read', seed: 1, faults: [] } as const;
    this.cells = others ?? virtualCells([this.fit], { ...cells, ...of });
    this.exchangeBoard('desk');
  }

  /** Puts the cells on another board. */
  exchangeBoard(serial: string): void {
    const { rows, columns } = this.cells;
    const can = {
      ...virtualCapabilities(rows, columns, serial),
      ...(this.cells instanceof JartCells && JART_RANGE),
    };
    this.machine = new MbpMachine(can, this.cells, () => 7 + this.boots++);
    this.socket = new Socket(this.machine, this.time);
  }

  resetBoard(): void {
    this.socket.reset();
  }

  get armed(): boolean {
    return this.machine.armed;
  }

  /** Lets so many milliseconds pass with nobody at the desk. */
  async pass(milliseconds: number): Promise<void> {
    await this.time.during(new Promise<void>((done) => void this.time.after(milliseconds, done)));
  }

  get journal(): JournalEntry[] {
    return existsSync(this.path) ? readJournal(this.path) : [];
  }

  /** Pulses that reached the device, by polarity. */
  get delivered(): { set: number; reset: number } {
    return { set: this.cells.positive[0], reset: this.cells.negative[0] };
  }

  /** Starts a program and sees it to its end, or to its death, which gives nothing. */
  async start<Name extends ProgramName>(
    program: Name,
    order: OrderOf<Name>,
    fate: Fate = {},
  ): Promise<ResultOf<Name> | undefined> {
    // Nobody works at a board in the millisecond in which it is switched on.
    await this.pass(60_000);
    const earlier = this.journal;
    const file = new FileJournal(this.path, () => this.time.now());
    const cable = new Cable({ clock: this.time, ...fate.cable });
    this.socket.plug(cable.board);
    const life = new Life(file, fate);
    const recording = new Recording(life, life.clockOf(this.time));
    life.onStop = () => recording.interrupt('SIGINT');
    const nonce = 100 + earlier.length;
    const begin: BenchOrder<Name> = {
      program,
      order,
      limits: fate.limits ?? LIMITS,
      heartbeatMs: 1000,
      nonce,
      begunAt: this.time.now(),
      ...(fate.calibration && { calibration: fate.calibration }),
    };
    file.note({ begin });
    const { clock, stop } = recording;
    const onReading = (reading: StepReading) => void this.readings.push(reading);
    const link = {
      transport: recording.connect(life.handsOf(cable.host)),
      clock,
      journal: life,
      stop,
      earlier,
      onBoard: () => {},
      onReading,
      onRow: (row: ReadingRecord) => void this.rows.push(row),
    };
    try {
      const grace = new Promise<undefined>((resolve) => {
        life.onDeath = () => void this.time.after(5000, () => resolve(undefined));
      });
      return await this.time.during(Promise.race([atBench(link, begin), grace]));
    } catch (error) {
      if (!life.over) throw error;
      return undefined;
    } finally {
      life.mourned = true;
      cable.unplug();
      file.close();
    }
  }
}
