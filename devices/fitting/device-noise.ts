import type { DeviceNoise, TelegraphLevels } from '../files/device-form.js';
import type { NoisePart } from '../noise-split/cosine-modes.js';
import { deviationOf } from '../noise-split/estimate.js';
import type { BranchFit } from './fit-branch.js';

/** The noise of a fitted device as its file keeps it: standard deviations and their intervals, in units of the window. */
export function deviceNoise(set: BranchFit, reset: BranchFit): DeviceNoise {
  const both = (part: NoisePart | 'readLike') => ({
    set: deviationOf(set.noise.split[part]),
    reset: deviationOf(reset.noise.split[part]),
  });
  const deviation = (part: NoisePart) => ({ set: both(part).set.value, reset: both(part).reset.value });
  const interval = (part: NoisePart | 'readLike') => ({
    set: both(part).set.interval!,
    reset: both(part).reset.interval!,
  });
  const telegraph = { ...levels('set', set), ...levels('reset', reset) };
  return {
    set: set.sigma,
    reset: reset.sigma,
    white: deviation('white'),
    pink: deviation('pink'),
    accumulating: deviation('accumulating'),
    ...(Object.keys(telegraph).length > 0 && { telegraph }),
    intervals: {
      white: interval('white'),
      pink: interval('pink'),
      readLike: interval('readLike'),
      accumulating: interval('accumulating'),
    },
  };
}

function levels(
  polarity: 'set' | 'reset',
  { noise: { telegraph } }: BranchFit,
): Partial<Record<'set' | 'reset', TelegraphLevels>> {
  if (!telegraph.found) return {};
  const { height, highDwell, lowDwell } = telegraph.found;
  return { [polarity]: { height: height.value, highDwell: highDwell.value, lowDwell: lowDwell.value } };
}
