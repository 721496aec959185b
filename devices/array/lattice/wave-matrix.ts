import type { LineEnds } from './line-ends.js';
import type { RowLadders } from './row-ladders.js';
import { rowLoad } from './row-load.js';
import { invertPositive, WAVES } from './wave-shapes.js';

/** Products of a wave ψ down columns and a wave φ along rows. */
export const SHAPES = WAVES * WAVES;
/** Rows whose cells stand for all. */
const SAMPLES = 16;
/** Share that rows give back of the longest wave, below which conjugate gradients are quick without. */
const SLOW = 0.5;

/** Waves of an array whose columns have `ohms` from cell to cell, φ the same in a `group` of columns. */
interface Waves {
  readonly down: Float64Array;
  readonly along: Float64Array;
  readonly group: number;
  readonly groups: number;
  readonly ends: LineEnds;
  readonly ohms: number;
}

/** C = (Wᵀ S W)⁻¹ − (Wᵀ M W)⁻¹ of slow waves W, estimated from some rows. */
export class WaveMatrix {
  /** C, which holds Wᵀ S W while it is found */
  readonly values = new Float64Array(SHAPES * SHAPES);
  /** Wᵀ M W, as if rows stood at 0 V */
  private readonly held = new Float64Array(SHAPES * SHAPES);
  private readonly load = new Float64Array(2);

  /** @returns whether the longest wave is slow, and C was found */
  find(waves: Waves, byRow: RowLadders, coupling: Float64Array): boolean {
    const { values, held } = this;
    this.assemble(waves, byRow, coupling, 1);
    if (!(values[0] < (1 - SLOW) * held[0])) return false;
    this.assemble(waves, byRow, coupling, WAVES);
    if (!invertPositive(values, SHAPES) || !invertPositive(held, SHAPES)) return false;
    for (let s = 0; s < values.length; s++) values[s] -= held[s];
    return true;
  }

  /** Wᵀ S W and Wᵀ M W of the first `count` waves of each direction. */
  private assemble(waves: Waves, byRow: RowLadders, coupling: Float64Array, count: number): void {
    this.values.fill(0);
    this.held.fill(0);
    for (let k = 0; k < count; k++)
      for (let l = 0; l < count; l++) {
        this.addRows(waves, byRow, coupling, k, l, count);
        this.addWires(waves, k, l, count);
      }
  }

  private addRows(
    { down, along, group, groups }: Waves,
    byRow: RowLadders,
    coupling: Float64Array,
    k: number,
    l: number,
    count: number,
  ): void {
    const { load, held, values } = this;
    const rows = byRow.inverse.length;
    const share = rows / SAMPLES;
    for (let sample = 0; sample < SAMPLES; sample++) {
      const row = Math.floor((sample + 0.5) * share);
      rowLoad(byRow, coupling, along, row, k * groups, l * groups, group, load);
      for (let a = 0; a < count; a++)
        for (let b = 0; b < count; b++) {
          const factor = share * down[row * WAVES + a] * down[row * WAVES + b];
          held[at(a, k, b, l)] += factor * load[0];
          values[at(a, k, b, l)] += factor * load[1];
        }
    }
  }

  /** What flows through the wires of columns and out of their ends. */
  private addWires(
    { along, down, ends, ohms, group, groups }: Waves,
    k: number,
    l: number,
    count: number,
  ): void {
    const { held, values } = this;
    const columns = ends.first.length;
    const bottom = down.length - WAVES;
    let [inside, first, last] = [0, 0, 0];
    for (let j = 0; j < columns; j++) {
      const s = Math.floor(j / group);
      const product = along[k * groups + s] * along[l * groups + s];
      inside += product / ohms;
      first += ends.first[j] * product;
      last += ends.last[j] * product;
    }
    for (let a = 0; a < count; a++)
      for (let b = 0; b < count; b++) {
        let slope = 0;
        for (let i = WAVES; i <= bottom; i += WAVES)
          slope += (down[i + a] - down[i - WAVES + a]) * (down[i + b] - down[i - WAVES + b]);
        const ending = first * down[a] * down[b] + last * down[bottom + a] * down[bottom + b];
        held[at(a, k, b, l)] += inside * slope + ending;
        values[at(a, k, b, l)] += inside * slope + ending;
      }
  }
}

/** Where matrices have the product of two shapes, ψ_a φ_k and ψ_b φ_l. */
function at(a: number, k: number, b: number, l: number): number {
  return (a * WAVES + k) * SHAPES + b * WAVES + l;
}
