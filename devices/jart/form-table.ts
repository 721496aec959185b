import { JartCell } from './jart-cell.js';
import type { JartParameters } from './jart-parameters.js';

/** Intervals of ln N are at most so long. */
const INTERVAL = 0.02;
/** Radii and disc lengths of the table, in steps of 5 % from the nominal one. */
const PLACES = [-2, -1, 0, 1, 2];
const STEP = 0.05;
/** Forms of a filament in the table: five radii by five lengths of the disc. */
export const FORMS = PLACES.length ** 2;
/** Stands for the logarithm of a quantity that is 0. */
const NOTHING = -700;

/** The limits of radius and disc length, as shares of the nominal ones: ±10 % (Bengel 2020; Yu et al., Asilomar 2022). */
export const FORM_LIMIT = 0.1;

/**
 * The logarithm of a quantity of a cell over ln N, radius and disc length: straight lines along ln N, polynomials of the fourth degree across
 * the forms. It is shared by all cells of an array and allocates nothing per value.
 */
export class FormTable {
  private readonly logs: Float64Array;
  private readonly step: number;
  private readonly count: number;

  /** @param lowest, @param highest ends of ln N; beyond them a value is that of the end */
  constructor(
    parameters: JartParameters,
    private readonly lowest: number,
    highest: number,
    quantity: (cell: JartCell, n: number) => number,
  ) {
    this.count = Math.max(1, Math.ceil((highest - lowest) / INTERVAL));
    this.step = (highest - lowest) / this.count;
    this.logs = new Float64Array((this.count + 1) * FORMS);
    const cell = new JartCell(parameters);
    const { radius, discLength } = parameters;
    for (let k = 0; k <= this.count; k++)
      for (let form = 0; form < FORMS; form++) {
        const [wider, longer] = [PLACES[Math.floor(form / 5)], PLACES[form % 5]];
        cell.form(radius * (1 + STEP * wider), discLength * (1 + STEP * longer));
        const log = Math.log(Math.abs(quantity(cell, Math.exp(lowest + k * this.step))));
        this.logs[k * FORMS + form] = Math.max(log, NOTHING);
      }
  }

  /** Writes the quantity at ln N = `values[from]` to `values[to]`. @param weights of the forms, of `weighForms` */
  read(values: Float64Array, from: number, to: number, weights: Float64Array): void {
    const { logs, count, step, lowest } = this;
    const x = Math.min(Math.max((values[from] - lowest) / step, 0), count);
    const k = Math.min(Math.floor(x), count - 1);
    const at = k * FORMS;
    let before = 0.0;
    let after = 0.0;
    for (let form = 0; form < FORMS; form++) {
      before += weights[form] * logs[at + form];
      after += weights[form] * logs[at + FORMS + form];
    }
    values[to] = Math.exp(before + (x - k) * (after - before));
  }
}

/** Radius and disc length of filaments over the nominal ones, minus 1, as columns. */
export interface Forms {
  readonly wider: Float64Array;
  readonly longer: Float64Array;
}

// Shares of the five radii and of the five lengths.
const across = new Float64Array(5);
const along = new Float64Array(5);

/** Writes the share of each form of the table in the filament of a device. */
export function weighForms({ wider, longer }: Forms, device: number, weights: Float64Array): void {
  sharesOfPlaces(wider, device, across);
  sharesOfPlaces(longer, device, along);
  for (let i = 0; i < 5; i++) for (let j = 0; j < 5; j++) weights[5 * i + j] = across[i] * along[j];
}

/** Lagrange's polynomials of the places −2 … 2. */
function sharesOfPlaces(column: Float64Array, device: number, shares: Float64Array): void {
  const u = column[device] / STEP;
  const one = u * u - 1;
  const four = u * u - 4;
  shares[0] = (one * u * (u - 2)) / 24;
  shares[1] = (-four * u * (u - 1)) / 6;
  shares[2] = (one * four) / 4;
  shares[3] = (-four * u * (u + 1)) / 6;
  shares[4] = (one * u * (u + 2)) / 24;
}
