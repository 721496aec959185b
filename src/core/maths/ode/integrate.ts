import { errorShare, type Stepper } from './stepper.js';

/** Where a solution is to be seen, and how exact it is to be. */
export interface Integration {
  /** times to stop at exactly, ascending and above 0 */
  readonly times: readonly number[];
  /** allowed error of a step, absolute and relative */
  readonly tolerance: number;
  /** attempts of steps at most; default: no limit */
  readonly attempts?: number;
}

/** How an integration ended: at the last time, by the word of who watched, with its attempts used up, or where no step was small enough. */
export interface IntegrationEnd {
  readonly ending: 'finished' | 'stopped' | 'exhausted' | 'stuck';
  readonly time: number;
  /** steps that were accepted */
  readonly steps: number;
  readonly attempts: number;
}

/** Sees the solution at a time to stop at; true ends the integration. */
export type Sight = (time: number, y: Float64Array) => boolean | void;

const [SAFETY, SHRINK, GROW] = [0.9, 0.2, 6];
/** Powers of the error of this step and of the last one in the next step (PI control; Gustafsson, ACM TOMS 17, 533, 1991). */
const [PROPORTIONAL, INTEGRAL] = [0.85, 0.2];

/** Integrates a differential equation from time 0; y holds the start, and then the end. */
export function integrate(
  stepper: Stepper,
  y: Float64Array,
  { times, tolerance, attempts: most = Infinity }: Integration,
  see: Sight,
): IntegrationEnd {
  const next = new Float64Array(y.length);
  let [time, steps, attempts, lastError] = [0, 0, 0, 1];
  const end = (ending: IntegrationEnd['ending']) => ({ ending, time, steps, attempts });
  stepper.begin(y, false);
  let step = firstStep(stepper, y, tolerance);
  for (const target of times) {
    while (time < target) {
      if (attempts >= most) return end('exhausted');
      const isLast = time + 1.01 * step >= target;
      const taken = isLast ? target - time : step;
      if (!(time + taken > time)) return end('stuck');
      attempts++;
      const error = stepper.attempt(y, taken, tolerance, next);
      if (!(error <= 1)) {
        step = taken * Math.max(SHRINK, Number.isFinite(error) ? SAFETY * error ** (-1 / stepper.order) : 0);
        continue;
      }
      const bounded = Math.max(error, 1e-10);
      const factor = SAFETY * bounded ** (-PROPORTIONAL / stepper.order) * lastError ** (INTEGRAL / stepper.order);
      const grown = taken * Math.min(GROW, Math.max(SHRINK, factor));
      // A step cut short by a time to stop at says little about the next one.
      step = isLast ? Math.max(step, grown) : grown;
      lastError = bounded;
      time = isLast ? target : time + taken;
      steps++;
      y.set(next);
      stepper.begin(y, true);
    }
    if (see(time, y)) return end('stopped');
  }
  return end('finished');
} // prettier-ignore

/** A hundredth of the way on which y would change by as much as it is. */
function firstStep({ slope }: Stepper, y: Float64Array, tolerance: number): number {
  const size = errorShare(y, y, y, tolerance);
  const speed = errorShare(slope, y, y, tolerance);
  return size * tolerance < 1e-5 || speed * tolerance < 1e-5 ? 1e-6 : (0.01 * size) / speed;
}
