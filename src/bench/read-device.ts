import { asMeasured } from '../core/as-measured.js';
import { RunError } from '../core/errors.js';
import { remarksOf } from '../../drivers/sessions/flag.js';
import type { BoardSession, Place, SessionReading } from '../../drivers/sessions/board-session.js';
import type { MbpSession } from '../../drivers/protocols/mbp/mbp-session.js';
import type { ReadSettings } from './bench.js';

/** A session that can read, with any protocol. */
export type Readable = Pick<BoardSession, 'read'>;

/** One reading of a device in SI units. */
export interface DeviceReading {
  readonly siemens: number;
  readonly amperes: number;
  readonly volts: number;
  /** the board's flags, in words */
  readonly remarks: readonly string[];
}

/** A reading with its place. */
export interface PlacedReading extends Place, DeviceReading {}

/** The outcome of a train that was not complete or was flagged, in words. */
export function shortfall(done: number, count: number, flags: number): string {
  const why = remarksOf(flags).join(', ') || 'the board gives no reason';
  return `${done} of ${count} pulses were delivered: ${why}`;
}

/** Reads a device, also if the board flags the reading. The conductance is the current over the voltage that was really applied. */
export async function readDevice(
  session: Readable,
  place: Place,
  { microvolts, settleNanos, averages }: ReadSettings,
): Promise<DeviceReading> {
  return inSiemens(await session.read(place, microvolts, settleNanos, averages));
}

/** Reads every device of a board, row by row. */
export async function readDevices(
  session: MbpSession,
  { microvolts, settleNanos, averages }: ReadSettings,
): Promise<PlacedReading[]> {
  const { columns } = session.capabilities;
  const readings = await session.readAll(microvolts, settleNanos, averages);
  return readings.map((reading, cell) => ({
    row: Math.floor(cell / columns),
    column: cell % columns,
    ...inSiemens(reading),
  }));
}

/** Reads a device and accepts only a valid reading. @throws RunError for a flagged or non-positive one */
export async function measureDevice(
  session: Readable,
  place: Place,
  read: ReadSettings,
): Promise<DeviceReading> {
  const reading = await readDevice(session, place, read);
  if (reading.remarks.length === 0 && reading.siemens > 0) return reading;
  const why = reading.remarks.join(', ') || `the conductance is ${reading.siemens} S`;
  throw new RunError(
    `row ${place.row}, column ${place.column}: ${why}: expected a reading above the noise and within the range of the converter`,
  );
}

/** A reading as files and programs get it. The journal keeps what the board said, to the bit. */
export function asWritten<Reading extends DeviceReading>(reading: Reading): Reading {
  const { siemens, amperes, volts } = reading;
  return { ...reading, siemens: asMeasured(siemens), amperes: asMeasured(amperes), volts: asMeasured(volts) };
}

function inSiemens({ picoamps, microvolts, flags }: SessionReading): DeviceReading {
  const amperes = picoamps / 1e12;
  const volts = microvolts / 1e6;
  return { siemens: picoamps / microvolts / 1e6, amperes, volts, remarks: remarksOf(flags) };
}
