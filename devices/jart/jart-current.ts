import { JartCell } from './jart-cell.js';
import { jartV1b, type JartParameters } from './jart-parameters.js';

/**
 * The current in A through a cell of JART VCM v1b, read at any voltage, in the sign of the published model: V < 0 is the polarity of SET.
 * @param n concentration of vacancies in the disc, 1e26 m⁻³
 */
export function jartCurrent(n: number, volts: number, parameters: JartParameters = jartV1b): number {
  const cell = new JartCell(parameters);
  cell.solve(n, volts);
  return cell.amperes;
}
