import { JartCell } from './jart-cell.js';
import { jartV1b, type JartParameters } from './jart-parameters.js';
import { applyPulse } from './apply-pulse.js';

/** A voltage sweep: 0 V to the SET peak, through 0 V to the RESET peak, and back to 0 V, at a constant rate. */
export interface SweepPlan {
  /** V/s, above 0 */
  readonly rate: number;
  /** below 0 V: the polarity of SET in the published model; default −1.5 V */
  readonly setPeak?: number;
  /** above 0 V; default 1.5 V */
  readonly resetPeak?: number;
  /** volts between two points; default 10 mV */
  readonly spacing?: number;
}

/** What a cell does in a sweep, as columns, a point a step of voltage. */
export interface VoltageSweep {
  readonly seconds: Float64Array;
  readonly volts: Float64Array;
  readonly amperes: Float64Array;
  /** concentration of the disc, 1e26 m⁻³ */
  readonly n: Float64Array;
  readonly kelvin: Float64Array;
  /** highest temperature on the way from the point before, K: switching may be hot and short */
  readonly hottestKelvin: Float64Array;
}

/** Steps of constant voltage between two points: the ramp is taken at their middles. */
const FINE = 20;

/** Sweeps a cell that begins at the lowest N. */
export function voltageSweep(plan: SweepPlan, parameters: JartParameters = jartV1b): VoltageSweep {
  const { rate, setPeak = -1.5, resetPeak = 1.5, spacing = 0.01 } = plan;
  const volts = rampVolts([0, setPeak, resetPeak, 0], spacing);
  const column = () => new Float64Array(volts.length);
  const sweep = {
    seconds: column(),
    volts,
    amperes: column(),
    n: column(),
    kelvin: column(),
    hottestKelvin: column(),
  };
  const cell = new JartCell(parameters);
  let y = Math.log(parameters.lowestN);
  for (let k = 0; k < volts.length; k++) {
    cell.hottest = 0;
    if (k > 0) {
      const rise = volts[k] - volts[k - 1];
      const seconds = Math.abs(rise) / rate;
      sweep.seconds[k] = sweep.seconds[k - 1] + seconds;
      for (let j = 0; j < FINE; j++)
        y = applyPulse(cell, y, volts[k - 1] + (rise * (j + 0.5)) / FINE, seconds / FINE);
    }
    sweep.n[k] = Math.exp(y);
    cell.solve(sweep.n[k], volts[k]);
    sweep.amperes[k] = cell.amperes;
    sweep.kelvin[k] = cell.kelvin;
    sweep.hottestKelvin[k] = Math.max(cell.hottest, cell.kelvin);
  }
  return sweep;
}

/** The volts of a ramp through some corners, about `spacing` apart. */
function rampVolts(corners: readonly number[], spacing: number): Float64Array {
  const points = [corners[0]];
  for (let c = 1; c < corners.length; c++) {
    const [from, to] = [corners[c - 1], corners[c]];
    const steps = Math.max(1, Math.round(Math.abs(to - from) / spacing));
    for (let k = 1; k <= steps; k++) points.push(from + ((to - from) * k) / steps);
  }
  return Float64Array.from(points);
}
