import { branchPulses } from '../files/branch-pulses.js';
import type { DeviceFit } from '../files/device-form.js';
import type { NoiseStructure } from '../noise/noise.js';
import { KnotCurves, type KnotCurve } from './knot-curves.js';
import { meanResponse, riseAt, type Polarity } from './response-curve.js';
import { polarities, vcmModel, type VcmModel } from './vcm-model.js';

/** The free curves of measured devices, and the noise about them. A device without a free curve follows its mean curve. */
export function freeCurveModel(fits: readonly DeviceFit[], noise: NoiseStructure): VcmModel<KnotCurves> {
  const each = fits.flatMap((fit) => polarities.map((polarity) => ({ fit, polarity })));
  const curves = each.map(({ fit, polarity }) => knotCurve(fit, polarity));
  const sigma = each.map(({ fit, polarity }) => fit.curve?.[polarity].sigma ?? fit.noise[polarity]);
  return vcmModel(fits, 1, new KnotCurves(curves), sigma, noise);
}

function knotCurve(fit: DeviceFit, polarity: Polarity): KnotCurve {
  const free = fit.curve?.[polarity];
  if (free) {
    const { pulses, weights } = free;
    return { pulses, rises: weights.map((weight) => (polarity === 'set' ? weight : 1 - weight)) };
  }
  const last = branchPulses(fit, polarity);
  const mean = meanResponse(fit.mean[polarity], last);
  const pulses = Array.from({ length: last + 1 }, (_, p) => p);
  const rises = pulses.map((p) => riseAt(mean, p));
  // A mean curve may rise above its end and fall again, by up to a tenth; a free curve may not.
  return { pulses, rises: rises.map((x) => Math.min(x, rises[last])) };
}
