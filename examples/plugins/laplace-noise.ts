// A noise of one file: readings with rare large errors, beside any device model.
import type { NoisePart, NoisyArray, SeparateNoise } from 'memloop/devices';
import { definePlugin } from 'memloop/experiment';

/** Each reading is off by a random error with the density exp(−|x|/b)/2b; its standard deviation is √2 b. */
class Laplace implements NoisePart {
  private readonly drawn = new Float64Array(1);
  private readonly width: Float64Array;

  constructor(private readonly array: NoisyArray<'size'>) {
    const { lowest, highest, sizes } = array;
    this.width = highest.map((high, d) => ((sizes[d]?.size ?? 0) * (high - lowest[d]!)) / Math.SQRT2);
  }

  read(device: Uint32Array, deviation: Float64Array, count: number): void {
    const { drawn, width, array } = this;
    for (let i = 0; i < count; i++) {
      array.random.uniforms(drawn, 1);
      const x = drawn[0]! - 0.5;
      const error = -Math.sign(x) * Math.log(Math.max(1 - 2 * Math.abs(x), 1e-16));
      deviation[i] = deviation[i]! + width[device[i]!]! * error;
    }
  }
}

const laplace: SeparateNoise<'size'> = {
  meaning: 'each reading is off by a random error that is large now and then',
  settings: {
    size: { default: 0.02, minimum: 0, maximum: 1, meaning: 'standard deviation, as a share of the window' },
  },
  part: (array) => new Laplace(array),
};

export default definePlugin({ noises: { laplace } });
