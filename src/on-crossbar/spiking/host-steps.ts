import { adamMoments, adamStep } from '../../core/maths/minimise/adam-moments.js';

/** How the host makes wanted changes of weights from a gradient. */
export interface HostSteps {
  /** Fills the wanted change of each parameter. */
  change(gradient: Float64Array, change: Float64Array): void;
}

/** Down the slope, with a momentum: m ← momentum · m − rate · gradient. @param momentum default: 0, plain descent */
export function plainSteps(rate: number, momentum = 0): HostSteps {
  let kept = new Float64Array(0);
  return {
    change(gradient, change) {
      if (kept.length !== gradient.length) kept = new Float64Array(gradient.length);
      for (let i = 0; i < kept.length; i++) {
        kept[i] = momentum * kept[i] - rate * gradient[i];
        change[i] = kept[i];
      }
    },
  };
}

/** Adam, whose rate follows the recent size of each slope (Kingma and Ba, ICLR 2015). Its memory is in the host. */
export function adamSteps(rate: number): HostSteps {
  let moments = adamMoments(0);
  return {
    change(gradient, change) {
      if (moments.mean.length !== gradient.length) moments = adamMoments(gradient.length);
      change.fill(0);
      adamStep(moments, change, gradient, rate);
    },
  };
}
