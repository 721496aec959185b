import type { UpdateBatch } from '../../../src/core/update-batch.js';
import type { ArrayCells } from '../reads/array-cells.js';
import { decadesOf } from '../wires/write-handling.js';
import type { ShareSolver, WriteDrop } from './write-drop.js';

/** How far shares may be off before they are found anew. */
export const SHARE_TOLERANCE = 1e-3;
/** How much more than its part of a line's conductance one device can count: it may be at the far end, and be selected. */
const WEIGHT = 2;

/**
 * Shares that are kept until conductances have changed so much that they could be off by 1e-3. The loss 1 − s grows as the
 * conductances of the row and the column. So they are found anew when a line has changed by a part of itself that, times
 * the largest loss, exceeds the tolerance.
 */
export class KeptDrop implements WriteDrop {
  readonly decades: number;
  private readonly share: Float64Array;
  private readonly isKnown: Uint8Array;
  /** conductances at the last start, and how far each device is from them */
  private readonly known: Float64Array;
  private readonly change: Float64Array;
  /** the same sums by row, then by column */
  private readonly total: Float64Array;
  private readonly changed: Float64Array;
  private isStale = true;
  private readonly limit = new Float64Array(1);

  constructor(
    private readonly array: ArrayCells,
    private readonly solver: ShareSolver,
  ) {
    const { rows, columns, wires } = array;
    this.decades = decadesOf(wires);
    [this.share, this.known, this.change] = [0, 0, 0].map(() => new Float64Array(rows * columns));
    [this.total, this.changed] = [0, 0].map(() => new Float64Array(rows + columns));
    this.isKnown = new Uint8Array(rows * columns);
  }

  refresh(device: Uint32Array, count: number): void {
    if (this.isStale) return;
    const { known, change, changed, total, limit, array } = this;
    const { rows, columns, conductance } = array;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      const off = Math.abs(conductance[d] - known[d]);
      const more = off - change[d];
      if (more === 0) continue;
      change[d] = off;
      const row = (d / columns) | 0;
      const column = rows + d - row * columns;
      changed[row] += more;
      changed[column] += more;
      if (changed[row] > limit[0] * total[row] || changed[column] > limit[0] * total[column])
        this.isStale = true;
    }
  }

  find({ device, pulses, count }: UpdateBatch, shares: Float64Array): void {
    const { share, isKnown } = this;
    for (let i = 0; i < count; i++) {
      if (pulses[i] === 0) {
        shares[i] = 1;
        continue;
      }
      const d = device[i];
      if (this.isStale) this.start();
      if (isKnown[d] === 0) this.solve(d);
      shares[i] = share[d]!;
    }
  }

  private start(): void {
    const { known, change, changed, total, limit, isKnown, array } = this;
    const { rows, columns, conductance } = array;
    change.fill(0);
    changed.fill(0);
    total.fill(0);
    known.set(conductance);
    isKnown.fill(0);
    limit[0] = Infinity;
    for (let k = 0, d = 0; k < rows; k++)
      for (let c = 0; c < columns; c++, d++) {
        total[k] += known[d];
        total[rows + c] += known[d];
      }
    this.isStale = false;
  }

  private solve(d: number): void {
    const { solver, share, isKnown, limit } = this;
    solver.find(d, share);
    if (solver.together) isKnown.fill(1);
    else isKnown[d] = 1;
    const from = solver.together ? 0 : d;
    const end = solver.together ? share.length : d + 1;
    for (let e = from; e < end; e++) {
      const most = SHARE_TOLERANCE / (WEIGHT * (1 - share[e]));
      if (most < limit[0]) limit[0] = most;
    }
  }
}
