import type { Polarity } from '../vcm/response-curve.js';
import type { DeviceNoise } from '../files/device-form.js';

/** Standard deviations of one device and polarity, in units of its window. A choice of noise only changes these numbers. */
export interface Deviations {
  /** left in the state by each update, however many pulses it had (zero included) */
  update: number;
  /** left in the state by each pulse */
  pulse: number;
  /** seen by a read and gone at the next: white part */
  white: number;
  /** seen by a read: 1/f-like part, fading over many reads */
  pink: number;
}

/** A noise structure: which of a device's fitted noises act, and where. @param sigma of the present curve's residuals */
export type NoiseStructure = (noise: DeviceNoise, polarity: Polarity, sigma: number) => Deviations;

/** No noise at all. */
export const quiet: Deviations = { update: 0, pulse: 0, white: 0, pink: 0 };

/** The noise structures, by the names that experiments use. */
export const noiseStructures = {
  /** No noise: the curve alone. */
  none: () => quiet,
  /** Write noise, as published: each update leaves a fresh error in the stored weight, with the σ of the curve. */
  write: (_noise, _polarity, sigma) => ({ ...quiet, update: sigma }),
  /** Read noise, as measured: a white and a slow (1/f-like) error of each reading. The device itself does not change. */
  read: (noise, polarity) => ({ ...quiet, white: noise.white[polarity], pink: noise.pink[polarity] }),
  /** Accumulating noise: each pulse leaves a fresh error, so n pulses leave √n times as much. */
  pulse: (noise, polarity) => ({ ...quiet, pulse: noise.accumulating[polarity] }),
} satisfies Record<string, NoiseStructure>;

export type NoiseName = keyof typeof noiseStructures;

/** Independent noises together: their variances add up. A noise that acts without others keeps its numbers to the bit. */
export function sumOfStructures(structures: readonly NoiseStructure[]): NoiseStructure {
  return (noise, polarity, sigma) =>
    structures.map((structure) => structure(noise, polarity, sigma)).reduce(together, quiet);
}

function together(one: Deviations, other: Deviations): Deviations {
  return {
    update: quadrature(one.update, other.update),
    pulse: quadrature(one.pulse, other.pulse),
    white: quadrature(one.white, other.white),
    pink: quadrature(one.pink, other.pink),
  };
}

function quadrature(one: number, other: number): number {
  if (one === 0) return other;
  return other === 0 ? one : Math.sqrt(one * one + other * other);
}
