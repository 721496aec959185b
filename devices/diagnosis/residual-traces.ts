import type { Polarity } from '../vcm/response-curve.js';
import type { DeviceFit } from '../files/device-form.js';
import { risesOf, type Characterisation } from '../fitting/characterisation.js';
import { detrendedVariogram, type DetrendedVariogram } from '../fitting/detrended-variogram.js';
import { tangentBasis } from '../fitting/tangent-basis.js';
import { cycleResponse, riseAt } from '../vcm/response-curve.js';

/** Residuals of one branch of one cycle about its own fitted curve: weight in units of the window, in the order of the measurement. */
export interface ResidualTrace {
  readonly polarity: Polarity;
  readonly cycle: number;
  readonly residual: Float64Array;
  /** orthonormal directions that the fit has removed from the residual */
  readonly basis: Float64Array[];
  readonly variogram: DetrendedVariogram;
}

/** Residuals of all branches of a device: SET of every cycle, then RESET. */
export function residualTraces(measured: Characterisation, fit: DeviceFit): ResidualTrace[] {
  return (['set', 'reset'] as const).flatMap((polarity) =>
    risesOf(measured, polarity).map((rise, cycle) => {
      const curve = cycleResponse(fit.cycles[polarity][cycle], polarity, fit.pulses);
      // The rise of RESET is 1 − w, so a residual of w has the opposite sign.
      const sign = polarity === 'set' ? 1 : -1;
      return {
        polarity,
        cycle,
        residual: rise.map((x, p) => sign * (x - riseAt(curve, p))),
        basis: tangentBasis(curve, fit.pulses),
        variogram: detrendedVariogram(rise, curve),
      };
    }),
  );
}

/** The traces of each cycle: cycles are the independent units. */
export function byCycle(traces: readonly ResidualTrace[]): ResidualTrace[][] {
  const cycles = 1 + Math.max(...traces.map(({ cycle }) => cycle));
  return Array.from({ length: cycles }, (_, cycle) => traces.filter((trace) => trace.cycle === cycle));
}
