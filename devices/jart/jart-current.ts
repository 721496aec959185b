import { UsageError } from '../../src/core/errors.js';
import { JartCell } from './jart-cell.js';
import { jartV1b, type JartParameters } from './jart-parameters.js';

/**
 * The current in A through a cell of JART VCM v1b, read at any voltage, in the sign of the published model: V < 0 is the polarity of SET.
 * @param n concentration of vacancies in the disc, 1e26 m⁻³
 * @throws UsageError where it is not above 0, or volts are not finite
 */
export function jartCurrent(n: number, volts: number, parameters: JartParameters = jartV1b): number {
  if (!(n > 0 && n < Infinity))
    throw new UsageError(`n: got ${n}: expected a concentration above 0, in 1e26 per cubic metre`);
  if (!Number.isFinite(volts)) throw new UsageError(`volts: got ${volts}: expected a finite number`);
  const cell = new JartCell(parameters);
  cell.solve(n, volts);
  return cell.amperes;
}
