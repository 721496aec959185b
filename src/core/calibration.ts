/** Where devices are on the curves that a controller knows of them. */
export interface Calibration {
  /**
   * Row by row, in place: from a weight to the pulses that lead there from the lower end of the window.
   * @param rising whose SET curve is meant (> 0), or whose RESET curve
   */
  locate(device: Uint32Array, rising: Float64Array, weight: Float64Array, count: number): void;
}
