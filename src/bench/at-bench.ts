import type { CalibrationRecord } from '../../devices/files/device-provenance.js';
import type { Journal } from '../../drivers/journal/journal.js';
import type { JournalEntry } from '../../drivers/journal/read-journal.js';
import type { Stop } from '../../drivers/journal/stop.js';
import type { Clock } from '../../drivers/ports/clock.js';
import type { Transport } from '../../drivers/ports/transport.js';
import { MbpSession } from '../../drivers/protocols/mbp/mbp-session.js';
import type { Capabilities } from '../../drivers/sessions/capabilities.js';
import type { Limits } from '../../drivers/sessions/limits.js';
import { RunError } from '../core/errors.js';
import type { Bench, BenchSettings } from './bench.js';
import { characterise, type CharacteriseOrder } from './characterise.js';
import { checkBoard, type CheckOrder } from './check-board.js';
import { mbpBench } from './measure/measure-bench.js';
import type { MeasureOrder, ReadingRecord } from './measure/measurement-kind.js';
import { measure } from './measure/measure.js';
import type { StepReading } from './protocol.js';
import { pulseDevice, type PulseOrder } from './pulse-device.js';
import { probeBoard, type ProbeOrder } from './probe-board.js';
import { readDevice, readDevices } from './read-device.js';

/** The programs of the bench by name; each has an order and a result. */
export const programs = {
  check: (bench: Bench, order: CheckOrder) => checkBoard(bench, order),
  read: ({ session }: Bench, { place, read }: BenchSettings) => readDevice(session, place, read),
  readAll: ({ session }: Bench, { read }: BenchSettings) => readDevices(session, read),
  pulse: (bench: Bench, order: PulseOrder) => pulseDevice(bench, order),
  characterise: (bench: Bench, order: CharacteriseOrder) => characterise(bench, order),
  measure: (bench: Bench, order: MeasureOrder) => measure(mbpBench(bench), order),
  probe: (bench: Bench, order: ProbeOrder) => probeBoard(bench, order),
};

type Programs = typeof programs;
/** Name of a program of the bench. */
export type ProgramName = keyof Programs;
/** The order of a program. */
export type OrderOf<Name extends ProgramName> = Parameters<Programs[Name]>[1];
/** The result of a program. */
export type ResultOf<Name extends ProgramName> = Awaited<ReturnType<Programs[Name]>>;

/** What to do, and within which limits: everything that a journal needs to repeat it. */
export interface BenchOrder<Name extends ProgramName = ProgramName> {
  readonly program: Name;
  readonly order: OrderOf<Name>;
  readonly limits: Limits;
  readonly heartbeatMs: number;
  /** of HELLO */
  readonly nonce: number;
  /** start of the program, milliseconds since 1970; missing in journals of earlier versions */
  readonly begunAt?: number;
  /** the record of the board's calibration, if there is one */
  readonly calibration?: CalibrationRecord;
}

/** How a program reaches the outside: through a board, or through a journal in its place. */
export interface BenchLink {
  readonly transport: Transport;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly stop: Stop;
  readonly earlier: readonly JournalEntry[];
  /** called before anything is done on the board */
  onBoard(board: Capabilities): void;
  onReading(reading: StepReading): void;
  /** called with each row of a measurement */
  onRow?(row: ReadingRecord): void;
  /** called after each probe of a board */
  onProbe?(done: number, of: number): void;
}

/** Runs one program of the bench, from HELLO to the board's safe state. The board is left safe even after an error. */
export async function atBench<Name extends ProgramName>(
  link: BenchLink,
  { program, order, limits, heartbeatMs, nonce, begunAt, calibration }: BenchOrder<Name>,
): Promise<ResultOf<Name>> {
  const {
    transport,
    clock,
    journal,
    stop,
    earlier,
    onBoard,
    onReading,
    onProbe = () => {},
    onRow = () => {},
  } = link;
  const note = (entry: object) => journal.note(entry);
  const since = (at: number) => (begunAt === undefined ? Infinity : begunAt - at + clock.now());
  const refuseStopped = () => refuseAfter(stop);
  refuseStopped();
  // `check` runs before the board is armed.
  const session = await MbpSession.open(transport, {
    limits,
    heartbeatMs,
    clock,
    nonce: () => nonce,
    check({ serial }) {
      refuseStopped();
      refuseUncalibrated(serial, calibration);
    },
  });
  try {
    refuseStopped();
    note({ board: session.capabilities });
    refuseOther(session.capabilities.serial, earlier);
    onBoard(session.capabilities);
    const run = programs[program] as (bench: object, order: object) => Promise<ResultOf<Name>>;
    const result = await run(
      { session, stop, note, earlier, onReading, onProbe, onRow, clock, since },
      order,
    );
    note({ result });
    return result;
  } catch (error) {
    note({ failed: (error as Error).message });
    throw error;
  } finally {
    // If the board does not hear this, it makes itself safe after one heartbeat.
    await session.close().catch(() => {});
  }
}

function refuseAfter({ reason }: Stop): void {
  if (reason !== undefined)
    throw new RunError(`${reason}: stopped before anything was done; the board is safe`);
}

/** @throws RunError if an earlier attempt was at another board */
export function refuseOther(serial: string, earlier: readonly JournalEntry[]): void {
  const before = earlier.find(({ board }) => board !== undefined)?.board as { serial: string } | undefined;
  if (before === undefined || before.serial === serial) return;
  throw new RunError(
    `the board: got serial number ${serial}: expected ${before.serial}, with which the journal began`,
  );
}

function refuseUncalibrated(serial: string, calibration?: CalibrationRecord): void {
  if (calibration === undefined || calibration.serial === serial) return;
  throw new RunError(
    `the board: got serial number ${serial}: expected ${calibration.serial}, the board of the calibration record`,
  );
}
