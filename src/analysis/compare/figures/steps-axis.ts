import type { Comparison } from '../comparison.js';

/** Of all schemes' final steps, the share that lies on the axis at least. */
const SHOWN = 0.8;
/** How far beyond these others may lie and still be shown, as a factor. */
const BEYOND = 1.5;

/** The axis of final steps that a comparison's figures share; where a few schemes hardly learn, it ends before them, so that the others can be told apart. */
export function stepsAxis({ groups, ideal, reference }: Comparison): StepsAcross {
  const shown = [...groups.flatMap(({ compared }) => compared), ...(ideal ? [ideal] : [])];
  const sorted = shown.map(({ final }) => final.value).sort((a, b) => a - b);
  const references = shown.filter(({ scheme }) => scheme === reference).map(({ final }) => final.value);
  const most = Math.max(BEYOND * sorted[Math.floor(SHOWN * (sorted.length - 1))], ...references);
  const ends = shown.flatMap(({ final: { value, interval } }) => [value, ...(interval ?? [])]);
  return stepsAcross(ends.filter((end) => end <= most));
} // prettier-ignore

/** How steps are laid out in a comparison's figures: close around what there is, logarithmic where that spans a factor of three. */
export interface StepsAcross {
  type: 'linear' | 'log';
  domain: [number, number];
  ticks: number[];
  /** a number of steps as a fraction of the axis, and back */
  fraction: (steps: number) => number;
  value: (fraction: number) => number;
}

const LOGARITHMIC = 3;
const DIGITS = [1, 1.5, 2, 3, 5, 7];

/** The axis that shows all of some steps, with room on both sides. */
export function stepsAcross(values: number[]): StepsAcross {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (low > 0 && high > LOGARITHMIC * low) return logarithmic(low / 1.06, high * 1.08);
  const room = 0.06 * (high - low) || 0.5;
  return linear(low - room, high + room);
}

function linear(low: number, high: number): StepsAcross {
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

function logarithmic(low: number, high: number): StepsAcross {
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

/** The ticks whose numbers do not touch. @param length of the axis, pixels @param apart least distance, pixels */
export function legibleTicks({ ticks, fraction }: StepsAcross, length: number, apart: number): number[] {
  let end = -Infinity;
  return ticks.filter((tick) => {
    const at = fraction(tick) * length;
    if (at - end < apart) return false;
    end = at;
    return true;
  });
}
