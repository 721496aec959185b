import type { DeviceFit } from './files/device-form.js';

/** Noise of a linear device, in units of its window. */
export interface LinearNoise {
  /** left by an update */
  update?: number;
  /** left by a pulse */
  pulse?: number;
  /** seen by a read, white */
  read?: number;
}

/** A device whose N pulses all do the same: what theory assumes, and real devices do not do. @param pulses N */
export function linearDevice(pulses: number, { update = 0, pulse = 0, read = 0 }: LinearNoise): DeviceFit {
  const both = <T>(value: T) => ({ set: value, reset: value });
  const rising = { alpha: 0, beta: 1 / pulses, gamma: 0, zeta: 1 / pulses, sigma: update };
  return {
    device: 'linear',
    pulses,
    lowestSiemens: 1e-5,
    highestSiemens: 3e-5,
    // The mean model has no straight line; this one is bent by less than a millionth.
    mean: both({ a: -1, b: 1e-6 }),
    cycles: both([rising]),
    noise: { set: update, reset: update, white: both(read), pink: both(0), accumulating: both(pulse) },
  };
}
