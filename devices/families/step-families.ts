import { fitBoundedLine } from './bounded-line.js';
import { curveOf, type CurveFamily } from './curve-family.js';
import { fitLaw, iterated } from './fit-law.js';
import { freeCurveOf, slopeAt } from './free-curve.js';
import { fitSaturation } from './saturation.js';

/** Every pulse does the same, up to a bound (aihwkit ConstantStepDevice). */
export const constantStep: CurveFamily = {
  name: 'constant steps',
  meaning: 'dw = dw_min, up to w_max',
  fit({ mean }) {
    const { start, step, end } = fitBoundedLine(mean);
    const law = ([start, step, end]: readonly number[]) =>
      mean.map((_, p) => Math.min(start + step * p, end));
    return curveOf(law, [start, step, end], { start, dw_min: step, w_max: end });
  },
};

/** Steps that fall linearly to nothing at a bound (aihwkit SoftBoundsDevice). */
export const softBoundsStep: CurveFamily = {
  name: 'soft bounds',
  meaning: 'dw = dw_min (1 − w/w_max)',
  fit({ mean }) {
    const { start, bound, share } = fitSaturation(mean);
    const law = ([start, bound, share]: readonly number[]) =>
      mean.map((_, p) => bound - (bound - start) * (1 - share) ** p);
    return curveOf(law, [start, bound, share], { start, dw_min: share * bound, w_max: bound });
  },
};

/** Steps that are a power of the distance to a bound (aihwkit PowStepDevice). */
export const powerStep: CurveFamily = {
  name: 'power steps',
  meaning: 'dw = dw_min (1 − w/w_max)^gamma',
  fit({ mean }) {
    const { start, bound: saturated, share } = fitSaturation(mean);
    // A branch that lies below its own window has no bound there.
    const bound = Math.max(saturated, SMALLEST_BOUND);
    // In 1/gamma and gamma/w_max the law goes over into soft bounds, and into an exponential, without a jump.
    const shape = ([, step, decline, inverse]: readonly number[]) => {
      const gamma = 1 / (Math.exp(inverse) + 1 / MOST_GAMMA);
      return { step: Math.exp(step), gamma, bound: gamma / Math.exp(decline) };
    };
    const law = (values: readonly number[]) => {
      const { step, gamma, bound } = shape(values);
      const stepAt = (w: number) => (w < bound ? step * Math.exp(gamma * Math.log1p(-w / bound)) : 0);
      return iterated(values[0], mean.length, stepAt);
    };
    const found = fitLaw(law, mean, [[start, Math.log(share * bound), -Math.log(bound), 0]]);
    const fitted = shape(found);
    return curveOf(law, found, {
      start: found[0],
      dw_min: fitted.step,
      w_max: fitted.bound,
      gamma: fitted.gamma,
    });
  },
};

/** Smallest bound where the search starts. */
const SMALLEST_BOUND = 0.01;
/** Largest gamma: at a larger one the law is an exponential of the weight all the same. */
const MOST_GAMMA = 100;

/** Steps that depend on the weight exponentially (aihwkit ExpStepDevice, with z = w). */
export const exponentialStep: CurveFamily = {
  name: 'exponential steps',
  meaning: 'dw = dw_min max(0, 1 − A e^(gamma w))',
  fit(branch) {
    const { mean } = branch;
    // The steps at both ends of the window and gamma between them hardly depend on one another; dw_min and A do.
    const shape = ([, low, high, gamma]: readonly number[]) => {
      const bend = gamma === 0 ? 1e-9 : gamma;
      const amplitude = (high - low) / Math.expm1(bend);
      const step = Math.max(low - amplitude, SMALLEST_STEP * Math.abs(low));
      return { step, amplitude: low - step, gamma: bend };
    };
    const law = (values: readonly number[]) => {
      const { step, amplitude, gamma } = shape(values);
      return iterated(values[0], mean.length, (w) => Math.max(0, step + amplitude * Math.exp(gamma * w)));
    };
    const { rise } = freeCurveOf(branch);
    const start = rise[0];
    const slopes = [slopeAt(rise, 0), slopeAt(rise, 1)];
    const even = 1 / (mean.length - 1);
    const found = fitLaw(law, mean, [
      [start, ...slopes, -3],
      [start, ...slopes, 3],
      [start, 1.5 * even, 0.5 * even, 1],
    ]);
    const { step, amplitude, gamma } = shape(found);
    return curveOf(law, found, { start: found[0], dw_min: step, A: -amplitude / step, gamma });
  },
};

/** Of dw_min, as a share of the first step: below it the law is a pure exponential. */
const SMALLEST_STEP = 1e-6;
