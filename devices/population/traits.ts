import type { Polarity } from '../vcm/response-curve.js';
import type { DeviceFit } from '../files/device-form.js';

/** What a population has a distribution of: G0, the window, and for each polarity the mean curve and the noise. */
export function traitsOf(fit: DeviceFit): number[] {
  const { lowestSiemens, highestSiemens } = fit;
  return [
    lowestSiemens,
    highestSiemens - lowestSiemens,
    ...traitsOfPolarity(fit, 'set'),
    ...traitsOfPolarity(fit, 'reset'),
  ];
}

/** Where the traits of the curves and of the noise begin: those before say where a device lies, not how it behaves. */
export const FIRST_OF_BEHAVIOUR = 2;

/** Curves over the share of all pulses, so that devices of unequal N can be compared. */
function traitsOfPolarity({ mean, noise, pulses }: DeviceFit, polarity: Polarity): number[] {
  const { a, b } = mean[polarity];
  const { white, pink, accumulating } = noise;
  return [a * pulses, b * pulses, noise[polarity], white[polarity], pink[polarity], accumulating[polarity]];
}

/** A device of given traits; pulses, their conditions and the cycles are the donor's, the cycles' σ scaled to its own. */
export function deviceOf(traits: readonly number[], donor: DeviceFit, device: string): DeviceFit {
  const [lowestSiemens, window, ...behaviour] = traits;
  const { pulses, conditions } = donor;
  const [set, reset] = [behaviour.slice(0, 6), behaviour.slice(6)];
  const both = (k: number) => ({ set: set[k], reset: reset[k] });
  const curve = ([a, b]: number[]) => ({ a: a / pulses, b: b / pulses });
  return {
    device,
    pulses,
    lowestSiemens: lowestSiemens,
    highestSiemens: lowestSiemens + window,
    ...(conditions && { conditions }),
    mean: { set: curve(set), reset: curve(reset) },
    cycles: { set: scaledCycles(donor, 'set', set[2]), reset: scaledCycles(donor, 'reset', reset[2]) },
    noise: { ...both(2), white: both(3), pink: both(4), accumulating: both(5) },
  };
}

function scaledCycles({ cycles, noise }: DeviceFit, polarity: Polarity, sigma: number) {
  const factor = noise[polarity] > 0 ? sigma / noise[polarity] : 1;
  return cycles[polarity].map((cycle) => ({ ...cycle, sigma: cycle.sigma * factor }));
}
