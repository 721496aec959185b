import { RandomStream } from '../../src/core/random-stream.js';
import type { CycleCurve, MeanCurve, Polarity } from '../vcm/response-curve.js';
import type { Goodness } from '../files/device-form.js';
import { riseAt, type ResponseCurve } from '../vcm/response-curve.js';
import { CycleGrid } from './cycle-grid.js';
import { detrendedVariogram, type DetrendedVariogram } from './detrended-variogram.js';
import { fitMean } from './mean-fit.js';
import { splitNoise, type NoiseSplit } from './split-noise.js';
import { meanOf } from '../../src/core/maths/vectors.js';

/** One polarity of one device: its mean curve, its cycles' curves and its noise. */
export interface BranchFit {
  mean: MeanCurve;
  cycles: CycleCurve[];
  /** mean of the cycles' sigma */
  sigma: number;
  noise: NoiseSplit;
  goodness: Goodness;
  /** one a cycle */
  variograms: DetrendedVariogram[];
}

/** What all fits of one number of pulses share. */
export class BranchFitter {
  private readonly grid: CycleGrid;

  constructor(private readonly pulses: number) {
    this.grid = new CycleGrid(pulses);
  }

  /** @param rises [cycle][pulses since the lower end]: w for SET, 1 − w for RESET */
  fit(device: string, polarity: Polarity, rises: Float64Array[]): BranchFit {
    const { curve, ...goodness } = fitMean(rises);
    const curves = rises.map((rise) => this.grid.fit(rise));
    const squares = rises.map((rise, cycle) => residualSquares(rise, curves[cycle]));
    // The residuals have no mean, because α is free; so this is their standard deviation with ddof 1.
    const sigmas = squares.map((sum) => Math.sqrt(sum / this.pulses));
    const variograms = rises.map((rise, cycle) => detrendedVariogram(rise, curves[cycle]));
    return {
      mean: curve,
      cycles: curves.map((fitted, cycle) => this.cycleCurve(fitted, sigmas[cycle], polarity)),
      sigma: meanOf(sigmas),
      noise: splitNoise(variograms, new RandomStream(`fit/${device}/${polarity}`)),
      goodness: { ...goodness, cycleRmse: meanOf(squares.map((sum) => Math.sqrt(sum / (this.pulses + 1)))) },
      variograms,
    };
  }

  /** The rise as the published curve: for RESET as w over the remaining position, e^(ζ p) with a positive sign. */
  private cycleCurve(
    { alpha, beta, gamma, zeta }: ResponseCurve,
    sigma: number,
    polarity: Polarity,
  ): CycleCurve {
    if (polarity === 'set') return { alpha, beta, gamma, zeta, sigma };
    const { pulses } = this;
    return { alpha: 1 - alpha - beta * pulses, beta, gamma: gamma * Math.exp(-zeta * pulses), zeta, sigma };
  }
}

function residualSquares(rise: Float64Array, curve: ResponseCurve): number {
  return rise.reduce((sum, x, p) => sum + (x - riseAt(curve, p)) ** 2, 0);
}
