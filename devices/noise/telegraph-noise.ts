import type { RandomStream } from '../../src/core/random-stream.js';
import type { Settings } from '../../src/core/setting.js';
import type { DeviceNoise } from '../files/device-form.js';
import type { NoisePart, NoisyArray, SeparateNoise } from './noise-kind.js';

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
  fitted: ({ noise }: { noise: DeviceNoise }) => meanOfPolarities(noise as FittedTelegraph),
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
 * 1 / dwell, a Markov chain of two states. With π = h / (h + l) for the dwells h and l, and λ = 1 − 1/h − 1/l, the
 * chance of the upper level n readings after level s (1 or 0) is π + (s − π) λⁿ (Kemeny and Snell, Finite Markov
 * Chains, 1960), so one draw is enough for any n. The mean deviation is 0, its variance height² π (1 − π).
 * Time is counted in readings of the array. The levels begin in equilibrium.
 */
class TelegraphNoise implements NoisePart {
  /** 1 in the upper level, 0 in the lower one */
  private readonly level: Uint8Array;
  private readonly height: Float64Array;
  /** π and λ */
  private readonly occupancy: Float64Array;
  private readonly decay: Float64Array;
  /** number of the last reading */
  private readonly last: Float64Array;
  private readonly drawn = new Float64Array(1);
  private readonly random: RandomStream;
  private clock = 0;

  constructor({ size, lowest, highest, sizes, random }: NoisyArray<keyof TelegraphSettings>) {
    this.random = random;
    this.level = new Uint8Array(size);
    this.height = new Float64Array(size);
    this.occupancy = new Float64Array(size);
    this.decay = new Float64Array(size);
    this.last = new Float64Array(size);
    sizes.forEach((levels, d) => {
      if (!levels) return;
      const { height, highDwell, lowDwell } = levels;
      this.height[d] = height * (highest[d] - lowest[d]);
      this.occupancy[d] = highDwell / (highDwell + lowDwell);
      this.decay[d] = 1 - 1 / highDwell - 1 / lowDwell;
      this.level[d] = random.uniform() < this.occupancy[d] ? 1 : 0;
    });
  }

  read(device: Uint32Array, deviation: Float64Array, count: number): void {
    const { level, height, occupancy, decay, last, drawn, random } = this;
    const clock = ++this.clock;
    for (let i = 0; i < count; i++) {
      const d = device[i];
      if (height[d] === 0) continue;
      const elapsed = clock - last[d];
      if (elapsed > 0) {
        random.uniforms(drawn, 1);
        const chance = occupancy[d] + (level[d] - occupancy[d]) * Math.pow(decay[d], elapsed);
        level[d] = drawn[0] < chance ? 1 : 0;
        last[d] = clock;
      }
      deviation[i] += height[d] * (level[d] - occupancy[d]);
    }
  }
}
