import type { Settings } from '../../src/core/setting.js';
import type { DeviceNoise } from '../files/device-form.js';
import type { NoisePart, NoisyArray, SeparateNoise } from './noise-kind.js';
import { TwoLevelChains } from './two-level-chains.js';

/** Height as a share of the window, and mean dwell times in readings. */
type TelegraphSettings = Settings<'height' | 'highDwell' | 'lowDwell'>;

/** The telegraph noise of a device file: of each polarity in which it was found. */
interface FittedTelegraph {
  readonly telegraph?:
    | { readonly set?: TelegraphSettings | undefined; readonly reset?: TelegraphSettings | undefined }
    | undefined;
}

const dwell = (level: string) => ({
  default: 10,
  minimum: 1,
  maximum: 1e9,
  meaning: `mean number of readings in the ${level} level`,
});

/** Telegraph noise. */
export const telegraphNoise: SeparateNoise<keyof TelegraphSettings> = {
  meaning: 'readings jump between two levels; the device itself does not change',
  settings: {
    height: {
      default: 0.05,
      minimum: 0,
      maximum: 1,
      meaning: 'distance of the two levels, as a share of the window',
    },
    highDwell: dwell('upper'),
    lowDwell: dwell('lower'),
  },
  fitted: ({ noise }: { noise: DeviceNoise }) => meanOfPolarities(noise),
  part: (array) => new TelegraphNoise(array),
};

/** A device has one process for both polarities: the mean of those in which it was found. */
function meanOfPolarities({ telegraph }: FittedTelegraph): TelegraphSettings | undefined {
  const found = [telegraph?.set, telegraph?.reset].filter((levels) => levels !== undefined);
  if (found.length === 0) return undefined;
  const mean = (name: keyof TelegraphSettings) =>
    found.reduce((sum, levels) => sum + levels[name], 0) / found.length;
  return { height: mean('height'), highDwell: mean('highDwell'), lowDwell: mean('lowDwell') };
}

/**
 * Random telegraph noise: each device is in its upper or its lower level, and leaves it at a reading with the chance
 * 1 / dwell. With the dwells h and l, the share of the upper level is π = h / (h + l), and a reading forgets by the factor
 * λ = 1 − 1/h − 1/l. The mean deviation is 0, its variance height² π (1 − π). Time is counted in readings of the array.
 * The levels begin in equilibrium.
 */
class TelegraphNoise implements NoisePart {
  private readonly chains: TwoLevelChains;
  private readonly height: Float64Array;
  /** number of readings so far */
  private readonly clock = new Float64Array(1);

  constructor({ size, lowest, highest, sizes, random }: NoisyArray<keyof TelegraphSettings>) {
    this.chains = new TwoLevelChains(size, true, random);
    this.height = new Float64Array(size);
    sizes.forEach((levels, d) => {
      if (!levels) return;
      const { height, highDwell, lowDwell } = levels;
      this.height[d] = height * (highest[d] - lowest[d]);
      this.chains.begin(d, [lowDwell, highDwell]);
    });
  }

  read(device: Uint32Array, deviation: Float64Array, count: number): void {
    const { chains, height, clock } = this;
    const { state, occupancy } = chains;
    clock[0]++;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      if (height[d] === 0) continue;
      chains.advance(d, clock);
      deviation[i] += height[d] * (state[d] - occupancy[d]);
    }
  }
}
