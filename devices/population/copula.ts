import { normalQuantile, normalShare } from '../../src/core/normal-distribution.js';
import type { RandomStream } from '../../src/core/random-stream.js';

/**
 * A Gaussian copula with measured margins (Nelsen, An Introduction to Copulas, 2006). Each trait keeps its measured distribution, and traits
 * are correlated as the normal scores z = Φ⁻¹((rank − ½)/m) of the m measured devices. A draw is Σ_i g_i z_i with standard normal
 * g_i, each trait scaled to unit variance; it has the correlations of the z_i without a matrix. Its quantile Φ(z) is looked up in
 * the measured values, by linear interpolation and never beyond them.
 */
export class Copula {
  /** measured values of each trait, in rising order */
  private readonly sorted: Float64Array[];
  /** normal scores of each device, of unit variance */
  readonly scores: number[][];
  private readonly weight: Float64Array;

  /** @param measured traits of each device */
  constructor(measured: readonly (readonly number[])[]) {
    const traits = measured[0].map((_, k) => measured.map((device) => device[k]));
    this.sorted = traits.map((values) => Float64Array.from(values).sort());
    const scores = traits.map(normalScores);
    this.scores = measured.map((_, i) => scores.map((trait) => trait[i]));
    this.weight = new Float64Array(measured.length);
  }

  /** Normal scores of a new device. */
  draw(random: RandomStream): number[] {
    const { scores, weight } = this;
    random.normals(weight, weight.length);
    const share = 1 / Math.sqrt(scores.length);
    return scores[0].map((_, k) => share * scores.reduce((sum, device, i) => sum + weight[i] * device[k], 0));
  }

  /** The traits of a device with these normal scores. */
  traits(scores: readonly number[]): number[] {
    return scores.map((z, k) => quantile(this.sorted[k], normalShare(z)));
  }
}

/** z = Φ⁻¹((rank − ½)/m) of each value, with the mean rank for equal values; scaled to mean 0 and variance 1. */
function normalScores(values: readonly number[]): number[] {
  const below = (value: number) => values.filter((other) => other < value).length;
  const equal = (value: number) => values.filter((other) => other === value).length;
  const z = values.map((value) => normalQuantile((below(value) + equal(value) / 2) / values.length));
  const mean = z.reduce((sum, score) => sum + score, 0) / z.length;
  const variance = z.reduce((sum, score) => sum + (score - mean) ** 2, 0) / z.length;
  // A trait that is equal in all devices is correlated with nothing.
  return z.map((score) => (variance > 0 ? (score - mean) / Math.sqrt(variance) : 0));
}

/** The value below which a share of the sorted values lies, where the i-th of m represents (i − ½)/m. */
function quantile(sorted: Float64Array, share: number): number {
  const place = Math.min(Math.max(share * sorted.length - 0.5, 0), sorted.length - 1);
  const low = Math.min(Math.floor(place), sorted.length - 2);
  return sorted[low] + (place - low) * (sorted[low + 1] - sorted[low]);
}
