import { PINK_READS } from '../noise/read-noise.js';

/** The parts of Gaussian noise: white and 1/f-like read noise, and the error that each pulse leaves in the device (a random walk). */
export const NOISE_PARTS = ['white', 'pink', 'accumulating'] as const;
export type NoisePart = (typeof NOISE_PARTS)[number];

/** What noise is fitted by: 1/f noise may end with the slowest process that is simulated, or go on below it (`slowPink`). */
export const SPECTRA = ['white', 'pink', 'slowPink', 'accumulating'] as const;
export type Spectrum = (typeof SPECTRA)[number];

/** Correlation times, in readings, that continue the 1/f spectrum below the slowest process that is simulated. */
const SLOWER_READS = [128, 512];

/**
 * A branch of readings as a sum of cosines, cos(π k (i + ½)/n), k = 0 … n − 1 (Ahmed, Natarajan and Rao, IEEE Trans. Comput. C-23, 1974). The
 * amplitudes of white noise and of a random walk are exactly uncorrelated (Strang, SIAM Review 41, 1999), those of 1/f noise nearly.
 */
export class CosineModes {
  /** [k][reading], orthonormal */
  readonly waves: readonly Float64Array[];
  /** expected power of each mode at unit variance; of accumulating noise at unit variance of one pulse's step */
  readonly power: Readonly<Record<Spectrum, Float64Array>>;

  private readonly exponential = new Map<number, Float64Array>();

  private constructor(readonly readings: number) {
    this.waves = Array.from({ length: readings }, (_, k) =>
      Float64Array.from(
        { length: readings },
        (_, i) => Math.sqrt((k === 0 ? 1 : 2) / readings) * Math.cos((Math.PI * k * (i + 0.5)) / readings),
      ),
    );
    this.power = {
      white: new Float64Array(readings).fill(1),
      pink: this.pinkPower(PINK_READS),
      slowPink: this.pinkPower([...PINK_READS, ...SLOWER_READS]),
      accumulating: Float64Array.from({ length: readings }, (_, k) =>
        k === 0 ? 0 : 1 / (4 * Math.sin((Math.PI * k) / (2 * readings)) ** 2),
      ),
    };
  }

  private static readonly known = new Map<number, CosineModes>();

  /** The modes of a branch of so many readings; made once. */
  static of(readings: number): CosineModes {
    let modes = CosineModes.known.get(readings);
    if (!modes) CosineModes.known.set(readings, (modes = new CosineModes(readings)));
    return modes;
  }

  /** The amplitude of each mode in some readings. */
  amplitudes(x: Float64Array): Float64Array {
    return Float64Array.from(this.waves, (wave) => {
      let sum = 0;
      for (let i = 0; i < x.length; i++) sum += wave[i] * x[i];
      return sum;
    });
  }

  /** Expected power of each mode for unit noise that keeps a share of its correlation from reading to reading, as telegraph noise does. */
  exponentialPower(share: number): Float64Array {
    let power = this.exponential.get(share);
    if (!power) this.exponential.set(share, (power = this.exponentialPowerOf(share)));
    return power;
  }

  private exponentialPowerOf(share: number): Float64Array {
    return Float64Array.from(this.waves, (wave) => {
      let [sum, past] = [0, 0];
      for (const value of wave) {
        sum += value * (value + 2 * past);
        past = share * (past + value);
      }
      return sum;
    });
  }

  /** 1/f-like noise: processes of equal variance, the sum of those in `PINK_READS` being 1. */
  private pinkPower(correlationReads: readonly number[]): Float64Array {
    const power = new Float64Array(this.readings);
    for (const reads of correlationReads) {
      const process = this.exponentialPower(Math.exp(-1 / reads));
      for (const [k, value] of process.entries()) power[k] += value / PINK_READS.length;
    }
    return power;
  }
}
