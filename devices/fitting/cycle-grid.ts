import { MOST_DECAY, type ResponseCurve } from '../vcm/response-curve.js';
import { dot, lengthOf, meanOf } from '../../src/core/maths/vectors.js';

/** The values of ζ, per pulse: linspace(0, 0.5, 1000) without 0 (Portner et al., Nat. Mach. Intell. 2025). */
export const ZETAS = Float64Array.from({ length: 999 }, (_, k) => (0.5 * (k + 1)) / 999);

/** e^(−ζ p) in an orthonormal basis: 1, p, and its own remainder. */
interface Decay {
  readonly zeta: number;
  readonly mean: number;
  /** components along p and along `rest` */
  readonly alongPulse: number;
  readonly alongRest: number;
  /** unit vector, orthogonal to 1 and p */
  readonly rest: Float64Array;
}

/** A feasible fit: slope along the unit vector of p, weight of the decay, and the sum of squares that both explain. */
interface Candidate {
  decay: Decay;
  slope: number;
  gamma: number;
  explained: number;
}

/**
 * The least-squares fit of x(p) = α + β p − γ e^(−ζ p) with β ≥ 0, γ ≥ 0 and ζ from `ZETAS`, prepared for one number of pulses.
 * At each ζ the constrained optimum is the best feasible free fit to {1, p, e}, {1, e}, {1, p} or {1}. All four follow from one
 * orthonormal basis, which all curves of this length share.
 */
export class CycleGrid {
  private readonly pulse: Float64Array;
  private readonly pulseLength: number;
  private readonly decays: Decay[];

  private static readonly known = new Map<number, CycleGrid>();

  /** The grid of a number of pulses; made once. */
  static of(pulses: number): CycleGrid {
    let grid = CycleGrid.known.get(pulses);
    if (!grid) CycleGrid.known.set(pulses, (grid = new CycleGrid(pulses)));
    return grid;
  }

  private constructor(readonly pulses: number) {
    const centred = Float64Array.from({ length: pulses + 1 }, (_, p) => p - pulses / 2);
    this.pulseLength = lengthOf(centred);
    this.pulse = centred.map((p) => p / this.pulseLength);
    const bounded = ZETAS.filter((zeta) => zeta * pulses <= MOST_DECAY);
    this.decays = Array.from(bounded, (zeta) => this.decayOf(zeta));
  }

  /** @param x one branch, x[p] after p pulses from its lower end */
  fit(x: Float64Array): ResponseCurve {
    const mean = meanOf(x);
    const centred = x.map((value) => value - mean);
    const rise = dot(centred, this.pulse);
    const line = Math.max(0, rise);
    let best: Candidate = { decay: this.decays[0], slope: line, gamma: 0, explained: line * line };
    for (const decay of this.decays) {
      const candidate = withDecay(decay, rise, dot(centred, decay.rest));
      if (candidate && candidate.explained > best.explained) best = candidate;
    }
    const beta = best.slope / this.pulseLength;
    const { gamma, decay } = best;
    return { alpha: mean - (beta * this.pulses) / 2 + gamma * decay.mean, beta, gamma, zeta: decay.zeta };
  }

  private decayOf(zeta: number): Decay {
    const { pulse } = this;
    const decay = Float64Array.from(pulse, (_, p) => Math.exp(-zeta * p));
    const mean = meanOf(decay);
    const rest = decay.map((value) => value - mean);
    const alongPulse = subtract(rest, pulse);
    // Again: at the smallest ζ the column is almost a line, so rounding leaves some of it in the remainder.
    subtract(rest, pulse);
    const leftover = meanOf(rest);
    const alongRest = Math.sqrt(rest.reduce((sum, value) => sum + (value - leftover) ** 2, 0));
    return { zeta, mean, alongPulse, alongRest, rest: rest.map((value) => (value - leftover) / alongRest) };
  }
}

/** The best feasible fit with γ > 0 at one ζ, from the components of the branch along p and along the remainder of the decay. */
function withDecay(decay: Decay, rise: number, rest: number): Candidate | undefined {
  const { alongPulse, alongRest } = decay;
  const gamma = -rest / alongRest;
  const slope = rise + gamma * alongPulse;
  // Both columns rise with p: if γ comes out negative, the optimum has no decay at any slope.
  if (!(gamma > 0)) return undefined;
  if (slope >= 0) return { decay, slope, gamma, explained: rise * rise + rest * rest };
  const along = rise * alongPulse + rest * alongRest;
  const norm = alongPulse * alongPulse + alongRest * alongRest;
  return along < 0 ? { decay, slope: 0, gamma: -along / norm, explained: (along * along) / norm } : undefined;
}

/** Removes the component along a unit vector, in place, and returns it. */
function subtract(from: Float64Array, unit: Float64Array): number {
  const share = dot(from, unit);
  for (let i = 0; i < from.length; i++) from[i] -= share * unit[i];
  return share;
}
