import type { Capabilities } from '../sessions/capabilities.js';

/** What a virtual board says of itself: ±5 V in steps of 100 µV, ±500 µA in 18 bits, any rows of a column at once. */
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
    calibrated: true,
    durable: false,
  };
}

/** READSET names each row and its voltage, and its line ends at 160 bytes. */
const ROWS_IN_A_LINE = 8;
