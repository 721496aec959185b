import { dot, meanVector } from '../../src/core/maths/vectors.js';
import { CycleGrid } from '../fitting/cycle-grid.js';
import { riseAt } from '../vcm/response-curve.js';
import { CosineModes, SPECTRA, type Spectrum } from './cosine-modes.js';
import { curveTangent, exponentialTangent, orthonormal, remove } from './curve-tangent.js';

/** With one cycle, modes with fewer half waves than this share of the readings belong to the curve. */
const ONE_CYCLE_CURVE = 1 / 12;
/** A mode of which the curve has taken more than this is not used. */
const MOSTLY_CURVE = 0.95;

/**
 * The noise of one polarity of one device. What repeats from cycle to cycle at the same pulse number is curve, not noise, so the noise is
 * what remains about the mean over cycles, after each cycle's own shift, tilt and stretch.
 */
export interface BranchNoise {
  readonly cycles: number;
  /** mean rise over cycles after each pulse, and the rise of the curve α + β p − γ e^(−ζ p) that fits it */
  readonly mean: Float64Array;
  readonly fitted: Float64Array;
  /** [cycle]: difference to the mean (of one cycle: to the fitted curve) */
  readonly deviations: readonly Float64Array[];
  /** [cycle]: deviations without the directions of `basis` */
  readonly residuals: readonly Float64Array[];
  /** orthonormal directions in which a cycle's curve may differ from the mean */
  readonly basis: readonly Float64Array[];
  readonly spectrum: ModeSpectrum;
}

/** Mean power of modes that are not taken by the curve, and what each kind of noise is expected to add, at unit variance. */
export interface ModeSpectrum {
  /** half waves per branch */
  readonly modes: Uint16Array;
  readonly power: Float64Array;
  /** degrees of freedom of each power */
  readonly freedom: Float64Array;
  readonly expected: Readonly<Record<Spectrum, Float64Array>>;
}

/** @param rises [cycle][pulses since the lower end]: w for SET, 1 − w for RESET; all of one length */
export function branchNoise(rises: readonly Float64Array[]): BranchNoise {
  const readings = rises[0].length;
  const modes = CosineModes.of(readings);
  const mean = meanVector(rises);
  const curve = CycleGrid.of(readings - 1).fit(mean);
  const fitted = mean.map((_, p) => riseAt(curve, p));
  const centre = rises.length > 1 ? mean : fitted;
  const basis =
    rises.length > 1
      ? curveTangent(mean, curve.zeta)
      : orthonormal([
          ...exponentialTangent(readings - 1, curve.zeta),
          ...modes.waves.slice(0, Math.ceil(readings * ONE_CYCLE_CURVE)),
        ]);
  const deviations = rises.map((rise) => rise.map((value, p) => value - centre[p]));
  const residuals = deviations.map((deviation) => {
    const residual = deviation.slice();
    remove(residual, basis);
    return residual;
  });
  const spectrum = spectrumOf(modes, residuals, basis);
  return { cycles: rises.length, mean, fitted, deviations, residuals, basis, spectrum };
}

function spectrumOf(
  modes: CosineModes,
  residuals: readonly Float64Array[],
  basis: readonly Float64Array[],
): ModeSpectrum {
  const freedom = Math.max(1, residuals.length - 1);
  const power = new Float64Array(modes.readings);
  for (const residual of residuals)
    for (const [k, amplitude] of modes.amplitudes(residual).entries()) power[k] += amplitude ** 2 / freedom;
  const directions = basis.map((direction) => modes.amplitudes(direction));
  const taken = power.map((_, k) => directions.reduce((sum, direction) => sum + direction[k] ** 2, 0));
  const used = Uint16Array.from(power.keys()).filter((k) => taken[k] < MOSTLY_CURVE);
  const pick = (values: Float64Array) => Float64Array.from(used, (k) => values[k]);
  const expected = (part: Spectrum) => pick(withoutCurve(modes.power[part], directions, taken));
  return {
    modes: used,
    power: pick(power),
    freedom: Float64Array.from(used, (k) => freedom * (1 - taken[k])),
    expected: Object.fromEntries(SPECTRA.map((part) => [part, expected(part)])) as ModeSpectrum['expected'],
  };
}

/** Expected powers once some directions are taken out: the diagonal of (I − H) C (I − H), where C is diagonal and H projects on them. */
function withoutCurve(
  power: Float64Array,
  directions: readonly Float64Array[],
  taken: Float64Array,
): Float64Array {
  return power.map((own, k) => {
    let mixed = 0;
    for (let j = 0; j < power.length; j++) {
      let product = 0;
      for (const direction of directions) product += direction[k] * direction[j];
      mixed += product * product * power[j];
    }
    return own * (1 - 2 * taken[k]) + mixed;
  });
}

/** The share of its noise that a cycle keeps once the mean over cycles is taken off. */
export function leftByMean(cycles: number): number {
  return cycles > 1 ? (cycles - 1) / cycles : 1;
}

/** Root mean square of the residuals, corrected for what mean and curve have taken. */
export function residualDeviation({ residuals, basis, cycles }: BranchNoise): number {
  const squares = residuals.reduce((sum, residual) => sum + dot(residual, residual), 0);
  return Math.sqrt(squares / (Math.max(1, cycles - 1) * (residuals[0].length - basis.length)));
}
