import type { PulseShape } from '../../src/core/pulse-shape.js';
import type { JartCell } from './jart-cell.js';
import { PulseTable } from './pulse-table.js';
import { ShareTables } from './share-tables.js';

/** Tables that are kept; of more shapes, the oldest is made anew where it is met again. */
const KEPT = 64;

/** The tables of all pulse shapes that cells of one kind have met: one is made where a shape is new. */
export class PulseTables {
  private readonly tables: PulseTable[] = [];
  private readonly shares: ShareTables[] = [];

  /** @param lowest, @param highest ln N between which the pulses act */
  constructor(
    private readonly cell: JartCell,
    private readonly lowest: number,
    private readonly highest: number,
  ) {}

  /** The table of a shape, whose volts have the sign of memloop. */
  of(shape: PulseShape): PulseTable {
    const { tables, cell, lowest, highest } = this;
    for (let k = 0; k < tables.length; k++)
      if (tables[k].volts === -shape.volts && tables[k].seconds === shape.seconds) return tables[k];
    if (tables.length === KEPT) tables.shift();
    const made = new PulseTable(cell, -shape.volts, shape.seconds, lowest, highest);
    tables.push(made);
    return made;
  }

  /** The tables of a shape at shares of its voltage. */
  sharesOf(shape: PulseShape): ShareTables {
    const { shares, cell, lowest, highest } = this;
    for (let k = 0; k < shares.length; k++)
      if (shares[k].shape.volts === shape.volts && shares[k].shape.seconds === shape.seconds)
        return shares[k];
    if (shares.length === KEPT) shares.shift();
    const made = new ShareTables(cell, shape, lowest, highest);
    shares.push(made);
    return made;
  }
}
