import type { JartCell } from './jart-cell.js';

/** Intervals of ln N are at most so long. Inside one, the rate is taken as linear; the time through it is integrated. */
const INTERVAL = 0.02;
/** Whole pulses. */
const WHOLE = Float64Array.of(1);

/**
 * Where identical pulses of one voltage and width lead cells of one kind: N → N′ in ln N, for any number of pulses at once. A cell has no
 * memory beside N, so pulses add up to one long pulse, and a table of the pulses through each interval of ln N says all. It agrees with
 * the integrated equation to 1e-3 in ln N. It allocates nothing per move.
 */
export class PulseTable {
  /** highest temperature of the filament in these pulses, K */
  readonly hottest: number;
  /** pulses through each interval, in the direction of travel; infinite through one that ends at a limit of N */
  private readonly pulses: Float64Array;
  /** logarithm of the rate at the end of each interval over that at its start; for an infinite one, its rate at the start in intervals a pulse */
  private readonly ratio: Float64Array;
  private readonly start: number;
  /** signed length of an interval in ln N */
  private readonly step: number;

  /**
   * @param volts in the sign of the model; @param seconds width of a pulse
   * @param lowest, @param highest ln N between which the pulses act
   */
  constructor(
    cell: JartCell,
    readonly volts: number,
    readonly seconds: number,
    lowest: number,
    highest: number,
  ) {
    const count = Math.max(1, Math.ceil((highest - lowest) / INTERVAL));
    this.start = volts < 0 ? lowest : highest;
    this.step = ((volts < 0 ? 1 : -1) * (highest - lowest)) / count;
    this.pulses = new Float64Array(count);
    this.ratio = new Float64Array(count);
    cell.hottest = 0;
    const rate = (knot: number) => {
      cell.apply(Math.exp(this.start + knot * this.step), volts);
      return (cell.growth * seconds) / this.step;
    };
    let before = rate(0);
    for (let k = 0; k < count; k++) {
      const middle = rate(k + 0.5);
      const after = rate(k + 1);
      // At a limit of N the rate is 0, up to rounding.
      const ends = !(after > 1e-9 * middle);
      this.pulses[k] = ends ? Infinity : (1 / before + 4 / middle + 1 / after) / 6;
      this.ratio[k] = ends ? before : Math.log(after / before);
      before = after;
    }
    this.hottest = cell.hottest;
  }

  /** Moves ln N of one device by so many pulses, each a part `part[at]` of one, in place. */
  move(lnN: Float64Array, device: number, pulses: number, part = WHOLE, at = 0): void {
    const { start, step, pulses: through, ratio } = this;
    const count = through.length;
    const x = Math.max(0, (lnN[device] - start) / step);
    let k = Math.floor(x);
    // At the end of travel, or without a voltage, a cell stays.
    if (k >= count || (through[k] === Infinity && ratio[k] === 0)) return;
    let share = x - k;
    let left = pulses * part[at];
    if (through[k] < Infinity) {
      left += through[k] * (straight(ratio[k]) ? share : Math.log1p(share * Math.expm1(ratio[k])) / ratio[k]);
      while (k < count && left >= through[k]) left -= through[k++];
    } else left -= Math.log1p(-share) / ratio[k];
    if (k === count) share = 0;
    else if (through[k] === Infinity) share = -Math.expm1(-ratio[k] * left);
    else share = left / through[k];
    if (k < count && through[k] < Infinity && !straight(ratio[k]))
      share = Math.expm1(ratio[k] * share) / Math.expm1(ratio[k]);
    lnN[device] = start + step * (k + share);
  }

  /** Pulses from the start to each end of an interval, the start included. A limit of N counts as reached where 1 % of its interval is left. */
  cumulative(): Float64Array {
    const sums = new Float64Array(this.pulses.length + 1);
    for (const [k, pulses] of this.pulses.entries())
      sums[k + 1] = sums[k] + (pulses < Infinity ? pulses : -Math.log(0.01) / this.ratio[k]);
    return sums;
  }

  /** ln N at each end of an interval, in the direction of travel. */
  knots(): Float64Array {
    return Float64Array.from({ length: this.pulses.length + 1 }, (_, k) => this.start + k * this.step);
  }
}

/** Whether a rate hardly changes through an interval. @param ratio logarithm of the rate at its end over that at its start */
function straight(ratio: number): boolean {
  return Math.abs(ratio) < 1e-6;
}
