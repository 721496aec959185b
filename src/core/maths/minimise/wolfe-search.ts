import type { Objective } from '../objective.js';
import { dot } from '../vectors.js';
import type { Place } from './descent.js';

/** Least share of the promised descent, and largest share of the slope that may be left (Nocedal and Wright, Numerical Optimization, 3.6). */
const [DESCENT, SLOPE] = [1e-4, 0.9];
/** Changes of the value below this share of it may be rounding of residuals: then the slope alone decides (Hager and Zhang, SIAM J. Optim. 16, 170, 2005). */
const ROUNDING = 1e-9;
const TRIALS = 50;

/** Looks along a line for a step that obeys Wolfe's conditions: far enough down, and not so short that the slope is as it was. */
export class WolfeSearch {
  private readonly start: Float64Array;
  private readonly slopeAtStart: Float64Array;

  constructor(private readonly objective: Objective) {
    this.start = new Float64Array(objective.size);
    this.slopeAtStart = new Float64Array(objective.size);
  }

  /** Moves a place along a direction. @param first step tried first; @returns the step, or 0 where none goes down; the place is as it was then */
  move(place: Place, direction: Float64Array, first: number): number {
    const { parameters, gradient, value } = place;
    const slope = dot(gradient, direction);
    if (!(slope < 0)) return 0;
    this.start.set(parameters);
    this.slopeAtStart.set(gradient);
    let [low, lowValue, lowSlope, high] = [0, value, slope, Infinity];
    let step = first;
    for (let trial = 0; trial < TRIALS; trial++) {
      for (let i = 0; i < parameters.length; i++) parameters[i] = this.start[i] + step * direction[i];
      place.value = this.objective.gradient(parameters, gradient);
      const here = dot(gradient, direction);
      const isDown = place.value <= value + DESCENT * step * slope;
      const isLevel = place.value <= value + ROUNDING * Math.abs(value) && here <= (2 * DESCENT - 1) * slope;
      if (!Number.isFinite(here) || !(isDown || isLevel)) high = step;
      else if (here < SLOPE * slope) [low, lowValue, lowSlope] = [step, place.value, here];
      else return step;
      step = high === Infinity ? 4 * step : between(low, lowValue, lowSlope, high, place.value);
      if (!(step > low && step < high)) break;
    }
    return this.settle(place, direction, low, value);
  }

  /** Takes the best step that was found, if any went down. */
  private settle(place: Place, direction: Float64Array, low: number, value: number): number {
    const { parameters, gradient } = place;
    for (let i = 0; i < parameters.length; i++) parameters[i] = this.start[i] + low * direction[i];
    if (low > 0) place.value = this.objective.gradient(parameters, gradient);
    if (low > 0 && place.value < value) return low;
    parameters.set(this.start);
    gradient.set(this.slopeAtStart);
    place.value = value;
    return 0;
  }
}

/** The lowest point of the parabola through two steps, kept away from both. */
function between(low: number, lowValue: number, lowSlope: number, high: number, highValue: number): number {
  const width = high - low;
  const parabola = (-lowSlope * width) / (2 * (highValue - lowValue - lowSlope * width));
  return (
    low + width * (parabola >= 0.1 && parabola <= 0.9 ? parabola : Number.isFinite(parabola) ? 0.5 : 0.1)
  );
}
