import type { BankCurves } from './bank-curves.js';

/** Where devices are on their own curves, one a polarity: what a controller knows that has characterised them. */
export class CurveCalibration {
  private readonly curve: Uint32Array;

  /** @param curves SET and RESET of each fit; @param fitOf which of the fits each device is made of */
  constructor(
    private readonly curves: BankCurves,
    private readonly fitOf: Uint16Array,
  ) {
    this.curve = new Uint32Array(fitOf.length);
  }

  /** Row by row, in place: from a weight to pulses from the lower end, on the SET curve where `rising` > 0, else on the RESET curve. */
  locate(device: Uint32Array, rising: Float64Array, weight: Float64Array, count: number): void {
    const { curve } = this;
    for (let i = 0; i < count; i++) {
      const falls = rising[i] > 0 ? 0 : 1;
      curve[i] = 2 * this.fitOf[device[i]] + falls;
      if (falls) weight[i] = 1 - weight[i];
    }
    this.curves.locate(curve, weight, count);
    // RESET is SET seen from the top: pulses that lead down count backwards.
    for (let i = 0; i < count; i++) if (curve[i] % 2) weight[i] = -weight[i];
  }
}
