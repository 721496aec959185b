import type { RandomStream } from '../../src/core/random-stream.js';
import type { UpdateBatch } from '../../src/core/update-batch.js';
import type { NoisePart, NoisyArray, SeparateNoise } from './noise-kind.js';

/** Standard deviation of what a write leaves, µS: Σ_k coefficient_k x^k and 0 at least, x = G / unit and `most` at most, G in µS. */
interface Spread {
  readonly coefficients: readonly number[];
  readonly unit?: number;
  readonly most?: number;
}

/** CMO/HfOx array, written and verified within 2 % of the target (ReRamCMONoiseModel of aihwkit; arXiv:2502.04524). */
export const cmoNoise = programming('CMO/HfOx array, writes accepted within 2 %', {
  coefficients: [0.01121854, 0.01129027],
});

/** The same array, within 0.2 % of the target. */
export const cmoFineNoise = programming('CMO/HfOx array, writes accepted within 0.2 %', {
  coefficients: [0.00081107, 0.00106879],
});

/** HfO2 array of Milo et al., IRPS 2021, 50 to 225 µS (as in CrossSim). */
export const miloNoise = programming('HfO2 array of Milo et al., IRPS 2021', {
  coefficients: [4.782, -0.00911],
});

/** Array of Wan et al., Nature 2022, a second after the write (as in aihwkit); beyond its 40 µS as at 40 µS. */
export const wanSecondNoise = programming('array of Wan et al., Nature 2022, a second after each write', {
  coefficients: [0.348, 16.03, -43.853, 45.393, -16.815],
  unit: 40,
  most: 1,
});

/** The same array, a day after the write. */
export const wanDayNoise = programming('array of Wan et al., Nature 2022, a day after each write', {
  coefficients: [0.701, 22.086, -50.773, 47.095, -16.458],
  unit: 40,
  most: 1,
});

/** The noise of published arrays after a write: an error of absolute size, whatever the window of a device. */
function programming(array: string, spread: Spread): SeparateNoise<'size'> {
  return {
    meaning: `each update adds a random error that stays, as large as in a published array: ${array}`,
    settings: {
      size: { default: 1, minimum: 0, maximum: 100, meaning: 'multiple of the published standard deviation' },
    },
    part: (devices) => new ProgrammingNoise(devices, spread),
  };
}

/** Adds a normal error to each device that a batch touched, with the spread at its conductance. */
class ProgrammingNoise implements NoisePart {
  private readonly conductance: Float64Array;
  /** multiple of the spread of each device, siemens a microsiemens */
  private readonly scale: Float64Array;
  private readonly drawn: Float64Array;
  private readonly random: RandomStream;

  private readonly coefficients: Float64Array;
  private readonly unit: number;
  private readonly most: number;

  constructor({ size, conductance, sizes, random }: NoisyArray<'size'>, spread: Spread) {
    const { coefficients, unit = 1, most = Infinity } = spread;
    this.coefficients = Float64Array.from(coefficients);
    this.unit = unit;
    this.most = most;
    this.conductance = conductance;
    this.scale = Float64Array.from(sizes, (own) => (own?.size ?? 0) * 1e-6);
    this.drawn = new Float64Array(size);
    this.random = random;
  }

  write({ device, pulses, direction, count }: UpdateBatch): void {
    const { conductance, scale, drawn, coefficients, unit, most } = this;
    this.random.normals(drawn, count);
    for (let i = 0; i < count; i++) {
      if (pulses[i] === 0 && direction[i] === 0) continue;
      const d = device[i];
      const x = Math.min((conductance[d] * 1e6) / unit, most);
      let spread = 0.0;
      for (let k = coefficients.length - 1; k >= 0; k--) spread = spread * x + coefficients[k];
      conductance[d] += scale[d] * Math.max(spread, 0) * drawn[i];
    }
  }
}
