import { ObservationPair, type Observation } from '../src/core/observation.js';
import type { Environment, Step } from './environment.js';

/** Cells further away than this many widths are silent: they would be below 4e-4 of their peak. */
const REACH = 4;

/** One dimension of what is seen: the range that cells cover, and how many there are along it. */
interface BasisAxis {
  readonly low: number;
  readonly high: number;
  readonly cells: number;
}

/** How a grid of radial basis functions covers a box. */
export interface Basis {
  /** two dimensions or more */
  readonly axes: readonly BasisAxis[];
  /** width σ of a field, in distances of neighbouring cells */
  readonly width: number;
  /** sum of the activities of all cells; below 0, weights between 0 and 1 hold values between `sum` and 0 */
  readonly sum: number;
}

/** How many cells a basis has. */
export function basisCells({ axes }: Basis): number {
  return axes.reduce((product, { cells }) => product * cells, 1);
}

/**
 * Shows a point of a box by normalised Gaussian fields on a grid, x_j ∝ exp(−Σ_d (u_d − c_jd)² / 2σ²) with a given sum,
 * u in units of the grid's pitch (Moody and Darken, Neural Computation 1:281, 1989). A weighted sum is then that sum
 * times a mean of weights. A point beyond a range is seen as its end. Cells are numbered row by row, the last dimension fastest.
 *
 * The Gaussian separates. The first half of the dimensions makes the rows of the grid, the second half its columns;
 * along the first dimension of each half, cells out of reach are silent.
 */
export class RadialBasis implements Environment {
  readonly actions: number;
  private readonly seen: ObservationPair;
  private readonly rows: Outer;
  private readonly columns: Outer;

  /** @param task an environment whose observation is a point, one value a dimension */
  constructor(
    private readonly task: Environment,
    private readonly basis: Basis,
  ) {
    this.actions = task.actions;
    const half = basis.axes.length >> 1;
    const axes = basis.axes.map((axis, d) => new Axis(axis, d, basis.width));
    this.rows = new Outer(axes.slice(0, half));
    this.columns = new Outer(axes.slice(half));
    this.seen = new ObservationPair(basisCells(basis), Math.abs(basis.sum), this.columns.value.length);
  }

  get observation(): Observation {
    return this.seen.present;
  }

  reset(): void {
    this.task.reset();
    this.show();
  }

  step(action: number): Step {
    const step = this.task.step(action);
    this.show();
    return step;
  }

  private show(): void {
    const { rows, columns } = this;
    const { sum } = this.basis;
    const observation = this.seen.turn();
    const { value, active, block, side } = observation;
    for (let k = 0; k < observation.count; k++) value[active[k]] = 0;
    const point = this.task.observation.value;
    rows.look(point);
    columns.look(point);
    const { from, to, value: across } = columns;
    const { from: first, to: last, value: along } = rows;
    let count = 0;
    for (let r = first; r < last; r++) {
      const row = sum * along[r];
      for (let c = from; c < to; c++) {
        const cell = (Math.imul(r, side) + c) | 0;
        value[cell] = row * across[c];
        active[count++] = cell;
      }
    }
    observation.count = count;
    block[0] = from;
    block[1] = to;
    block[2] = first;
    block[3] = last;
  }
}

/** The fields of several dimensions together, the last one fastest; those from … to − 1 may be other than zero. */
class Outer {
  readonly value: Float64Array;
  from = 0;
  to = 0;
  /** cells of all dimensions but the first */
  private readonly stride: number;

  constructor(private readonly axes: readonly Axis[]) {
    this.stride = axes.slice(1).reduce((product, { value }) => product * value.length, 1);
    this.value = new Float64Array(axes[0].value.length * this.stride);
  }

  look(point: Float64Array): void {
    const { axes, value, stride } = this;
    const [first] = axes;
    for (let d = 0; d < axes.length; d++) axes[d].look(point);
    this.from = Math.imul(first.from, stride);
    this.to = Math.imul(first.to, stride);
    let pitch = stride;
    for (let i = first.from; i < first.to; i++) value[i * stride] = first.value[i];
    for (let d = 1; d < axes.length; d++) {
      const { value: factor } = axes[d];
      const finer = pitch / factor.length;
      // From the last one down: the first of each group is overwritten last.
      for (let at = this.from; at < this.to; at += pitch) {
        for (let i = factor.length - 1; i >= 0; i--) value[at + i * finer] = value[at] * factor[i];
      }
      pitch = finer;
    }
  }
}

/** The fields along one dimension, which add up to one: those of the cells from … to − 1 that are within reach. */
class Axis {
  readonly value: Float64Array;
  from = 0;
  to = 0;

  /** @param index of the dimension in a point */
  constructor(
    private readonly range: BasisAxis,
    private readonly index: number,
    private readonly width: number,
  ) {
    this.value = new Float64Array(range.cells);
  }

  look(point: Float64Array): void {
    const { value, width } = this;
    const { low, high, cells } = this.range;
    const at = Math.min(Math.max(((point[this.index] - low) / (high - low)) * (cells - 1), 0), cells - 1);
    const from = Math.max(0, Math.ceil(at - REACH * width) | 0);
    const to = Math.min(cells, (Math.floor(at + REACH * width) | 0) + 1);
    let sum = 0.0;
    value.fill(0);
    for (let i = from; i < to; i++) {
      const off = (at - i) / width;
      value[i] = Math.exp(-0.5 * off * off);
      sum += value[i];
    }
    for (let i = from; i < to; i++) value[i] /= sum;
    this.from = from;
    this.to = to;
  }
}
