import type { BankCurves } from './bank-curves.js';
import type { ResponseCurve } from './response-curve.js';
import { lowerBranch, wrightOmega } from '../../src/core/maths/wright-omega.js';

/** One curve's numbers lie together in the table. */
const WIDTH = 10;
const ALPHA = 0, BETA = 1, GAMMA = 2, ZETA = 3, LOW = 4, HIGH = 5, END = 6, OFFSET = 7, STEEPNESS = 8, SCALE = 9; // prettier-ignore
/** Pulse trains up to this length find e^(−ζ m) in a table: most trains do. */
const SHORT = 16;

/**
 * Many response curves, ready to be walked along. The inverse is closed: with r = γ e^(−ζ p), the part of
 * the exponential that is still to come, x = α + β p − r gives r = (β/ζ) ω(ln(ζγ/β) + ζ(α − x)/β), ω being
 * Wright's function (or its lower branch for β < 0), and m more pulses lead to x + β m + r (1 − e^(−ζ m)).
 */
export class ResponseCurves implements BankCurves {
  /** ten numbers a curve, in the order of the constants above */
  readonly table: Float64Array;
  /** e^(−ζ m) of each curve, m < SHORT */
  private readonly decay: Float64Array;
  private r = new Float64Array(0);

  /**
   * @param pulses N, pulses from the lower to the upper end of a curve
   * @param bounded whether a pulse position ends at N (mean model), or goes on beyond it (cycle model)
   */
  constructor(curves: readonly ResponseCurve[], pulses: readonly number[], bounded: boolean) {
    this.table = new Float64Array(curves.length * WIDTH);
    curves.forEach((curve, i) => this.table.set(columns(curve, pulses[i], bounded), i * WIDTH));
    this.decay = Float64Array.from({ length: curves.length * SHORT }, (_, k) =>
      Math.exp(-curves[Math.floor(k / SHORT)].zeta * (k % SHORT)),
    );
  }

  /** Row by row, x after m ≥ 0 pulses more on its curve, in place; x is first clipped into the curve's own range. */
  move(curve: Uint32Array, x: Float64Array, m: Int32Array, count: number): void {
    const { table, decay } = this;
    const r = this.remaining(curve, x, count);
    for (let i = 0; i < count; i++) {
      const pulses = m[i];
      const c = curve[i] * WIDTH;
      const kept = pulses < SHORT ? decay[curve[i] * SHORT + pulses] : Math.exp(-table[c + ZETA] * pulses);
      const left = r[i] * kept;
      // Beyond N the mean model stays where N pulses lead.
      if (left < table[c + END] && pulses !== 0) x[i] = table[c + HIGH]!;
      else x[i] += table[c + BETA] * pulses + (r[i] - left);
    }
  }

  /** Row by row, the pulses from the curve's lower end to x, in place; x is first clipped into the curve's own range. */
  locate(curve: Uint32Array, x: Float64Array, count: number): void {
    const { table } = this;
    const r = this.remaining(curve, x, count);
    for (let i = 0; i < count; i++) {
      const c = curve[i] * WIDTH;
      const share = r[i] / table[c + GAMMA];
      // Without an exponential, or once nothing is left of it, the curve is a straight line.
      x[i] = share > 0 ? -Math.log(share) / table[c + ZETA] : (x[i] - table[c + ALPHA]) / table[c + BETA];
    }
  }

  /** Clips each x into its curve's range, and gives r there. */
  private remaining(curve: Uint32Array, x: Float64Array, count: number): Float64Array {
    const { table } = this;
    if (this.r.length < count) this.r = new Float64Array(count);
    const { r } = this;
    for (let i = 0; i < count; i++) {
      const c = curve[i] * WIDTH;
      x[i] = Math.min(Math.max(x[i], table[c + LOW]), table[c + HIGH]);
      r[i] = table[c + BETA] > 0 ? table[c + OFFSET] - table[c + STEEPNESS] * x[i] : 0;
    }
    wrightOmega(r, count);
    for (let i = 0; i < count; i++) {
      const c = curve[i] * WIDTH;
      const beta = table[c + BETA];
      // Where rounding leaves nothing, the curve has come to its end.
      if (beta === 0) r[i] = Math.max(table[c + ALPHA] - x[i], table[c + END]);
      if (beta < 0) {
        r[i] = table[c + STEEPNESS] * x[i] - table[c + OFFSET];
        lowerBranch(r, i);
      }
      if (beta !== 0) r[i] *= table[c + SCALE];
    }
    return r;
  }
}

function columns({ alpha, beta, gamma, zeta }: ResponseCurve, pulses: number, bounded: boolean): number[] {
  const end = gamma * Math.exp(-zeta * pulses);
  const low = alpha - gamma;
  const high = alpha + beta * pulses - end;
  const steepness = zeta / beta;
  const offset = Math.log(Math.abs(gamma * steepness)) + alpha * steepness;
  return [alpha, beta, gamma, zeta, low, high, bounded ? end : -1, offset, steepness, Math.abs(beta / zeta)];
}
