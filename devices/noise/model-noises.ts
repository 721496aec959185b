import type { Setting } from '../../src/core/setting.js';
import type { ModelNoise } from './noise-kind.js';
import { noiseStructures, quiet } from './noise.js';

const size: Setting = {
  default: 0.02,
  minimum: 0,
  maximum: 1,
  meaning: 'standard deviation, as a share of the window',
};

/** Write noise. */
export const writeNoise: ModelNoise<'size'> = {
  meaning: 'each update adds a random error that stays',
  settings: { size },
  fitted: noiseStructures.write,
  deviations: (sizes) => ({ update: sizes.size }),
};

/** The white part of read noise. */
export const whiteNoise: ModelNoise<'size'> = {
  meaning: 'each reading is off by a random error of its own',
  settings: { size },
  group: 'read',
  fitted: (noise, polarity) => ({ ...quiet, white: noise.white[polarity] }),
  deviations: (sizes) => ({ white: sizes.size }),
};

/** The slow part of read noise. */
export const pinkNoise: ModelNoise<'size'> = {
  meaning: 'each reading is off by a slow, 1/f-like error, which neighbouring readings share',
  settings: { size },
  group: 'read',
  fitted: (noise, polarity) => ({ ...quiet, pink: noise.pink[polarity] }),
  deviations: (sizes) => ({ pink: sizes.size }),
};

/** Accumulating noise. */
export const pulseNoise: ModelNoise<'size'> = {
  meaning: 'each pulse adds a small error; they add up',
  settings: { size },
  fitted: noiseStructures.pulse,
  deviations: (sizes) => ({ pulse: sizes.size }),
};
