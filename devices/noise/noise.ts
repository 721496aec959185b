import type { Polarity } from '../vcm/response-curve.js';
import type { DeviceNoise } from '../files/device-form.js';

/** Standard deviations of one device and polarity, in units of its window. A choice of noise only changes these numbers. */
interface Deviations {
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

const quiet: Deviations = { update: 0, pulse: 0, white: 0, pink: 0 };

/** The noise structures, by the names that experiments use. */
export const noiseStructures = {
  /** No noise: the curve alone. */
  none: () => quiet,
  /** The published emulator's: each update leaves a fresh draw of the curve's σ in the stored weight. */
  write: (_noise, _polarity, sigma) => ({ ...quiet, update: sigma }),
  /** What the measurement shows: a hidden state, and noise at each read that does not accumulate. */
  read: (noise, polarity) => ({ ...quiet, white: noise.white[polarity], pink: noise.pink[polarity] }),
  /** Accumulating noise alone: each pulse leaves a fresh draw, so n pulses leave √n times as much. */
  pulse: (noise, polarity) => ({ ...quiet, pulse: noise.accumulating[polarity] }),
} satisfies Record<string, NoiseStructure>;

/** Write noise of one size for all devices. @param sigma in units of the window */
export function uniformWriteNoise(sigma: number): NoiseStructure {
  return () => ({ ...quiet, update: sigma });
}

export type NoiseName = keyof typeof noiseStructures;
