import { ObservationPair, type Observation } from '../src/core/observation.js';
import type { Environment, Step } from './environment.js';
import type { Place } from './scene.js';

/** Maximum distance of an active cell along an axis, in widths: farther cells would be below 4e-6 of their peak, and count as 0. */
const REACH = 5;

/** A square grid of place cells. */
export interface CellGrid {
  /** number of cells along each side, n of n × n */
  side: number;
  /** the centres of the outermost cells lie at ± extent */
  extent: number;
  /** width σ of a field */
  width: number;
}

/** The centres of all place cells, row by row, x fastest. */
export function cellCentres({ side, extent }: CellGrid): Place[] {
  const along = (i: number) => (side > 1 ? ((2 * i) / (side - 1) - 1) * extent : 0);
  return Array.from({ length: side * side }, (_, cell) => ({
    x: along(cell % side),
    y: along(Math.floor(cell / side)),
  }));
}

/** The activity of the place cells at a place, exactly: x_j = exp(−|s − c_j|² / 2σ²) / (σ √(2π)). */
export function observationAt({ x, y }: Place, centres: readonly Place[], width: number): Float64Array {
  const peak = 1 / (width * Math.sqrt(2 * Math.PI));
  return Float64Array.from(
    centres,
    (centre) => peak * Math.exp(-((x - centre.x) ** 2 + (y - centre.y) ** 2) / (2 * width * width)),
  );
}

/**
 * Encodes a position in the plane by Gaussian place cells, x_j = exp(−|s − c_j|² / 2σ²) / (σ √(2π)), numbered row by
 * row, x fastest (doi:10.1038/s42256-025-01149-w, Methods, with the article's one-dimensional norm). The Gaussian is a
 * product of one factor per axis, and along an axis each value follows from its neighbour by two multiplications.
 */
export class PlaceCells implements Environment {
  readonly actions: number;
  private readonly seen: ObservationPair;
  private readonly across: Side;
  private readonly along: Side;
  private readonly peak: number;

  /** @param task an environment whose observation is a position (x, y) */
  constructor(
    private readonly task: Environment,
    private readonly settings: CellGrid,
  ) {
    this.actions = task.actions;
    this.across = new Side(settings, 0);
    this.along = new Side(settings, 1);
    this.peak = 1 / (settings.width * Math.sqrt(2 * Math.PI));
    this.seen = new ObservationPair(settings.side ** 2, this.peak, settings.side);
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
    const { across, along, peak } = this;
    const observation = this.seen.turn();
    const { value, active, block } = observation;
    const { side } = this.settings;
    for (let k = 0; k < observation.count; k++) value[active[k]] = 0;
    const position = this.task.observation.value;
    across.look(position);
    along.look(position);
    const { from, to, value: columns } = across;
    const { to: last, value: rows } = along;
    let count = 0;
    for (let j = along.from; j < last; j++) {
      const row = peak * rows[j];
      const first = Math.imul(j, side);
      for (let i = from; i < to; i++) {
        const cell = (first + i) | 0;
        value[cell] = row * columns[i];
        active[count++] = cell;
      }
    }
    observation.count = count;
    block[0] = from;
    block[1] = to;
    block[2] = along.from;
    block[3] = last;
  }
}

/** The factors along one axis: exp(−(s − c_i)² / 2σ²) for the cells from … to − 1, which are within reach. */
class Side {
  readonly value: Float64Array;
  from = 0;
  to = 0;
  private readonly pitch: number;
  /** cells per unit of length */
  private readonly density: number;
  private readonly reach: number;
  /** 1/σ² */
  private readonly sharpness: number;
  /** exp(−h²/2σ²), h being the pitch */
  private readonly step: number;

  /** @param axis index of this axis in a position */
  constructor(
    private readonly settings: CellGrid,
    private readonly axis: number,
  ) {
    const { side, extent, width } = settings;
    this.value = new Float64Array(side);
    this.pitch = (2 * extent) / (side - 1);
    this.density = (side - 1) / (2 * extent);
    this.reach = REACH * width;
    this.sharpness = 1 / (width * width);
    this.step = Math.exp(-0.5 * this.pitch * this.pitch * this.sharpness);
  }

  look(position: Float64Array): void {
    const { value, pitch, density, reach, sharpness, step } = this;
    const { side, extent } = this.settings;
    const at = position[this.axis] + extent;
    // `| 0` makes these integers: floating-point numbers would be allocated on the heap.
    const from = Math.max(0, Math.ceil((at - reach) * density) | 0);
    const to = Math.min(side, (Math.floor((at + reach) * density) | 0) + 1);
    const nearest = Math.min(Math.max(Math.round(at * density) | 0, 0), side - 1);
    const off = at - nearest * pitch;
    const peak = Math.exp(-0.5 * off * off * sharpness);
    const outward = Math.exp(off * pitch * sharpness);
    // g(c + h) = g(c) · r with r = exp((off·h − h²/2)/σ²), and r itself shrinks by exp(−h²/σ²) from cell to cell.
    const bend = step * step;
    let ratio = step * outward;
    value[nearest] = peak;
    for (let i = nearest + 1; i < to; i++) {
      value[i] = value[i - 1] * ratio;
      ratio *= bend;
    }
    ratio = step / outward;
    for (let i = nearest - 1; i >= from; i--) {
      value[i] = value[i + 1] * ratio;
      ratio *= bend;
    }
    this.from = from;
    this.to = to;
  }
}
