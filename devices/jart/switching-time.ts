import { JartCell } from './jart-cell.js';
import { jartV1b, type JartParameters } from './jart-parameters.js';

/** Intervals of ln N in an integral over a decade. */
const INTERVALS = 200;

/**
 * How long a cell at a constant voltage takes from one concentration to another, s: the integral of d ln N / (d ln N / dt), by Simpson's rule.
 * Infinity where the voltage does not lead there.
 */
export function switchingSeconds(
  from: number,
  to: number,
  volts: number,
  parameters: JartParameters = jartV1b,
): number {
  const cell = new JartCell(parameters);
  const span = Math.log(to / from);
  const intervals = 2 * Math.ceil(((Math.abs(span) / Math.LN10) * INTERVALS) / 2 + 1);
  let sum = 0;
  for (let k = 0; k <= intervals; k++) {
    cell.apply(from * Math.exp((span * k) / intervals), volts);
    const slowness = span / cell.growth;
    if (!(slowness > 0)) return Infinity;
    sum += slowness * (k === 0 || k === intervals ? 1 : k % 2 ? 4 : 2);
  }
  return sum / (3 * intervals);
}
