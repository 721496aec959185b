/** The axis of steps: type and domain of the scale, its ticks, and steps as a fraction of the height and back. */
export interface StepScale {
  type: 'linear' | 'log';
  domain: [number, number];
  /** ticks with a number; undefined leaves them to the axis */
  ticks: number[] | undefined;
  /** short ticks without a number */
  minor: number[];
  fraction: (steps: number) => number;
  value: (fraction: number) => number;
}

/** Ratio of the largest to the smallest mean above which the axis is logarithmic. */
const LOGARITHMIC = 4;

/** The axis that shows all means and bands: linear from zero, or logarithmic if learning removes most of the steps. */
export function stepScale(means: number[], bandTop: number): StepScale {
  const lowest = Math.min(...means);
  const logarithmic = lowest > 0 && Math.max(...means) > LOGARITHMIC * lowest;
  return logarithmic ? logScale(lowest * 0.8, bandTop * 1.1) : linearScale(bandTop * 1.03);
}

function linearScale(top: number): StepScale {
  return {
    type: 'linear',
    domain: [0, top],
    ticks: undefined,
    minor: [],
    fraction: (steps) => steps / top,
    value: (fraction) => fraction * top,
  };
}

function logScale(low: number, top: number): StepScale {
  const span = Math.log(top / low);
  return {
    type: 'log',
    domain: [low, top],
    ticks: decades(low, top, span > Math.LN10 ? [1, 2, 5] : [1, 2, 3, 4, 6]),
    minor: decades(low, top, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
    fraction: (steps) => Math.log(steps / low) / span,
    value: (fraction) => low * Math.exp(fraction * span),
  };
}

function decades(low: number, top: number, digits: number[]): number[] {
  const first = Math.floor(Math.log10(low));
  const last = Math.floor(Math.log10(top));
  const powers = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  // Negative powers divide, because 1e-1 * 3 is not 0.3.
  const values = powers.flatMap((power) =>
    digits.map((digit) => (power < 0 ? digit / 10 ** -power : digit * 10 ** power)),
  );
  return values.filter((value) => value >= low && value <= top);
}
