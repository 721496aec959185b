import { RunError } from '../core/errors.js';
import { FLAG } from '../../drivers/sessions/flag.js';
import type { BoardSession, Place, SessionReading } from '../../drivers/sessions/board-session.js';
import type { MbpSession } from '../../drivers/protocols/mbp/mbp-session.js';
import type { ReadSettings } from './bench.js';

/** What can be read from, whatever it speaks. */
export type Readable = Pick<BoardSession, 'read'>;

/** One reading of a device in SI units. */
export interface DeviceReading {
  readonly siemens: number;
  readonly amperes: number;
  readonly volts: number;
  /** the board's remarks, in words */
  readonly remarks: readonly string[];
}

/** One of many readings. */
export interface PlacedReading extends Place, DeviceReading {}

const WORDS: readonly (readonly [flag: number, words: string])[] = [
  [FLAG.saturated, 'the converter is saturated'],
  [FLAG.belowNoise, 'the current is below the noise'],
  [FLAG.compliance, 'the current is at the compliance'],
  [FLAG.openSuspected, 'the device seems to be open'],
  [FLAG.shortSuspected, 'the device seems to be a short'],
  [FLAG.clipped, 'the board clipped what it should have refused'],
  [FLAG.aborted, 'the train was aborted'],
];

/** What a board says of a train that did not go as it should. */
export function shortfall(done: number, count: number, flags: number): string {
  const why = remarksOf(flags).join(', ') || 'the board gives no reason';
  return `${done} of ${count} pulses were delivered: ${why}`;
}

/** The flags of a reply in words. */
function remarksOf(flags: number): string[] {
  return WORDS.filter(([flag]) => (flags & flag) !== 0).map(([, words]) => words);
}

/** Reads a device, whatever the board remarks on it. Its conductance is the current over the voltage that was really there. */
export async function readDevice(
  session: Readable,
  place: Place,
  { microvolts, settleNanos, averages }: ReadSettings,
): Promise<DeviceReading> {
  return inSiemens(await session.read(place, microvolts, settleNanos, averages));
}

/** Reads every device of a board, row after row. */
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

/** As `readDevice`, for who goes on with the number. @throws RunError where it is none: a saturated converter, an open or shorted device */
export async function measureDevice(
  session: Readable,
  place: Place,
  read: ReadSettings,
): Promise<DeviceReading> {
  const reading = await readDevice(session, place, read);
  if (reading.remarks.length === 0 && reading.siemens > 0) return reading;
  const why = reading.remarks.join(', ') || `the conductance is ${reading.siemens} S`;
  throw new RunError(
    `row ${place.row}, column ${place.column}: ${why}: expected a reading between the noise and the end of the converter`,
  );
}

function inSiemens({ picoamps, microvolts, flags }: SessionReading): DeviceReading {
  const amperes = picoamps / 1e12;
  const volts = microvolts / 1e6;
  return { siemens: picoamps / microvolts / 1e6, amperes, volts, remarks: remarksOf(flags) };
}
