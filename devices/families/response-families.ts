import { CycleGrid } from '../fitting/cycle-grid.js';
import { meanResponse, riseAt, type ResponseCurve } from '../vcm/response-curve.js';
import { curveOf, type CurveFamily } from './curve-family.js';

/** The mean model, whose ends are those of the window. */
export const linExp: CurveFamily = {
  name: 'lin-exp',
  meaning: 'the mean model f(p; a, b), from end to end of the window',
  fit({ mean, linExp: { a, b } }) {
    const pulses = mean.length - 1;
    const law = ([a, b]: readonly number[]) => drawn(meanResponse({ a, b }, pulses), pulses);
    return curveOf(law, [a, b], { a, b });
  },
};

/** The curve of a cycle, fitted to the mean of all cycles. */
export const cycleCurve: CurveFamily = {
  name: 'cycle curve',
  meaning: 'the curve of a cycle, α + β p − γ e^(−ζ p), with free ends',
  fit({ mean }) {
    const pulses = mean.length - 1;
    const { alpha, beta, gamma, zeta } = CycleGrid.of(pulses).fit(mean);
    const law = ([alpha, beta, gamma, zeta]: readonly number[]) =>
      drawn({ alpha, beta, gamma, zeta }, pulses);
    return curveOf(law, [alpha, beta, gamma, zeta], { alpha, beta, gamma, zeta });
  },
};

function drawn(curve: ResponseCurve, pulses: number): Float64Array {
  return Float64Array.from({ length: pulses + 1 }, (_, p) => riseAt(curve, p));
}
