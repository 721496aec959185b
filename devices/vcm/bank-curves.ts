/** Curves along which a bank moves its devices: x is the rise from a curve's lower end, so for RESET 1 − w. Nothing is allocated. */
export interface BankCurves {
  /** Row by row, x after m ≥ 0 pulses more on its curve, in place. */
  move(curve: Uint32Array, x: Float64Array, m: Int32Array, count: number): void;
  /** Row by row, the pulses from the curve's lower end to x, in place. */
  locate(curve: Uint32Array, x: Float64Array, count: number): void;
}
