import type { PulseShape } from '../../src/core/pulse-shape.js';
import { FormTable } from './form-table.js';
import type { JartParameters } from './jart-parameters.js';

/** Tables that are kept; of more voltages, the oldest is made anew where it is met again. */
const KEPT = 160;
/** Parts of the voltage of a pulse for which there are tables. Between two, the logarithm of a rate is taken as linear, which is right to 1e-3. */
export const VOLTAGE_PARTS = 64;

/** How fast filaments of any form grow or shrink at each voltage they have met, without the factor that ends growth at the limits of N. */
export class GrowthTables {
  private readonly tables: { readonly volts: number; readonly growth: FormTable }[] = [];
  private readonly unlimited: JartParameters;

  /** @param lowest, @param highest ends of ln N */
  constructor(
    parameters: JartParameters,
    private readonly lowest: number,
    private readonly highest: number,
  ) {
    this.unlimited = { ...parameters, lowestN: 0, highestN: Infinity };
  }

  /** |d ln N / dt|, 1/s, at so many parts of the voltage of a shape, whose volts have the sign of memloop. */
  of({ volts }: PulseShape, parts = VOLTAGE_PARTS): FormTable {
    const { tables } = this;
    const asked = (-volts * parts) / VOLTAGE_PARTS;
    for (let k = 0; k < tables.length; k++) if (tables[k].volts === asked) return tables[k].growth;
    return this.made(asked);
  }

  private made(volts: number): FormTable {
    const { tables, unlimited, lowest, highest } = this;
    if (tables.length === KEPT) tables.shift();
    const growth = new FormTable(unlimited, lowest, highest, (cell, n) => {
      cell.apply(n, volts);
      return cell.growth;
    });
    tables.push({ volts, growth });
    return growth;
  }
}
