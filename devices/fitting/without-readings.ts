import { UsageError } from '../../src/core/errors.js';
import { meanOf } from '../../src/core/maths/vectors.js';
import type { Polarity } from '../vcm/response-curve.js';
import type { Characterisation, NamedReading, ReadingPlace } from './characterisation.js';

/** A reading by its indices: of its cycle, and in its branch in the order of the measurement. */
export interface ReadingIndex {
  readonly polarity: Polarity;
  readonly cycle: number;
  readonly reading: number;
}

/**
 * A measurement without some readings. Their values are filled in: on the line between their neighbours, and at an end of a branch with the mean
 * of the other cycles there (with one cycle, with the neighbour). `dropped` lists them as the file calls them.
 */
export function withoutReadings(measured: Characterisation, left: readonly ReadingIndex[]): Characterisation {
  if (left.length === 0) return measured;
  const isLeft = new Set(left.map(({ polarity, cycle, reading }) => `${polarity} ${cycle} ${reading}`));
  const filled = (polarity: Polarity) => {
    const kept = (cycle: number, reading: number) => !isLeft.has(`${polarity} ${cycle} ${reading}`);
    return measured[polarity].map((branch, cycle) =>
      branch.map((siemens, reading) =>
        kept(cycle, reading) ? siemens : fillIn(measured[polarity], cycle, reading, kept),
      ),
    );
  };
  const named = left.map(({ polarity, cycle, reading }) => {
    const place = placeOf(measured, { polarity, cycle, reading });
    return { polarity, cycle: place.cycle, pulse: place.pulse };
  });
  const earlier = measured.dropped ?? [];
  const isNew = ({ polarity, cycle, pulse }: NamedReading) =>
    !earlier.some((each) => each.polarity === polarity && each.cycle === cycle && each.pulse === pulse);
  return { ...measured, set: filled('set'), reset: filled('reset'), dropped: [...earlier, ...named.filter(isNew)] }; // prettier-ignore
}

/** What the file calls a reading; its indices, if nothing else is known. */
export function placeOf(
  measured: Characterisation,
  { polarity, cycle, reading }: ReadingIndex,
): ReadingPlace {
  return measured.place?.(polarity, cycle, reading) ?? { cycle, pulse: reading };
}

/** Finds readings that are called as in the file. @throws UsageError for one that is not there */
export function findReadings(measured: Characterisation, named: readonly NamedReading[]): ReadingIndex[] {
  return named.map((name) => {
    const branches = measured[name.polarity];
    for (const [cycle, branch] of branches.entries()) {
      if (placeOf(measured, { polarity: name.polarity, cycle, reading: 0 }).cycle !== name.cycle) continue;
      for (const reading of branch.keys())
        if (placeOf(measured, { polarity: name.polarity, cycle, reading }).pulse === name.pulse)
          return { polarity: name.polarity, cycle, reading };
    }
    throw new UsageError(
      `got ${name.polarity} ${name.cycle}:${name.pulse}: expected a reading of ${measured.device}, which has ${extent(measured, name.polarity)}`,
    );
  });
}

function fillIn(
  branches: readonly Float64Array[],
  cycle: number,
  reading: number,
  kept: (cycle: number, reading: number) => boolean,
): number {
  const branch = branches[cycle];
  let [before, after] = [reading - 1, reading + 1];
  while (before >= 0 && !kept(cycle, before)) before--;
  while (after < branch.length && !kept(cycle, after)) after++;
  if (before >= 0 && after < branch.length) {
    const share = (reading - before) / (after - before);
    return branch[before] + share * (branch[after] - branch[before]);
  }
  const others = branches.flatMap((other, c) => (c !== cycle && kept(c, reading) ? [other[reading]] : []));
  if (others.length > 0) return meanOf(others);
  if (before < 0 && after >= branch.length)
    throw new UsageError('--drop leaves no reading in a branch: leave the whole cycle out of the file');
  return branch[before >= 0 ? before : after];
}

/** Cycles and pulses of one polarity, as the file calls them. */
function extent(measured: Characterisation, polarity: Polarity): string {
  const branches = measured[polarity];
  if (branches.length === 0) return `no ${polarity.toUpperCase()}`;
  const cycles = branches.map((_, cycle) => placeOf(measured, { polarity, cycle, reading: 0 }).cycle);
  const ends = [0, branches[0].length - 1].map(
    (reading) => placeOf(measured, { polarity, cycle: 0, reading }).pulse,
  );
  return `the ${polarity.toUpperCase()} cycles ${Math.min(...cycles)} to ${Math.max(...cycles)} with the pulses ${Math.min(...ends)} to ${Math.max(...ends)}`;
}
