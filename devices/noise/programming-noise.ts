import type { RandomStream } from '../../src/core/random-stream.js';
import type { UpdateBatch } from '../../src/core/update-batch.js';
import type { NoisePart, NoisyArray, SeparateNoise } from './noise-kind.js';

/** Standard deviation of what a write leaves, µS, by the conductance in µS. */
type Spread = (microsiemens: number) => number;

/** CMO/HfOx array, written and verified within 2 % of the target (ReRamCMONoiseModel of aihwkit; arXiv:2502.04524). */
export const cmoNoise = programming('CMO/HfOx array, writes accepted within 2 %', (g) => {
  return 0.01129027 * g + 0.01121854;
});

/** The same array, within 0.2 % of the target. */
export const cmoFineNoise = programming('CMO/HfOx array, writes accepted within 0.2 %', (g) => {
  return 0.00106879 * g + 0.00081107;
});

/** HfO2 array of Milo et al., IRPS 2021, 50 to 225 µS (as in CrossSim). */
export const miloNoise = programming('HfO2 array of Milo et al., IRPS 2021', (g) => {
  return Math.max(4.782 - 0.00911 * g, 0);
});

/** Array of Wan et al., Nature 2022, a second after the write (as in aihwkit); beyond its 40 µS as at 40 µS. */
export const wanSecondNoise = programming(
  'array of Wan et al., Nature 2022, a second after each write',
  (g) => polynomial([0.348, 16.03, -43.853, 45.393, -16.815], Math.min(g / 40, 1)),
);

/** The same array, a day after the write. */
export const wanDayNoise = programming('array of Wan et al., Nature 2022, a day after each write', (g) =>
  polynomial([0.701, 22.086, -50.773, 47.095, -16.458], Math.min(g / 40, 1)),
);

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

/** Σ_k coefficient_k x^k */
function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduceRight((sum, coefficient) => sum * x + coefficient, 0);
}

/** Adds a normal error to each device that a batch touched, with the spread at its conductance. */
class ProgrammingNoise implements NoisePart {
  private readonly conductance: Float64Array;
  /** multiple of the spread of each device, siemens a microsiemens */
  private readonly scale: Float64Array;
  private readonly drawn: Float64Array;
  private readonly random: RandomStream;

  constructor(
    { size, conductance, sizes, random }: NoisyArray<'size'>,
    private readonly spread: Spread,
  ) {
    this.conductance = conductance;
    this.scale = Float64Array.from(sizes, (own) => (own?.size ?? 0) * 1e-6);
    this.drawn = new Float64Array(size);
    this.random = random;
  }

  write({ device, pulses, direction, count }: UpdateBatch): void {
    const { conductance, scale, drawn } = this;
    this.random.normals(drawn, count);
    for (let i = 0; i < count; i++) {
      if (pulses[i] === 0 && direction[i] === 0) continue;
      const d = device[i];
      conductance[d] += scale[d] * this.spread(conductance[d] * 1e6) * drawn[i];
    }
  }
}
