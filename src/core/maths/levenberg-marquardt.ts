import { LinearLeastSquares } from './linear-least-squares.js';
import { lengthOf, times } from './vectors.js';

/** The residuals at some parameters; NaN where the model has no value. */
type Residuals = (parameters: number[]) => Float64Array;

/** The result of a least-squares fit. */
export interface LeastSquares {
  parameters: number[];
  /** [parameter][residual]: ∂ residual / ∂ parameter, at the result */
  jacobian: Float64Array[];
  /** number of evaluations of the model in the search */
  evaluations: number;
  /** whether the search came to its end, and the data determine all parameters */
  converged: boolean;
}

/** Where a search ends. */
interface Stop {
  /** number of evaluations of the model */
  readonly most: number;
  /** relative reduction, or relative radius */
  readonly tolerance: number;
}

/** Relative reduction, or relative radius, at which the search stops: the default of scipy.optimize.curve_fit. */
const TOLERANCE = 1.49012e-8;
const DIFFERENCE = Math.sqrt(Number.EPSILON);
const FIRST_RADIUS = 100;
const EVALUATIONS_PER_PARAMETER = 200;
/** Minimum share of the predicted reduction for a step to be taken. */
const MINIMUM_RATIO = 1e-4;
/** Minimum sine between the effect of one parameter and those of the others: below it the data do not distinguish them. */
const MINIMUM_SINE = 1e-6;

/**
 * Nonlinear least squares by the Levenberg–Marquardt algorithm: MINPACK's lmdif (Moré, The Levenberg–Marquardt algorithm, Lecture Notes in
 * Mathematics 630, 1978) with the settings of scipy.optimize.curve_fit, so that it takes the same steps and stops at the same parameters.
 * @param stop where the search ends earlier than in curve_fit
 */
export function levenbergMarquardt(
  residuals: Residuals,
  start: number[],
  stop: Partial<Stop> = {},
): LeastSquares {
  const most = EVALUATIONS_PER_PARAMETER * (start.length + 1);
  const search = new Search(residuals, start, { most, tolerance: TOLERANCE, ...stop });
  while (!search.over) search.iterate();
  const { parameters, residual, evaluations } = search;
  const sizes = parameters.map((parameter, j) => Math.max(Math.abs(parameter), Math.abs(start[j])));
  const jacobian = forwardDifferences(residuals, parameters, residual, sizes);
  const converged = search.converged && smallestSine(jacobian) >= MINIMUM_SINE;
  return { parameters, jacobian, evaluations, converged };
}

/** A search within a trust region ‖D x‖ ≤ radius, where D holds the largest length so far of each column of the Jacobian. */
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
    private readonly stop: Stop,
  ) {
    this.residual = this.evaluate(parameters);
    this.length = lengthOf(this.residual);
  }

  get over(): boolean {
    return this.converged || this.evaluations >= this.stop.most;
  }

  /** Linearises the model at the present parameters, and tries steps until one is taken. */
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
    const stepLength = lengthOf(times(this.scales, step));
    if (!this.moved) this.radius = Math.min(this.radius, stepLength);
    const parameters = this.parameters.map((parameter, j) => parameter - step[j]);
    const residual = this.evaluate(parameters);
    const length = lengthOf(residual);

    // Like MINPACK: −1 stands for every step that is ten times worse, or has no value.
    const reduction = 0.1 * length < this.length ? 1 - (length / this.length) ** 2 : -1;
    const damped = damping * (stepLength / this.length) ** 2;
    const slope = (linear.lengthOfImage(step) / this.length) ** 2 + damped;
    const predicted = slope + damped;
    const ratio = predicted === 0 ? 0 : reduction / predicted;
    this.damping = damping;
    this.resize(ratio, stepLength, reduction, slope);

    const taken = ratio >= MINIMUM_RATIO;
    if (taken) this.moveTo(parameters, residual, length);
    const { tolerance } = this.stop;
    const settled = Math.abs(reduction) <= tolerance && predicted <= tolerance && ratio <= 2;
    this.converged = settled || this.radius <= tolerance * this.extent;
    return taken;
  }

  /** Shrinks the region to the lowest point of the parabola through slope and reduction, or lets it grow to twice the step. */
  private resize(ratio: number, stepLength: number, reduction: number, slope: number): void {
    if (ratio <= 0.25) {
      const lowest = reduction >= 0 ? 0.5 : slope / (2 * slope - reduction);
      const share = reduction === -1 ? 0.1 : Math.max(lowest, 0.1);
      this.radius = share * Math.min(this.radius, 10 * stepLength);
      this.damping /= share;
    } else if (this.damping === 0 || ratio >= 0.75) {
      this.radius = 2 * stepLength;
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

function smallestSine(jacobian: Float64Array[]): number {
  const directions = jacobian.map((column) => {
    const length = lengthOf(column);
    return column.map((value) => value / length);
  });
  return new LinearLeastSquares(directions, new Float64Array(directions[0].length)).smallestPivot();
}

/** @param sizes scales of the differences: the present value of a parameter near 0 would be too small, and rounding would hide its effect */
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
