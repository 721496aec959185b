import type { Polarity } from '../vcm/response-curve.js';

/** N of one polarity: a device may have been measured with another number of RESET pulses than of SET pulses. */
export function branchPulses(
  device: { readonly pulses: number; readonly resetPulses?: number | undefined },
  polarity: Polarity,
): number {
  return polarity === 'reset' ? (device.resetPulses ?? device.pulses) : device.pulses;
}
