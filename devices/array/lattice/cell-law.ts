/** The current of a cell from its row to its column: a device with G sinh(b w) / b at w volts, behind a resistor. */
export interface CellLaw {
  /** b in 1/V; 0 for G w */
  readonly nonlinearity: number;
  /** ohms in series with the device */
  readonly accessOhms: number;
}

/** Newton steps after which the voltage of one device must have settled. */
const STEPS = 60;

/** The volts on a device, of the `volts` on its cell: w + R G sinh(b w) / b = v, by Newton's method from the outer side, where it cannot overshoot. */
export function deviceVolts(
  { nonlinearity: b, accessOhms }: CellLaw,
  siemens: number,
  volts: number,
): number {
  const r = accessOhms * siemens;
  if (b === 0 || r === 0) return volts / (1 + r);
  const sign = volts < 0 ? -1 : 1;
  const v = Math.abs(volts);
  let w = Math.min(v / (1 + r), Math.asinh((b * v) / r) / b);
  for (let step = 0; step < STEPS; step++) {
    const change = (w + (r * Math.sinh(b * w)) / b - v) / (1 + r * Math.cosh(b * w));
    w -= change;
    if (Math.abs(change) <= 1e-15 * v) break;
  }
  return sign * w;
}

/**
 * The law of each cell about its voltage: slope in siemens, and what the current has beside slope × volts, amperes.
 *
 * @param volts on each cell
 */
export function linearise(
  law: CellLaw,
  conductance: Float64Array,
  volts: Float64Array,
  slope: Float64Array,
  rest: Float64Array,
): void {
  const { nonlinearity: b, accessOhms } = law;
  for (let e = 0; e < volts.length; e++) {
    const g = conductance[e];
    const w = deviceVolts(law, g, volts[e]);
    const current = b === 0 ? g * w : (g * Math.sinh(b * w)) / b;
    const own = b === 0 ? g : g * Math.cosh(b * w);
    slope[e] = own / (1 + accessOhms * own);
    rest[e] = current - slope[e] * volts[e];
  }
}
