import { isNamed, type Compared, type Comparison, type Group } from '../comparison.js';
import { notFar } from './not-far.js';
import type { StepsMeasure } from './steps-measure.js';

/** Ideal memory farther below the lowest steps than this multiple is not on the axis. */
const NEAR = 1.6;
/** Steps of an episode. */
const FEWEST = 1;

/** The axis of one group's steps. It ends before schemes that hardly learn, so that the others stay distinguishable. @param kept schemes that are shown in any case, besides the reference */
export function groupStepsAxis(
  { compared }: Group,
  { ideal, reference }: Comparison,
  kept: Compared[],
  { of, untuned }: Pick<StepsMeasure, 'of' | 'untuned'>,
): StepsAxis {
  const shownAnyway = [...compared.filter((one) => isNamed(one, reference)), ...kept];
  const values = compared.flatMap((one) => of(one)?.value ?? []);
  if (values.length === 0) return stepsAxis(ideal ? [ideal.final.value] : [1]);
  const maximum = Math.max(notFar(values), ...shownAnyway.flatMap((one) => of(one)?.value ?? []));
  const isNear = ideal && NEAR * ideal.final.value > Math.min(...values);
  const estimates = [...compared.flatMap((one) => [of(one), untuned(one)]), isNear ? ideal.final : undefined];
  // An episode has at least one step. A scheme beyond the axis does not stretch it with its interval.
  const near = estimates.filter((one) => one && one.value <= maximum);
  const ends = near.flatMap((one) => [
    one!.value,
    ...(one!.interval ?? []).map((end) => Math.max(end, FEWEST)),
  ]);
  return stepsAxis(ends.filter((end) => end <= maximum));
}

/** An axis of steps, close around its values, and logarithmic if they span more than a factor of three. */
export interface StepsAxis {
  type: 'linear' | 'log';
  domain: [number, number];
  ticks: number[];
  /** a number of steps as a fraction of the axis, and back */
  fraction: (steps: number) => number;
  value: (fraction: number) => number;
}

const LOGARITHMIC = 3;
/** Minimum space beyond the values, as a share of the highest, so that nearly equal ones have an axis. */
const LEAST_ROOM = 0.005;
const DIGITS = [1, 1.5, 2, 3, 5, 7];

/** The axis that shows all values, with space on both sides. */
export function stepsAxis(values: number[]): StepsAxis {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (low > 0 && high > LOGARITHMIC * low) return logarithmic(low / 1.06, high * 1.08);
  const room = Math.max(0.06 * (high - low), LEAST_ROOM * high) || 0.5;
  return linear(low - room, high + room);
}

function linear(low: number, high: number): StepsAxis {
  const size = 10 ** Math.floor(Math.log10((high - low) / 4));
  const every = [1, 2, 5, 10].find((digit) => (high - low) / (digit * size) <= 6)! * size;
  const first = Math.ceil(low / every);
  const count = Math.floor(high / every) - first + 1;
  const ticks = Array.from({ length: count }, (_, i) => Number(((first + i) * every).toPrecision(12)));
  return {
    type: 'linear',
    domain: [low, high],
    ticks,
    fraction: (steps) => (steps - low) / (high - low),
    value: (fraction) => low + fraction * (high - low),
  };
}

function logarithmic(low: number, high: number): StepsAxis {
  const span = Math.log(high / low);
  const powers = [0.1, 1, 10, 100, 1000, 10_000];
  const ticks = powers.flatMap((power) => DIGITS.map((digit) => Number((digit * power).toPrecision(3))));
  return {
    type: 'log',
    domain: [low, high],
    ticks: ticks.filter((tick) => tick >= low && tick <= high),
    fraction: (steps) => Math.log(steps / low) / span,
    value: (fraction) => low * Math.exp(fraction * span),
  };
}

/** The ticks whose labels do not overlap. @param length of the axis, pixels @param distance minimum, pixels */
export function legibleTicks({ ticks, fraction }: StepsAxis, length: number, distance: number): number[] {
  let end = -Infinity;
  return ticks.filter((tick) => {
    const at = fraction(tick) * length;
    if (at - end < distance) return false;
    end = at;
    return true;
  });
}
