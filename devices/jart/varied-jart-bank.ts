import type { Streams } from '../../src/core/random-stream.js';
import type { PulseShape } from '../../src/core/pulse-shape.js';
import type { UpdateBatch } from '../../src/core/update-batch.js';
import type { DeviceBank } from '../device-bank.js';
import { ChangingForm } from './changing-form.js';
import { VOLTAGE_PARTS } from './growth-tables.js';
import { FORMS, weighForms, type FormTable } from './form-table.js';
import { drawCells, type DrawnCells, type JartSpread } from './jart-spread.js';
import type { VariedArray } from './varied-array.js';

/** Largest change of ln N in a step of the integration. */
const STEP = 0.01;
/** The same near a limit of N, as a share of the way that is left. */
const SHARE = 0.1;
const NEAR = 1e-7;
/** Bisections that find ln N to 1e-9. */
const HALVINGS = 32;
// What stands where among the numbers that a train works with.
const Y = 0, AHEAD = 1, SLOPE = 2, SLOPE_AHEAD = 3, SIEMENS = 4, REST = 5, LOW = 6, HIGH = 7, CHANGE = 8, ABOVE = 9, MORE = 10; // prettier-ignore

/**
 * A bank of cells of JART VCM v1b var: each has its own radius, disc length and limits of N, and the first two change from cycle to cycle.
 * N follows Heun's method through a table of rates over ln N, radius and disc length, so a train of pulses costs microseconds, not
 * milliseconds. The window of a device is that of its form at the start; a device whose conductance would leave it is held at its end.
 */
export class VariedJartBank implements DeviceBank {
  readonly anyShape = true;
  readonly heedsShares = true;
  readonly conductance: Float64Array;
  readonly lowest: Float64Array;
  readonly highest: Float64Array;
  /** ln N of each disc, N in 1e26 m⁻³ */
  readonly lnN: Float64Array;
  /** what differs from cell to cell */
  readonly cells: DrawnCells;
  private readonly form: ChangingForm;
  private readonly weights = new Float64Array(FORMS);
  private readonly values = new Float64Array(11);

  constructor(
    private readonly array: VariedArray,
    readonly size: number,
    spread: JartSpread,
    random: Streams,
  ) {
    const { lowestN, highestN } = array.programming;
    this.cells = drawCells(size, array.parameters, spread.devices, random('devices'));
    this.form = new ChangingForm(this.cells, spread.cycles, random('cycles'));
    this.highest = this.conductancesAt((d) => Math.min(highestN, this.cells.highestN[d]));
    this.lowest = this.conductancesAt((d) => Math.max(lowestN, this.cells.lowestN[d]));
    this.conductance = this.lowest.slice();
    this.lnN = this.cells.lowestN.map((limit) => Math.log(Math.max(lowestN, limit)));
  }

  pulse({ device, pulses, count, shapes, shares }: UpdateBatch): void {
    const { programming } = this.array;
    const set = shapes?.set ?? programming.set;
    const reset = shapes?.reset ?? programming.reset;
    for (let i = 0; i < count; i++) {
      const m = pulses[i];
      if (m === 0) continue;
      const parts = VOLTAGE_PARTS * (shares ? Math.min(Math.max(shares[i], 0), 1) : 1);
      const below = Math.min(Math.floor(parts), VOLTAGE_PARTS - 1);
      this.values[ABOVE] = parts - below;
      this.train(device[i], Math.abs(m), m > 0 ? set : reset, below);
    }
  }

  adopt({ device, count }: UpdateBatch): void {
    for (let i = 0; i < count; i++) {
      this.weigh(device[i]);
      this.locate(device[i]);
      this.form.keep(device[i], this.lnN);
    }
  }

  private conductancesAt(n: (device: number) => number): Float64Array {
    return Float64Array.from({ length: this.size }, (_, d) => {
      this.values[Y] = Math.log(n(d));
      this.weigh(d);
      this.array.reads.read(this.values, Y, SIEMENS, this.weights);
      return this.values[SIEMENS];
    });
  }

  private weigh(d: number): void {
    weighForms(this.form, d, this.weights);
  }

  /** Holds a device at the voltage of its pulses, between two parts of that of their shape, as long as all of them last. */
  private train(d: number, m: number, shape: PulseShape, part: number): void {
    const { volts, seconds } = shape;
    if (volts === 0) return;
    const { values, lnN, form } = this;
    const { growths } = this.array;
    const above = growths.of(shape, part + 1);
    const below = values[ABOVE] === 1 ? above : growths.of(shape, part);
    const sign = volts > 0 ? 1 : -1;
    form.begin(d, sign, lnN);
    values[Y] = lnN[d];
    values[LOW] = Math.max(this.array.lowest, Math.log(this.cells.lowestN[d]));
    values[HIGH] = Math.min(this.array.highest, Math.log(this.cells.highestN[d]));
    values[REST] = m * seconds;
    while (values[REST] > 0) {
      this.rate(d, sign, below, above, Y, SLOPE);
      const slope = values[SLOPE];
      const left = sign > 0 ? values[HIGH] - values[Y] : values[Y] - values[LOW];
      if (slope === 0 || left <= 0) break;
      const reach = Math.min(STEP, Math.max(SHARE * left, NEAR));
      const step = Math.min(values[REST], reach / Math.abs(slope));
      values[CHANGE] = step * slope;
      this.advance(AHEAD);
      this.rate(d, sign, below, above, AHEAD, SLOPE_AHEAD);
      values[CHANGE] = (step * (slope + values[SLOPE_AHEAD])) / 2;
      this.advance(Y);
      values[REST] -= step;
    }
    lnN[d] = values[Y];
    this.settle(d);
  }

  private advance(to: number): void {
    const { values } = this;
    values[to] = Math.min(values[HIGH], Math.max(values[LOW], values[Y] + values[CHANGE]));
  }

  /** d ln N / dt of a device at ln N = `values[from]`, 1/s. */
  private rate(d: number, sign: number, below: FormTable, above: FormTable, from: number, to: number): void {
    const { values, cells, form } = this;
    form.follow(d, values, from);
    this.weigh(d);
    above.read(values, from, to, this.weights);
    if (below !== above) {
      below.read(values, from, MORE, this.weights);
      values[to] = values[to] ** values[ABOVE] * values[MORE] ** (1 - values[ABOVE]);
    }
    const n = Math.exp(values[from]);
    const near = sign > 0 ? n / cells.highestN[d] : cells.lowestN[d] / n;
    values[to] *= sign * Math.max(0, 1 - near ** 10);
  }

  /** Reads a device, and holds it inside its window. */
  private settle(d: number): void {
    const { values, conductance, lowest, highest, lnN, form } = this;
    form.follow(d, values, Y);
    this.weigh(d);
    this.array.reads.read(values, Y, SIEMENS, this.weights);
    const siemens = values[SIEMENS];
    conductance[d] = Math.min(highest[d], Math.max(lowest[d], siemens));
    if (conductance[d] === siemens) return;
    this.locate(d);
    form.keep(d, lnN);
  }

  /** ln N at which a device of the present form has its conductance: by bisection, to 1e-9. */
  private locate(d: number): void {
    const { values, conductance, lnN, array, weights } = this;
    values[LOW] = array.lowest;
    values[HIGH] = array.highest;
    for (let k = 0; k < HALVINGS; k++) {
      values[Y] = (values[LOW] + values[HIGH]) / 2;
      array.reads.read(values, Y, SIEMENS, weights);
      values[values[SIEMENS] < conductance[d] ? LOW : HIGH] = values[Y]!;
    }
    lnN[d] = values[Y]!;
  }
}
