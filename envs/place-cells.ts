import { Observation } from '../src/core/observation.js';
import type { Environment, Step } from './environment.js';

/** Cells further away than this many widths are silent: they would be below 2e-8 of their peak. */
const REACH = 6;

/** How a layer of place cells covers a square arena. */
export interface PlaceCellSettings {
  /** cells along each side, n × n in all */
  side: number;
  /** the outermost cells' centres lie at ± this */
  extent: number;
  /** width σ of a field */
  width: number;
}

/**
 * Shows a position in the plane by Gaussian place cells, x_j = exp(−|s − c_j|² / 2σ²) / (σ √(2π)), numbered row by
 * row, x fastest (doi:10.1038/s42256-025-01149-w, Methods; the one-dimensional norm is theirs). The Gaussian
 * separates, and along a side each value follows from its neighbour by two multiplications.
 */
export class PlaceCells implements Environment {
  readonly observation: Observation;
  readonly actions: number;
  private readonly across: Side;
  private readonly along: Side;

  /** @param task an environment whose observation is a position (x, y) */
  constructor(
    private readonly task: Environment,
    private readonly settings: PlaceCellSettings,
  ) {
    this.observation = new Observation(settings.side ** 2);
    this.actions = task.actions;
    this.across = new Side(settings);
    this.along = new Side(settings);
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
    const { observation, across, along } = this;
    const { value, active } = observation;
    const { side, width } = this.settings;
    for (let k = 0; k < observation.count; k++) value[active[k]] = 0;
    across.look(this.task.observation.value[0]);
    along.look(this.task.observation.value[1]);
    const peak = 1 / (width * Math.sqrt(2 * Math.PI));
    let count = 0;
    for (let j = along.from; j < along.to; j++) {
      const row = peak * along.value[j];
      for (let i = across.from; i < across.to; i++) {
        const cell = j * side + i;
        value[cell] = row * across.value[i];
        active[count++] = cell;
      }
    }
    observation.count = count;
  }
}

/** The fields along one axis: exp(−(s − c_i)² / 2σ²) for the cells from … to − 1 that are within reach. */
class Side {
  readonly value: Float64Array;
  from = 0;
  to = 0;
  private readonly pitch: number;
  private readonly bend: number;

  constructor(private readonly settings: PlaceCellSettings) {
    const { side, extent, width } = settings;
    this.value = new Float64Array(side);
    this.pitch = (2 * extent) / (side - 1);
    this.bend = Math.exp(-((this.pitch / width) ** 2));
  }

  look(s: number): void {
    const { value, pitch, bend } = this;
    const { side, extent, width } = this.settings;
    const reach = REACH * width;
    this.from = Math.max(0, Math.ceil((s - reach + extent) / pitch));
    this.to = Math.min(side, Math.floor((s + reach + extent) / pitch) + 1);
    const nearest = Math.min(Math.max(Math.round((s + extent) / pitch), 0), side - 1);
    const off = s + extent - nearest * pitch;
    const peak = Math.exp((-off * off) / (2 * width * width));
    const outward = Math.exp((off * pitch) / (width * width));
    const step = Math.sqrt(bend);
    value[nearest] = peak;
    // g(c + h) = g(c) · r with r = exp((off·h − h²/2)/σ²), and r itself shrinks by exp(−h²/σ²) from cell to cell.
    let ratio = step * outward;
    for (let i = nearest + 1; i < this.to; i++, ratio *= bend) value[i] = value[i - 1] * ratio;
    ratio = step / outward;
    for (let i = nearest - 1; i >= this.from; i--, ratio *= bend) value[i] = value[i + 1] * ratio;
  }
}
