import type { Capabilities } from '../../sessions/capabilities.js';

/** Number of rows, and of columns, of the board. */
export const SIDE = 8;
/** Codes and reference voltage of the row converters: 12 bits of 1.5 V. */
const CODES = 4095;
const REFERENCE_VOLTS = 1.5;
/** The row code nearest to the virtual ground of 0.75 V, which row voltages refer to. */
export const GROUND = 2047;
/** Volts of one code. */
export const CODE_VOLTS = REFERENCE_VOLTS / CODES;
/** Maximum code of the column converters. */
export const ADC_MAXIMUM = 4095;
/** Voltage of unused rows and columns against the board's own zero. */
const IDLE_VOLTS = 0.75;
/** Range of the column voltage: DAC1 = ((v − 0.545) / 0.665) · 4095 / 3.3 V. */
const COLUMN_VOLTS = { minimum: 0.545, maximum: 0.545 + 0.665 * 3.3 };
/** Range of the voltage of a pulse. */
export const PULSE_VOLTS = {
  minimum: -COLUMN_VOLTS.maximum,
  maximum: REFERENCE_VOLTS - COLUMN_VOLTS.minimum,
};

/** What OpenMENA can do: voltages by its converters; the maximum current of a pulse is a choice. */
export const openMenaCapabilities: Capabilities = {
  model: 'OpenMENA',
  firmware: '',
  serial: '',
  rows: SIDE,
  columns: SIDE,
  microvoltsMin: Math.ceil(PULSE_VOLTS.minimum * 1e6),
  microvoltsMax: Math.floor(PULSE_VOLTS.maximum * 1e6),
  microvoltsStep: 1.5e6 / 4095,
  nanosMin: 1000,
  nanosMax: 100_000_000,
  pulsesMax: 1000,
  picoampsMax: 1_000_000_000,
  rowset: SIDE,
  adcBits: 12,
  readDoseMax: 0,
  calibrated: false,
  durable: false,
};

/** What OpenMENA cannot do, in sentences. */
export const openMenaCannot: readonly string[] = [
  'OpenMENA does not answer a train: every pulse counts as uncertain, only a reading shows its effect, and a lost train is not sent again',
  'OpenMENA has neither limits nor compliance: memloop refuses a train if the device, as last read, would draw too much current',
  'OpenMENA has no watchdog: if memloop is killed or the cable is pulled, the running train continues to its end',
  'OpenMENA makes pulses and pauses of equal width: the period of a train is always twice its width',
  'OpenMENA takes 1.05 s for each set of row voltages, twice that for a reading, and cannot be stopped',
  'OpenMENA reports counts of its converters: the current per count must be measured and given',
];

/** The row code nearest to a voltage; undefined if it is outside the range of the converter. */
export function codeOf(volts: number): number | undefined {
  const code = GROUND + Math.round(volts / CODE_VOLTS);
  return code >= 0 && code <= CODES ? code : undefined;
}

/** The voltages of row and column that put `volts` across a device. The column stays at its idle voltage if possible. */
export function drives(volts: number): { row: number; column: number } {
  const within = Math.min(REFERENCE_VOLTS, Math.max(0, IDLE_VOLTS + volts));
  return { row: within, column: within - volts };
}

/** The voltages of row and column of a device that is not pulsed. */
export const IDLE = { row: IDLE_VOLTS, column: IDLE_VOLTS };
