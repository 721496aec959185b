import type { RandomStream } from '../../src/core/random-stream.js';
import { FORM_LIMIT } from './form-table.js';
import type { DrawnCells } from './jart-spread.js';

/** Largest step of the walk of radius and disc length at a change of polarity, as a share of the nominal ones (Yu et al. 2022). */
const LARGEST_STEP = 0.1;

/**
 * Radius and disc length of filaments that change from cycle to cycle (Bengel et al. 2020, equations 21 to 24): at each change of polarity
 * both get a new aim, a step of a random walk inside their limits, and they go there as N goes to its limit.
 */
export class ChangingForm {
  /** present radius and disc length over the nominal ones, minus 1 */
  readonly wider: Float64Array;
  readonly longer: Float64Array;
  private readonly polarity: Int8Array;
  private readonly oldN: Float64Array;
  private readonly oldWider: Float64Array;
  private readonly oldLonger: Float64Array;
  private readonly aimWider: Float64Array;
  private readonly aimLonger: Float64Array;
  private readonly drawn = new Float64Array(2);

  /** @param spread multiplies the published steps of the walk; 0 for forms that stay */
  constructor(
    private readonly cells: DrawnCells,
    private readonly spread: number,
    private readonly random: RandomStream,
  ) {
    const copy = (column: Float64Array) => column.slice();
    this.polarity = new Int8Array(cells.wider.length);
    this.oldN = copy(cells.lowestN);
    [this.wider, this.oldWider, this.aimWider] = [cells.wider, cells.wider, cells.wider].map(copy);
    [this.longer, this.oldLonger, this.aimLonger] = [cells.longer, cells.longer, cells.longer].map(copy);
  }

  /** Begins a train of pulses at ln N. @param sign 1 for SET, −1 for RESET */
  begin(d: number, sign: number, lnN: Float64Array): void {
    if (this.spread === 0 || this.polarity[d] === sign) return;
    const { drawn, spread, wider, longer } = this;
    this.polarity[d] = sign;
    this.keep(d, lnN);
    this.random.uniforms(drawn, 2);
    const step = spread * LARGEST_STEP;
    this.aimWider[d] = inside(wider[d] + step * (2 * drawn[0] - 1));
    this.aimLonger[d] = inside(longer[d] + step * (2 * drawn[1] - 1));
  }

  /** Goes on from the present form, where ln N was written. */
  keep(d: number, lnN: Float64Array): void {
    this.oldN[d] = Math.exp(lnN[d]);
    this.oldWider[d] = this.wider[d]!;
    this.oldLonger[d] = this.longer[d]!;
  }

  /** Sets the present form of a device at ln N = `values[at]`. */
  follow(d: number, values: Float64Array, at: number): void {
    if (this.spread === 0) return;
    const { oldN, oldWider, oldLonger, cells } = this;
    const end = this.polarity[d] > 0 ? cells.highestN[d] : cells.lowestN[d];
    const way = (Math.exp(values[at]) - oldN[d]) / (end - oldN[d]);
    const share = Math.min(Math.max(way, 0), 1);
    this.wider[d] = oldWider[d] + share * (this.aimWider[d] - oldWider[d]);
    this.longer[d] = oldLonger[d] + share * (this.aimLonger[d] - oldLonger[d]);
  }
}

function inside(deviation: number): number {
  return Math.min(Math.max(deviation, -FORM_LIMIT), FORM_LIMIT);
}
