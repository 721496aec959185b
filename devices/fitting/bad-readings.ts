import { medianOf } from '../../src/core/maths/vectors.js';
import type { Polarity } from '../vcm/response-curve.js';
import type { Characterisation, ReadingPlace } from './characterisation.js';
import { placeOf, withoutReadings, type ReadingIndex } from './without-readings.js';

/** A reading that stands alone, far from its neighbours. */
export interface BadReading extends ReadingPlace {
  readonly polarity: Polarity;
  readonly siemens: number;
  /** mean of its neighbours */
  readonly around: number;
}

/** Distance from both neighbours from which a reading is bad, in standard deviations of the noise from reading to reading. */
const FAR = 12;
/** The same for the first and the last reading of a branch, which vary more from cycle to cycle. */
const FAR_AT_END = 20;
/** The same as a share of the window, for readings without noise. */
const VISIBLE = 0.02;
/** How much farther a bad reading jumps than any other reading. */
const BEYOND_STEPS = 1.5;
/** The same in units of the last digit, for readings of a coarse meter. */
const FLICKER = 2.5;
/** Share of the readings of a branch above which such readings are noise, not mistakes. */
const RARE = 0.002;
/** Cycles from which the first and the last reading can be compared with those of other cycles. */
const ENOUGH_CYCLES = 3;
/** Median absolute deviation of a normal distribution, in standard deviations. */
const NORMAL_MEDIAN = 0.6745;

/** A measurement without its bad readings, which are filled in, and what they were: one bad reading must not decide the noise. */
export function withoutBadReadings(measured: Characterisation): {
  measured: Characterisation;
  bad: BadReading[];
} {
  const found = (['set', 'reset'] as const).flatMap((polarity) => badIn(measured[polarity], polarity));
  const bad = found.map(({ polarity, cycle, reading }) => ({
    ...placeOf(measured, { polarity, cycle, reading }),
    polarity,
    siemens: measured[polarity][cycle][reading],
    around: around(measured[polarity][cycle], reading),
  }));
  return { measured: withoutReadings(measured, found), bad };
}

function badIn(branches: readonly Float64Array[], polarity: Polarity): ReadingIndex[] {
  if (branches.length === 0) return [];
  const last = branches[0].length - 1;
  const span = Math.abs(medianOf(branches.map((branch) => branch[last] - branch[0])));
  const steps = branches.flatMap((branch) =>
    Array.from(branch.subarray(1), (value, i) => Math.abs(value - branch[i])),
  );
  const noise = medianOf(steps) / NORMAL_MEDIAN / Math.SQRT2;
  // Where most steps are 0, the meter is coarse, and its last digit flickers.
  const digit =
    noise > 0 ? 0 : steps.reduce((least, step) => (step > 0 ? Math.min(least, step) : least), Infinity);
  const isFar = (distance: number, reading: number) => {
    const deviations = reading === 0 || reading === last ? FAR_AT_END : FAR;
    return Math.abs(distance) > Math.max(deviations * noise, VISIBLE * span, FLICKER * digit);
  };
  const far = branches.flatMap((branch, cycle) =>
    Array.from(branch.keys())
      .map((reading) => ({ polarity, cycle, reading, by: Math.abs(standsOut(branches, cycle, reading)) }))
      .filter(({ reading, by }) => isFar(by, reading)),
  );
  // Where other readings jump as far, jumps are what the device does.
  const usual = largestStep(branches, far);
  const found = far.filter(({ by }) => by > BEYOND_STEPS * usual);
  return found.length <= Math.max(1, RARE * branches.length * last) ? found : [];
}

/** The largest step between neighbours, those of some readings left out. */
function largestStep(branches: readonly Float64Array[], without: readonly ReadingIndex[]): number {
  const left = new Set(without.map(({ cycle, reading }) => `${cycle} ${reading}`));
  let largest = 0;
  for (const [cycle, branch] of branches.entries())
    for (let i = 1; i < branch.length; i++)
      if (!left.has(`${cycle} ${i}`) && !left.has(`${cycle} ${i - 1}`))
        largest = Math.max(largest, Math.abs(branch[i] - branch[i - 1]));
  return largest;
}

/** How far a reading is from the nearer of its neighbours, if it is beyond both; at an end, from what other cycles do there. */
function standsOut(branches: readonly Float64Array[], cycle: number, reading: number): number {
  const branch = branches[cycle];
  const before = branch[reading] - branch[reading - 1];
  const after = branch[reading] - branch[reading + 1];
  if (reading > 0 && reading < branch.length - 1)
    return before * after > 0 ? Math.sign(before) * Math.min(Math.abs(before), Math.abs(after)) : 0;
  if (branches.length < ENOUGH_CYCLES) return 0;
  // The reading beside an end may be the bad one, so an end must stand out from the next as well.
  const [beside, next] = [1, 2].map((inner) => fromOtherCycles(branches, cycle, reading, inner));
  return beside * next > 0 ? Math.sign(beside) * Math.min(Math.abs(beside), Math.abs(next)) : 0;
}

/** How far an end is from a reading further in, beyond what is usual in other cycles. @param inner readings from the end */
function fromOtherCycles(
  branches: readonly Float64Array[],
  cycle: number,
  end: number,
  inner: number,
): number {
  const other = end === 0 ? inner : end - inner;
  const across = (branch: Float64Array) => branch[end] - branch[other];
  return across(branches[cycle]) - medianOf(branches.map(across));
}

function around(branch: Float64Array, reading: number): number {
  const neighbours = [branch[reading - 1], branch[reading + 1]].filter((value) => value !== undefined);
  return neighbours.reduce((sum, value) => sum + value, 0) / neighbours.length;
}
