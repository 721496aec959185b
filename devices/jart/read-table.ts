import type { JartCell } from './jart-cell.js';

/** Intervals of ln N are at most so long: straight lines between them are right to 1e-6. */
const INTERVAL = 0.005;

/** What a cell of JART VCM v1b shows at one read voltage: conductance I/V over ln N, and back. */
export class ReadTable {
  private readonly siemens: Float64Array;
  private readonly step: number;

  /** @param volts in the sign of the model; @param lowest, @param highest ends of ln N */
  constructor(
    cell: JartCell,
    volts: number,
    readonly lowest: number,
    readonly highest: number,
  ) {
    const count = Math.max(1, Math.ceil((highest - lowest) / INTERVAL));
    this.step = (highest - lowest) / count;
    this.siemens = Float64Array.from({ length: count + 1 }, (_, k) => {
      cell.solve(Math.exp(lowest + k * this.step), volts);
      return cell.amperes / volts;
    });
  }

  /** Conductance at each end, siemens. */
  get ends(): readonly [lowest: number, highest: number] {
    return [this.siemens[0], this.siemens[this.siemens.length - 1]];
  }

  /** Writes the conductance of one device. */
  read(lnN: Float64Array, conductance: Float64Array, device: number): void {
    const { siemens, step, lowest } = this;
    const last = siemens.length - 1;
    const x = (lnN[device] - lowest) / step;
    const k = Math.floor(x);
    if (k < 0) conductance[device] = siemens[0];
    else if (k >= last) conductance[device] = siemens[last];
    else conductance[device] = siemens[k] + (x - k) * (siemens[k + 1] - siemens[k]);
  }

  /** Writes ln N of one device whose conductance is given; beyond an end it is the end. */
  adopt(conductance: Float64Array, lnN: Float64Array, device: number): void {
    const { siemens, step, lowest, highest } = this;
    const g = conductance[device];
    let low = 0;
    let high = siemens.length - 1;
    if (g <= siemens[low]) lnN[device] = lowest;
    else if (g >= siemens[high]) lnN[device] = highest;
    else {
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (siemens[middle] <= g) low = middle;
        else high = middle;
      }
      lnN[device] = lowest + step * (low + (g - siemens[low]) / (siemens[high] - siemens[low]));
    }
  }
}
