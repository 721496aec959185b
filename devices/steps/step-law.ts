/** How far one pulse takes a device: the part of a pulsed step model that differs from law to law. */
export interface StepLaw {
  /**
   * Applies identical pulses to one device, one after the other.
   * @param falls 0 for SET, 1 for RESET; @param deviates a standard normal number a pulse, zeros for no noise
   */
  move(device: number, falls: number, deviates: Float64Array, count: number): void;
}
