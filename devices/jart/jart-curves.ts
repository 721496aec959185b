import { UsageError } from '../../src/core/errors.js';
import type { PulseShape } from '../../src/core/pulse-shape.js';
import { CurveCalibration } from '../vcm/curve-calibration.js';
import { KnotCurves, type KnotCurve } from '../vcm/knot-curves.js';
import type { JartArray } from './jart-array.js';

/** The pulse curves of a programming, SET and RESET, as a controller knows them that has characterised the kind of cell. */
export function jartCalibration(array: JartArray, size: number): CurveCalibration {
  const { set, reset } = array.programming;
  const curves = new KnotCurves([knotCurve(array, set), knotCurve(array, reset)]);
  return new CurveCalibration(curves, new Uint16Array(size));
}

/** Most pulses from end to end of a window that can be learned with. */
const MOST = 100_000;

/** N: pulses from the lower end of the window to the upper one. @throws UsageError where they are too many, or the window cannot be crossed */
export function jartRange({ tables, programming }: JartArray): number {
  const [up, down] = [programming.set, programming.reset].map((shape) =>
    tables.of(shape).cumulative().at(-1)!,
  );
  for (const [name, pulses] of [
    ['SET', up],
    ['RESET', down],
  ] as const)
    if (!(pulses <= MOST))
      throw new UsageError(
        `bank jart: got ${pulses.toPrecision(3)} ${name} pulses from end to end of the window N = ${programming.lowestN} to ${programming.highestN}: expected at most ${MOST}; raise ${name.toLowerCase()}Volts or narrow the window`,
      );
  return Math.max(1, Math.round(up));
}

function knotCurve({ reads, tables }: JartArray, shape: PulseShape): KnotCurve {
  const table = tables.of(shape);
  const [pulses, knots] = [table.cumulative(), table.knots()];
  const siemens = new Float64Array(knots.length);
  knots.forEach((_, k) => reads.read(knots, siemens, k));
  const [first, last] = [siemens[0], siemens[siemens.length - 1]];
  return { pulses, rises: siemens.map((g) => (g - first) / (last - first)) };
}
