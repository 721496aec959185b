import { UsageError } from '../../src/core/errors.js';
import type { SessionCapabilities } from '../sessions/capabilities.js';
import { labelOf, type PhysicalDevice } from './physical-devices.js';

/**
 * Refuses devices that are outside a board, or that it cannot pulse and read as they were measured. Call it after the
 * board has reported its capabilities and before it is armed.
 *
 * @throws UsageError that names the device and what the board can do
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
  const within = (what: string, got: number, minimum: number, maximum: number, unit: string) => {
    if (got >= minimum && got <= maximum) return;
    throw new UsageError(
      `${labelOf(device)}: got ${what} of ${got} ${unit}: the board can do ${minimum} to ${maximum} ${unit}`,
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
