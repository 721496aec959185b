import { LinearLeastSquares } from './linear-least-squares.js';
import { lengthOf, times } from './vectors.js';

/** What is left of the data at some parameters; not-a-numbers where the model has no value. */
type Residuals = (parameters: number[]) => Float64Array;

/** Where a least-squares fit came to rest. */
export interface LeastSquares {
  parameters: number[];
  /** [parameter][residual]: ∂ residual / ∂ parameter, there */
  jacobian: Float64Array[];
  /** calls of the model until it stopped */
  evaluations: number;
  /** whether it stopped by itself, and the data fix all parameters there */
  converged: boolean;
}

/** Relative gain, or relative radius, at which the search stops: the default of scipy.optimize.curve_fit. */
const TOLERANCE = 1.49012e-8;
const DIFFERENCE = Math.sqrt(Number.EPSILON);
const FIRST_RADIUS = 100;
const EVALUATIONS_PER_PARAMETER = 200;
/** Share of the foreseen gain from which on a step is taken. */
const WORTHWHILE = 1e-4;
/** Sine between one parameter's effect and the others' below which the data do not tell them apart. */
const LEAST_SINE = 1e-6;

/**
 * Nonlinear least squares after Levenberg and Marquardt: MINPACK's lmdif (Moré, The Levenberg–Marquardt algorithm, Lecture Notes in Mathematics
 * 630, 1978) with the settings of scipy.optimize.curve_fit, so that it takes the same steps and stops at the same place.
 */
export function levenbergMarquardt(residuals: Residuals, start: number[]): LeastSquares {
  const search = new Search(residuals, start);
  while (!search.over) search.iterate();
  const { parameters, residual, evaluations } = search;
  const sizes = parameters.map((parameter, j) => Math.max(Math.abs(parameter), Math.abs(start[j])));
  const jacobian = forwardDifferences(residuals, parameters, residual, sizes);
  const converged = search.converged && leastSine(jacobian) >= LEAST_SINE;
  return { parameters, jacobian, evaluations, converged };
}

/** A search within a trust region ‖D x‖ ≤ radius, D being the greatest lengths so far of the Jacobian's columns. */
class Search {
  residual: Float64Array;
  evaluations = 0;
  converged = false;
  private length: number;
  private scales: number[] = [];
  private radius = 0;
  private damping = 0;
  /** ‖D · parameters‖ */
  private extent = 0;
  private moved = false;

  constructor(
    private readonly residuals: Residuals,
    public parameters: number[],
  ) {
    this.residual = this.evaluate(parameters);
    this.length = lengthOf(this.residual);
  }

  get over(): boolean {
    return this.converged || this.evaluations >= EVALUATIONS_PER_PARAMETER * (this.parameters.length + 1);
  }

  /** Makes the model linear here, and tries steps until one is worth taking. */
  iterate(): void {
    const jacobian = forwardDifferences((at) => this.evaluate(at), this.parameters, this.residual);
    const linear = new LinearLeastSquares(jacobian, this.residual);
    const lengths = jacobian.map(lengthOf);
    if (!this.moved) this.begin(lengths);
    this.scales = this.scales.map((scale, j) => Math.max(scale, lengths[j]));
    this.converged = linear.gradient().every((slope) => slope === 0);
    while (!this.over && !this.take(linear));
  }

  private begin(lengths: number[]): void {
    this.scales = lengths.map((length) => length || 1);
    this.extent = lengthOf(times(this.scales, this.parameters));
    this.radius = FIRST_RADIUS * (this.extent || 1);
  }

  private take(linear: LinearLeastSquares): boolean {
    const { step, damping } = linear.stepWithin(this.radius, this.scales, this.damping);
    const stride = lengthOf(times(this.scales, step));
    if (!this.moved) this.radius = Math.min(this.radius, stride);
    const parameters = this.parameters.map((parameter, j) => parameter - step[j]);
    const residual = this.evaluate(parameters);
    const length = lengthOf(residual);

    // A gain of −1 stands for every place that is ten times worse, or has no value.
    const gain = 0.1 * length < this.length ? 1 - (length / this.length) ** 2 : -1;
    const damped = damping * (stride / this.length) ** 2;
    const slope = (linear.lengthOfImage(step) / this.length) ** 2 + damped;
    const foreseen = slope + damped;
    const ratio = foreseen === 0 ? 0 : gain / foreseen;
    this.damping = damping;
    this.resize(ratio, stride, gain, slope);

    const worthwhile = ratio >= WORTHWHILE;
    if (worthwhile) this.moveTo(parameters, residual, length);
    const still = Math.abs(gain) <= TOLERANCE && foreseen <= TOLERANCE && ratio <= 2;
    this.converged = still || this.radius <= TOLERANCE * this.extent;
    return worthwhile;
  }

  /** Shrinks the region to the lowest point of the parabola through slope and gain, or lets it grow to twice the stride. */
  private resize(ratio: number, stride: number, gain: number, slope: number): void {
    if (ratio <= 0.25) {
      const lowest = gain >= 0 ? 0.5 : slope / (2 * slope - gain);
      const share = gain === -1 ? 0.1 : Math.max(lowest, 0.1);
      this.radius = share * Math.min(this.radius, 10 * stride);
      this.damping /= share;
    } else if (this.damping === 0 || ratio >= 0.75) {
      this.radius = 2 * stride;
      this.damping /= 2;
    }
  }

  private moveTo(parameters: number[], residual: Float64Array, length: number): void {
    this.parameters = parameters;
    this.residual = residual;
    this.length = length;
    this.extent = lengthOf(times(this.scales, parameters));
    this.moved = true;
  }

  private evaluate(parameters: number[]): Float64Array {
    this.evaluations++;
    return this.residuals(parameters);
  }
}

function leastSine(jacobian: Float64Array[]): number {
  const directions = jacobian.map((column) => {
    const length = lengthOf(column);
    return column.map((value) => value / length);
  });
  return new LinearLeastSquares(directions, new Float64Array(directions[0].length)).leastPivot();
}

/** @param sizes to which the differences are small; a parameter near zero alone would lose its effect to rounding */
function forwardDifferences(
  residuals: Residuals,
  parameters: number[],
  residual: Float64Array,
  sizes = parameters,
): Float64Array[] {
  return parameters.map((parameter, j) => {
    const difference = DIFFERENCE * Math.abs(sizes[j]) || DIFFERENCE;
    return residuals(parameters.with(j, parameter + difference)).map(
      (value, i) => (value - residual[i]) / difference,
    );
  });
}
