import { RunError } from '../../src/core/errors.js';
import type { ReferenceRow } from './column-sum.js';
import type { PhysicalDevices } from './physical-devices.js';

/** How far a resistor may read from what it is said to be, as a share: more than a converter errs by. A choice. */
const TOLERANCE = 0.1;
/** What it is read at, unless that is beyond the limit of reads. */
const VOLTS = 0.1;

/**
 * Reads the reference resistor of each column that has devices, before anything is pulsed: with another one every TD
 * error would be wrong by as much.
 *
 * @throws RunError where it is not what it is said to be
 */
export async function checkReference(physical: PhysicalDevices, { row, ohms }: ReferenceRow): Promise<void> {
  const { session, devices, settings } = physical;
  const microvolts = Math.round(Math.min(VOLTS, settings.readLimit) * 1e6);
  for (const column of new Set(devices.map(({ place }) => place.column))) {
    const where = `the reference resistor (row ${row}, column ${column})`;
    const read = await physical.sound(where, (settle, averages) =>
      session.read({ row, column }, microvolts, settle, averages),
    );
    const found = (read.microvolts * 1e6) / read.picoamps;
    if (Math.abs(ohms / found - 1) <= TOLERANCE) continue;
    throw new RunError(
      `${where}: got ${Math.round(found)} Ω: expected ${ohms} Ω, within ${100 * TOLERANCE} % (board.reference)`,
    );
  }
}
