import type { LineEnds } from './line-ends.js';
import type { RowLadders } from './row-ladders.js';
import { SHAPES, WaveMatrix } from './wave-matrix.js';
import { longestWaves, WAVES } from './wave-shapes.js';

/** Lines, below which an array is solved without. */
const LEAST = 64;

/**
 * The shapes W in which conjugate gradients are slow: long waves, where rows give back nearly all that columns give. The
 * preconditioner is M⁻¹ + W C Wᵀ, with C = (Wᵀ S W)⁻¹ − (Wᵀ M W)⁻¹, so that such waves are right at once (a coarse space: Saad,
 * Iterative Methods, 2nd ed., section 14.3). C is estimated from some rows: only the number of iterations depends on it.
 */
export class SlowWaves {
  /** whether the longest wave is slow */
  isOn = false;
  /** neighbouring columns that are lifted alike */
  readonly group: number;
  readonly groups: number;
  /** ψ of each row */
  readonly down: Float64Array;
  /** φ of each group of columns, one wave after the other */
  readonly along: Float64Array;
  private readonly matrix = new WaveMatrix();
  private readonly weight = new Float64Array(SHAPES);
  private readonly answer = new Float64Array(SHAPES);
  /** volts and amperes of each row's waves */
  private readonly part: Float64Array;
  private readonly flow: Float64Array;

  /**
   * @param found sums of r over the groups of each row
   * @param volts of each row's groups, which the correction adds to z
   * @param amperes of each row's groups, which these volts drive through the columns' wires
   * @param ends of the columns
   */
  constructor(
    readonly found: Float64Array,
    readonly volts: Float64Array,
    readonly amperes: Float64Array,
    readonly ends: LineEnds,
    readonly ohms: number,
  ) {
    this.group = groupSize(ends.first.length);
    this.groups = Math.ceil(ends.first.length / this.group);
    const rows = found.length / this.groups;
    [this.down, this.part, this.flow] = [0, 0, 0].map(() => new Float64Array(rows * WAVES));
    this.along = new Float64Array(this.groups * WAVES);
  }

  /** Takes the ladders. */
  factor(byRow: RowLadders, coupling: Float64Array, rowEnds: LineEnds): void {
    const rows = this.down.length / WAVES;
    const { groups } = this;
    this.isOn = false;
    if (this.ohms === 0 || Math.min(rows, this.ends.first.length) < LEAST) return;
    longestWaves(this.along, groups, { stride: groups, step: 1 }, rowEnds);
    longestWaves(this.down, rows, { stride: 1, step: WAVES }, this.ends);
    this.isOn = this.matrix.find(this, byRow, coupling);
  }

  /** Volts and amperes from what was found. Writes r · W C Wᵀ r into the second number of `sum`. */
  correct(sum: Float64Array): void {
    sum[1] = 0;
    if (!this.isOn) return;
    const { groups, volts, amperes, down, along, weight, answer, part, ohms } = this;
    this.weigh();
    for (let s = 0; s < SHAPES; s++) sum[1] += weight[s] * answer[s];
    for (let i = 0; i < down.length; i += WAVES)
      for (let k = 0; k < WAVES; k++) {
        part[i + k] = 0;
        for (let a = 0; a < WAVES; a++) part[i + k] += down[i + a] * answer[a * WAVES + k];
      }
    spread(part, along, groups, volts);
    const bottom = down.length - WAVES;
    for (let i = 0; i < down.length; i++) {
      const up = i < WAVES ? 0 : part[i] - part[i - WAVES];
      const below = i >= bottom ? 0 : part[i] - part[i + WAVES];
      this.flow[i] = (up + below) / ohms;
    }
    spread(this.flow, along, groups, amperes);
  }

  /** Wᵀ r, and C of it. */
  private weigh(): void {
    const { groups, found, down, along, weight, answer, matrix } = this;
    weight.fill(0);
    for (let i = 0, e = 0; i < down.length; i += WAVES) {
      let f0 = 0;
      let f1 = 0;
      let f2 = 0;
      for (let s = 0; s < groups; s++, e++) {
        f0 += found[e] * along[s];
        f1 += found[e] * along[groups + s];
        f2 += found[e] * along[2 * groups + s];
      }
      for (let a = 0; a < WAVES; a++) {
        weight[a * WAVES] += down[i + a] * f0;
        weight[a * WAVES + 1] += down[i + a] * f1;
        weight[a * WAVES + 2] += down[i + a] * f2;
      }
    }
    for (let s = 0; s < SHAPES; s++) {
      answer[s] = 0;
      for (let other = 0; other < SHAPES; other++)
        answer[s] += matrix.values[s * SHAPES + other] * weight[other];
    }
  }
}

/** The sum of each row's waves in each group. */
function spread(part: Float64Array, along: Float64Array, groups: number, sum: Float64Array): void {
  const two = (2 * groups) | 0;
  for (let i = 0, e = 0; i < part.length; i += 3) {
    const a = part[i];
    const b = part[i + 1];
    const c = part[i + 2];
    for (let s = 0; s < groups; s++, e++) sum[e] = a * along[s] + b * along[groups + s] + c * along[two + s];
  }
}

/** How many columns have the same volts: at most 32 groups. */
export function groupSize(columns: number): number {
  return 8 * Math.ceil(columns / 256);
}
