import { Kinds } from '../../../core/kinds.js';
import type { Surrogate } from './surrogate.js';

/** The slope of a fast sigmoid (Zenke and Ganguli, Neural Computation 30, 2018). */
const fastSigmoid: Surrogate = {
  meaning: '1 / (1 + 5|u|)²',
  fill(membranes, slopes, count) {
    for (let i = 0; i < count; i++) {
      const wide = 1 + 5 * Math.abs(membranes[i] - 1);
      slopes[i] = 1 / (wide * wide);
    }
  },
};

/** A triangle (Bellec et al., NeurIPS 2018): zero beyond one threshold. */
const triangle: Surrogate = {
  meaning: '0.3 max(0, 1 − |u|)',
  fill(membranes, slopes, count) {
    for (let i = 0; i < count; i++) slopes[i] = 0.3 * Math.max(0, 1 - Math.abs(membranes[i] - 1));
  },
};

/** The slope of an arctangent (Fang et al., ICCV 2021). */
const arctangent: Surrogate = {
  meaning: '1 / (1 + (πu)²)',
  fill(membranes, slopes, count) {
    for (let i = 0; i < count; i++) {
      const u = Math.PI * (membranes[i] - 1);
      slopes[i] = 1 / (1 + u * u);
    }
  },
};

/** What may stand for the slope of a spike, by name. */
export const surrogates = new Kinds<Surrogate>('surrogate', {
  'fast-sigmoid': fastSigmoid,
  triangle,
  arctangent,
});
