import { UsageError } from '../../src/core/errors.js';
import type { SessionCapabilities } from '../sessions/board-session.js';
import { called, type PhysicalDevice } from './physical-devices.js';

/**
 * Refuses devices that a board cannot have or cannot pulse and read as they were measured; to be asked between its
 * greeting and its arming.
 *
 * @throws UsageError that names the device, what was got, and what the board has
 */
export function refuseBeyondBoard(
  can: SessionCapabilities,
  devices: readonly PhysicalDevice[],
  referenceRow?: number,
): void {
  for (const device of devices) {
    refusePlace(can, device);
    refuseConditions(can, device);
  }
  if (referenceRow === undefined || (referenceRow >= 0 && referenceRow < can.rows)) return;
  throw new UsageError(
    `the reference row: got ${referenceRow}: expected one of the board’s ${can.rows} rows, from 0`,
  );
}

function refusePlace({ rows, columns }: SessionCapabilities, { name, place }: PhysicalDevice): void {
  const { row, column } = place;
  if (row >= 0 && row < rows && column >= 0 && column < columns) return;
  throw new UsageError(
    `${name}: got row ${row}, column ${column}: expected a cell of the board’s ${rows} rows and ${columns} columns, from 0`,
  );
}

function refuseConditions(can: SessionCapabilities, device: PhysicalDevice): void {
  const { set, reset, readVolts } = device.conditions;
  const within = (what: string, got: number, least: number, most: number, unit: string) => {
    if (got >= least && got <= most) return;
    throw new UsageError(
      `${called(device)}: got ${what} of ${got} ${unit}: expected what the board can do, ${least} to ${most} ${unit}`,
    );
  };
  for (const [pulses, { volts, widthSeconds }] of Object.entries({
    'SET pulses': set,
    'RESET pulses': reset,
  })) {
    within(pulses, volts, can.microvoltsMin * 1e-6, can.microvoltsMax * 1e-6, 'V');
    within(pulses, Math.round(widthSeconds * 1e9), can.nanosMin, can.nanosMax, 'ns');
  }
  within('reads', readVolts, can.microvoltsMin * 1e-6, can.microvoltsMax * 1e-6, 'V');
}
