import { dot, lengthOf } from '../../src/core/maths/vectors.js';

/** A column that is shorter than this share of itself, once the earlier ones are taken out, is one of them. */
const INDEPENDENT = 1e-6;
/** Half width of the smoothing of the mean curve, as a share of the branch. */
const HALF_WIDTH = 0.04;

/**
 * Orthonormal directions in which the curve of one cycle may differ from the mean curve: shifted, tilted, and stretched along either axis.
 * The stretch along pulses needs the slope of the mean curve, so it is taken from the smoothed mean and from its exponential e^(−ζ p).
 * @param mean mean rise after each pulse; @param zeta rate of the exponential that fits it, per pulse
 */
export function curveTangent(mean: Float64Array, zeta: number): Float64Array[] {
  const pulses = mean.length - 1;
  const smooth = smoothed(mean, Math.max(2, Math.round(HALF_WIDTH * mean.length)));
  const slope = slopeOf(smooth);
  const stretched = slope.map((value, p) => (value * p) / pulses);
  return orthonormal([...exponentialTangent(pulses, zeta), smooth, slope, stretched]);
}

/** Directions in which α + β p − γ e^(−ζ p) moves with its parameters. */
export function exponentialTangent(pulses: number, zeta: number): Float64Array[] {
  const along = (of: (p: number) => number) => Float64Array.from({ length: pulses + 1 }, (_, p) => of(p));
  return [
    along(() => 1),
    along((p) => p / pulses),
    along((p) => Math.exp(-zeta * p)),
    along((p) => (p / pulses) * Math.exp(-zeta * p)),
  ];
}

/** Gram–Schmidt, twice for rounding; a column that depends on earlier ones is left out. */
export function orthonormal(columns: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const column of columns) {
    const rest = column.slice();
    remove(rest, basis);
    remove(rest, basis);
    const length = lengthOf(rest);
    if (length > INDEPENDENT * lengthOf(column)) basis.push(rest.map((value) => value / length));
  }
  return basis;
}

/** Takes the part along an orthonormal basis out of some readings, in place. */
export function remove(from: Float64Array, basis: readonly Float64Array[]): void {
  for (const direction of basis) {
    const share = dot(from, direction);
    for (let i = 0; i < from.length; i++) from[i] -= share * direction[i];
  }
}

/** Local straight lines, with weights that fall linearly to 0 beyond `half` readings. */
function smoothed(x: Float64Array, half: number): Float64Array {
  return x.map((_, i) => {
    let [w, wu, wuu, wx, wux] = [0, 0, 0, 0, 0];
    for (let j = Math.max(0, i - half); j <= Math.min(x.length - 1, i + half); j++) {
      const [u, weight] = [j - i, 1 - Math.abs(j - i) / (half + 1)];
      w += weight;
      wu += weight * u;
      wuu += weight * u * u;
      wx += weight * x[j];
      wux += weight * u * x[j];
    }
    return (wuu * wx - wu * wux) / (w * wuu - wu * wu);
  });
}

/** Central differences, per pulse. */
function slopeOf(x: Float64Array): Float64Array {
  return x.map((_, i) => {
    const [before, after] = [Math.max(0, i - 1), Math.min(x.length - 1, i + 1)];
    return (x[after] - x[before]) / (after - before);
  });
}
