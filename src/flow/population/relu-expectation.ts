import { normalCumulative, normalDensity } from '../../core/maths/error-function.js';
import { bivariateNormal, gap } from '../../core/maths/normal/bivariate-normal.js';
import { H01, H02, H10, H11, H20, type Expectation } from './expectation.js';

/** Beyond it, a bias in units of its neuron's input is no nearer to infinity. */
const FAR = 1e3;

/**
 * Closed forms for relu, by integration by parts: with the steps f′ and the deltas f″, E[f′f′] = Φ₂ and E[f″f″] is the density of the pair
 * (Cho and Saul, NIPS 2009, without biases). Nothing in them grows where the two rows of weights align.
 */
export const reluExpectation: Expectation = {
  pair({ r1, r2, b1, b2, cos, sin }, order, moments) {
    const [h, k] = [scaled(b1, r1), scaled(b2, r2)];
    const [gapK, gapH] = [gap(k, h, cos, sin), gap(h, k, cos, sin)];
    const [g1, g2] = [over(gapK, sin), over(gapH, sin)];
    const [a1, a2] = [edge(h, r1), edge(k, r2)];
    const [share1, share2] = [normalCumulative(g1), normalCumulative(g2)];
    const both = bivariateNormal(h, k, cos, sin);
    const f20 = a1 * r2 * (gapK * share1 + sin * normalDensity(g1));
    const f02 = a2 * r1 * (gapH * share2 + sin * normalDensity(g2));
    const [f21, f12] = [a1 * share1, a2 * share2];
    const covariance = r1 * r2 * cos;
    const f10 = b2 * both + covariance * f21 + r2 * r2 * f12;
    moments[0] = b1 * f10 + r1 * r1 * f20 + covariance * both;
    if (order < 1) return;
    const f01 = b1 * both + covariance * f12 + r1 * r1 * f21;
    moments[H10] = f10;
    moments[H10 + 1] = r1 * f20 + r2 * cos * both;
    moments[H10 + 2] = r2 * sin * both;
    moments[H01] = f01;
    moments[H01 + 1] = r1 * both + r2 * cos * f02;
    moments[H01 + 2] = r2 * sin * f02;
    if (order < 2) return;
    const density = normalDensity(h) * normalDensity(g1);
    pinned(moments, H20, 1, 0, -h, f20, -r2 * sin * f21, r1 > 0 ? (r2 / r1) * sin * density : 0);
    pinned(moments, H02, cos, sin, -k, f02, r1 * sin * f12, r2 > 0 ? (r1 / r2) * sin * density : 0);
    moments[H11] = both;
    moments[H11 + 1] = r1 * f21 + r2 * cos * f12;
    moments[H11 + 2] = r2 * sin * f12;
    moments[H11 + 3] = cos * sin * density - b1 * f21 - cos * cos * b2 * f12;
    moments[H11 + 4] = sin * sin * density - cos * sin * b2 * f12;
    moments[H11 + 5] = -cos * sin * density - sin * sin * b2 * f12;
  },
  single(r, b, moments) {
    const h = scaled(b, r);
    const a = edge(h, r);
    moments[0] = b * normalCumulative(h) + r * normalDensity(h);
    moments[1] = normalCumulative(h);
    moments[2] = normalDensity(h);
    moments[3] = a;
    moments[4] = -h * a;
    moments[5] = (h * h - 1) * a;
  },
};

/** Moments of a product that a delta pins at a coordinate along (cos, sin). @param across first moment along (sin, −cos) @param square second moment along it, less the mean */
function pinned(moments: Float64Array, at: number, cos: number, sin: number, place: number, mean: number, across: number, square: number): void {
  const [along, mixed, straight] = [place * mean, place * across, (place * place - 1) * mean];
  moments[at] = mean;
  moments[at + 1] = along * cos + across * sin;
  moments[at + 2] = along * sin - across * cos;
  moments[at + 3] = straight * cos * cos + 2 * mixed * cos * sin + square * sin * sin;
  moments[at + 4] = straight * cos * sin + mixed * (sin * sin - cos * cos) - square * cos * sin;
  moments[at + 5] = straight * sin * sin - 2 * mixed * cos * sin + square * cos * cos;
} // prettier-ignore

function scaled(bias: number, length: number): number {
  if (bias === 0) return 0;
  return Math.min(FAR, Math.max(-FAR, bias / length));
}

/** The density of z at the edge, 0. */
function edge(h: number, length: number): number {
  return length > 0 ? normalDensity(h) / length : 0;
}

function over(distance: number, sin: number): number {
  return distance === 0 ? 0 : distance / sin;
}
