import { largest, type Ending, type Found, type Limits, type Watch } from './minimiser.js';

/** Where a search stands. */
export interface Place {
  readonly parameters: Float64Array;
  readonly gradient: Float64Array;
  value: number;
}

/** One iteration from a place, whose parameters, gradient and value it moves; false where no step went down. */
export type Move = (place: Place, iteration: number) => boolean;

/** Repeats an iteration until a search ends. @param place with its value and gradient filled */
export function descend(
  place: Place,
  { iterations, gradientMax: floor }: Limits,
  watch: Watch | undefined,
  move: Move,
): Found {
  for (let iteration = 0; ; iteration++) {
    const gradientMax = largest(place.gradient);
    const found = (ending: Ending) => ({ ending, iterations: iteration, value: place.value, gradientMax });
    const isStopped = watch?.(iteration, place.parameters, place.value, gradientMax);
    if (!Number.isFinite(place.value) || !Number.isFinite(gradientMax)) return found('not finite');
    if (gradientMax <= floor) return found('fixed point');
    if (isStopped) return found('stopped');
    if (iteration >= iterations) return found('exhausted');
    if (!move(place, iteration)) return found('stuck');
  }
}
