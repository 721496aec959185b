import type { MeasuringConditions } from '../../../../devices/files/device-form.js';
import { PhysicalDevices } from '../../../../drivers/boards/physical-devices.js';
import type { UnnumberedSession } from '../../../../drivers/protocols/unnumbered/unnumbered-session.js';
import { TimeBudget } from '../../../../drivers/boards/time-budget.js';
import { BankArray } from '../../../../drivers/virtual/bank-array.js';
import { CellFaults } from '../../../../drivers/virtual/cell-faults.js';
import { MeasuredPulses } from '../../../../drivers/virtual/measured-pulses.js';
import { randomStream } from '../../../../src/core/random-stream.js';
import { settings } from '../../physical-board.js';
import { bankOf, devices } from '../../virtual/cells.js';

/** Measured devices that, unlike the real ones, answer to pulses which an instrument can make. */
export function pulsedBy(conditions: MeasuringConditions, rows: number, columns: number): BankArray {
  const size = rows * columns;
  const pulses = new MeasuredPulses(Array.from({ length: size }, () => conditions));
  const silent = { amperes: 0, random: randomStream(1, 'read noise') };
  return new BankArray(bankOf(size), rows, columns, pulses, new CellFaults(rows, columns, []), silent);
}

/** So many of them on a board, in the first columns of its rows. */
export function devicesPulsedBy(
  session: UnnumberedSession,
  conditions: MeasuringConditions,
  count: number,
  columns: number,
): PhysicalDevices {
  const placed = devices.slice(0, count).map(({ lowestSiemens, highestSiemens }, k) => ({
    name: `C${k}`,
    place: { row: Math.floor(k / columns), column: k % columns },
    lowest: lowestSiemens,
    highest: highestSiemens,
    conditions,
  }));
  return new PhysicalDevices(session, placed, settings, new TimeBudget());
}
