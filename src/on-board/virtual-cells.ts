import type { DeviceFit } from '../../devices/files/device-form.js';
import { BankArray } from '../../drivers/virtual/bank-array.js';
import { CellFaults, type CellFault } from '../../drivers/virtual/cell-faults.js';
import { JartCells } from '../../drivers/virtual/jart-cells.js';
import { MeasuredPulses } from '../../drivers/virtual/measured-pulses.js';
import { randomStream } from '../core/random-stream.js';
import type { Condition } from '../experiment/condition.js';
import { arrayMaker } from '../experiment/array-maker.js';

/** Noise of one sample of a virtual board's amplifier, amperes. A choice: a tenth of the device noise at 0.2 V. */
export const AMPLIFIER_AMPERES = 2e-9;

/** The settings of a virtual board's cells. */
export interface VirtualCells {
  readonly rows: number;
  readonly columns: number;
  readonly bank: 'mean' | 'cycles';
  readonly noise: 'none' | 'write' | 'read' | 'pulse';
  readonly seed: number;
  readonly faults: readonly CellFault[];
}

/**
 * Measured devices as the cells of a board. They fill one column after the other, and repeat if there are more cells than
 * devices. The same seed gives the same board.
 */
export function virtualCells(fits: readonly DeviceFit[], cells: VirtualCells): BankArray {
  const { rows, columns, bank, noise, seed, faults } = cells;
  const device = (_: unknown, cell: number) =>
    ((cell % columns) * rows + Math.floor(cell / columns)) % fits.length;
  const placed = Uint16Array.from({ length: rows * columns }, device);
  return new BankArray(
    arrayMaker({ ...OTHER_SETTINGS, bank, noise }, fits, placed).bank(seed),
    rows,
    columns,
    new MeasuredPulses(Array.from(placed, (fit) => fits[fit].conditions)),
    new CellFaults(rows, columns, faults),
    { amperes: AMPLIFIER_AMPERES, random: randomStream(seed, 'read noise', AMPLIFIER) },
  );
}

/** Cells of the physical model, with the noise of the same amplifier. */
export function jartCells(rows: number, columns: number, seed: number): JartCells {
  return new JartCells(rows, columns, {
    amperes: AMPLIFIER_AMPERES,
    random: randomStream(seed, 'read noise', AMPLIFIER),
  });
}

/** Settings of a condition that a bank does not use. */
const OTHER_SETTINGS: Omit<Condition, 'bank' | 'noise'> = {
  name: 'virtual board',
  pulses: 'linear',
  scheme: 'self-correcting',
  walk: 'published',
};

/** No array of devices has this number, so the amplifier's noise has its own random stream. */
const AMPLIFIER = 1_000_000;
