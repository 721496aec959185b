import type { PulseShape } from '../../src/core/pulse-shape.js';
import type { JartCell } from './jart-cell.js';
import { PulseTable } from './pulse-table.js';

/** Parts of the voltage of a pulse for which there are tables. Between two, rates are taken as linear, which is right to 1e-3. */
const PARTS = 512;

/** Pulses of one shape at shares of its voltage: a table for each part of the voltage that cells have met, made when it is first met. */
export class ShareTables {
  private readonly tables = new Array<PulseTable | undefined>(PARTS + 1).fill(undefined);
  /** of pulses, at the part of the voltage below and at the one above */
  private readonly parts = new Float64Array(2);

  constructor(
    private readonly cell: JartCell,
    readonly shape: PulseShape,
    private readonly lowest: number,
    private readonly highest: number,
  ) {}

  /** Moves ln N of one device by pulses at `shares[row]` of the voltage, in place: some at the part below it, then some at the one above. */
  move(lnN: Float64Array, device: number, pulses: number, shares: Float64Array, row: number): void {
    const x = PARTS * Math.min(Math.max(shares[row], 0), 1);
    const part = Math.min(Math.floor(x), PARTS - 1);
    const { parts } = this;
    parts[1] = x - part;
    parts[0] = 1 - parts[1];
    if (parts[0] > 0) this.table(part).move(lnN, device, pulses, parts, 0);
    if (parts[1] > 0) this.table(part + 1).move(lnN, device, pulses, parts, 1);
  }

  private table(part: number): PulseTable {
    const known = this.tables[part];
    if (known !== undefined) return known;
    const { cell, shape, lowest, highest } = this;
    const volts = (-shape.volts * part) / PARTS;
    return (this.tables[part] = new PulseTable(cell, volts, shape.seconds, lowest, highest));
  }
}
