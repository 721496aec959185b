/** Rows and columns of the board. */
export const SIDE = 8;
/** Of the row converters: 12 bits of 1.5 V. */
const CODES = 4095;
const REFERENCE_VOLTS = 1.5;
/** The code that is nearest to the virtual ground of 0.75 V; voltages on rows are told from it. */
export const GROUND = 2047;
/** Volts of one code. */
export const CODE_VOLTS = REFERENCE_VOLTS / CODES;
/** What the column converters tell at their ends. */
export const ADC_MOST = 4095;
/** Where rows and columns rest, volts against the board's own zero. */
const REST_VOLTS = 0.75;
/** Least and most that a column can be driven with: DAC1 = ((v − 0.545) / 0.665) · 4095 / 3.3 V. */
const COLUMN_VOLTS = { least: 0.545, most: 0.545 + 0.665 * 3.3 };

/** Voltages that a pulse can have. */
export const PULSE_VOLTS = {
  least: -COLUMN_VOLTS.most,
  most: REFERENCE_VOLTS - COLUMN_VOLTS.least,
};

/** The row code nearest to a voltage; undefined where the converter has none. */
export function codeOf(volts: number): number | undefined {
  const code = GROUND + Math.round(volts / CODE_VOLTS);
  return code >= 0 && code <= CODES ? code : undefined;
}

/** What row and column are driven with, so that a device sees so many volts from one to the other: the column rests where it can. */
export function drives(volts: number): { row: number; column: number } {
  const within = Math.min(REFERENCE_VOLTS, Math.max(0, REST_VOLTS + volts));
  return { row: within, column: within - volts };
}

/** Where a pulse does not go, both rest. */
export const REST = { row: REST_VOLTS, column: REST_VOLTS };
