import { applyPulse } from '../../devices/jart/apply-pulse.js';
import { JartCell } from '../../devices/jart/jart-cell.js';
import { jartV1b } from '../../devices/jart/jart-parameters.js';
import type { AmplifierNoise } from './bank-array.js';
import type { TalliedCells } from './tallied-cells.js';

/** What the board of such cells measures beside `virtualCapabilities`: they carry more current than measured devices. */
export const JART_RANGE = { model: 'memloop-virtual-jart', picoampsMax: 2_000_000_000 } as const;

/** Voltage at which a conductance is told, V. */
const READ_VOLTS = 0.2;

/**
 * Cells of the physical model JART VCM v1b as the array of a board, all alike: pulses may have any voltage and width, and readings are pulses too.
 * Positive volts set; the published model has the other sign. Each cell begins at the lowest concentration.
 */
export class JartCells implements TalliedCells {
  readonly positive: Uint32Array;
  readonly negative: Uint32Array;
  /** none: the model knows what any pulse does */
  readonly unknown: Uint32Array;
  /** ln N of each disc, N in 1e26 m⁻³ */
  readonly lnN: Float64Array;
  private readonly cell = new JartCell(jartV1b);
  private readonly normal = new Float64Array(1);

  /** @param amplifier its noise; without it, the current is that of the model */
  constructor(
    readonly rows: number,
    readonly columns: number,
    private readonly amplifier?: AmplifierNoise,
  ) {
    this.positive = new Uint32Array(rows * columns);
    this.negative = new Uint32Array(rows * columns);
    this.unknown = new Uint32Array(rows * columns);
    this.lnN = new Float64Array(rows * columns).fill(Math.log(jartV1b.lowestN));
  }

  pulse(row: number, column: number, volts: number, seconds: number): void {
    const cell = row * this.columns + column;
    (volts > 0 ? this.positive : this.negative)[cell]++;
    this.hold(cell, volts, seconds);
  }

  /** The current at the end of the reading, in which the cells were held at their voltages. */
  current(column: number, volts: Float64Array, samples: number, seconds = 0): number {
    let amperes = 0;
    for (let row = 0; row < this.rows; row++) {
      if (volts[row] === 0) continue;
      const cell = row * this.columns + column;
      this.hold(cell, volts[row], seconds);
      amperes += this.amperes(cell, volts[row]);
    }
    if (!this.amplifier) return amperes;
    this.amplifier.random.normals(this.normal, 1);
    return amperes + (this.amplifier.amperes / Math.sqrt(samples)) * this.normal[0];
  }

  /** Whether the cell, as it is before the pulse, would draw more. */
  exceeds(row: number, column: number, volts: number, amperes: number): boolean {
    return Math.abs(this.amperes(row * this.columns + column, volts)) > amperes;
  }

  conductances(): Float64Array {
    return this.lnN.map((_, cell) => this.amperes(cell, READ_VOLTS) / READ_VOLTS);
  }

  private hold(cell: number, volts: number, seconds: number): void {
    this.lnN[cell] = applyPulse(this.cell, this.lnN[cell], -volts, seconds);
  }

  private amperes(cell: number, volts: number): number {
    this.cell.solve(Math.exp(this.lnN[cell]), -volts);
    return -this.cell.amperes;
  }
}
