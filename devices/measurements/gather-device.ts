import { printable } from '../../src/core/printable.js';
import { UsageError } from '../../src/core/errors.js';
import {
  characterisation,
  fallsAlong,
  type Characterisation,
  type Recorded,
} from '../fitting/characterisation.js';
import type { Polarity } from '../vcm/response-curve.js';
import type { Ramp } from './branch-runs.js';
import { cutToShortest } from './cut-ramps.js';
import {
  checkFaults,
  numberedRamp,
  placeIn,
  type LeftOut,
  type NumberedRamp,
  type Ramps,
} from './numbered-ramp.js';

/** A device as its ramps give it, and what had to be decided. */
export interface GatheredDevice {
  readonly device: Characterisation;
  readonly notes: readonly string[];
}

const POLARITIES: readonly Polarity[] = ['set', 'reset'];

/** What is known of a device beside its ramps. */
interface Surroundings {
  /** conditions and provenance */
  readonly known: Partial<Recorded>;
  readonly where: string;
  /** whether the file has several devices */
  readonly several: boolean;
  readonly leftOut: LeftOut;
}

/** Makes a device of its ramps. @throws UsageError that names `where` */
export function gatherDevice(
  name: string,
  ramps: readonly Ramp[],
  { known, where, several, leftOut }: Surroundings,
): GatheredDevice {
  const numbered = numberedByPolarity(name, ramps, where);
  const notes = [...leaveOutIncomplete(numbered), ...checkStarts(numbered, where)];
  for (const polarity of POLARITIES) notes.push(...cutToShortest(numbered[polarity], polarity));
  const device = printable(name) || 'unnamed';
  checkFaults(numbered, device, several, leftOut);
  const branches = (polarity: Polarity) =>
    numbered[polarity].map(({ siemens }) => Float64Array.from(siemens));
  const recorded = { device, ...known, set: branches('set'), reset: branches('reset') };
  const read = characterisation(recorded, where);
  return { device: { ...read, place: placeIn(numbered, read) }, notes };
}

function numberedByPolarity(name: string, ramps: readonly Ramp[], where: string): Ramps {
  const of = (polarity: Polarity) =>
    ramps
      .filter((ramp) => ramp.polarity === polarity)
      .map((ramp) => numberedRamp(ramp, printable(name), where))
      .sort((a, b) => a.cycle - b.cycle);
  return { set: of('set'), reset: of('reset') };
}

/** Ramps that begin with another pulse than the others have lost their beginning, unless the pulses are counted through all ramps. */
function checkStarts({ set, reset }: Ramps, where: string): string[] {
  const all = [...set, ...reset];
  const through = all
    .toSorted((a, b) => a.start - b.start)
    .every(({ start }, i, sorted) => i === 0 || start >= sorted[i - 1].start + (sorted[i - 1].siemens.length - 1) * sorted[i - 1].step); // prettier-ignore
  for (const [polarity, ramps, others] of [
    ['set', set, reset],
    ['reset', reset, set],
  ] as const) {
    if (through || (polarity === 'reset' && endTogether(ramps))) continue;
    const odd = ramps.find((ramp) => ramp.start !== ramps[0].start && !goesOn(ramp, others));
    if (odd) {
      throw new UsageError(
        `${where}: ${polarity} cycle ${odd.cycle}: expected the first pulse ${ramps[0].start} as in cycle ${ramps[0].cycle}, got ${odd.start}; leave this cycle out`,
      );
    }
  }
  const steps = new Set(all.map(({ step }) => step));
  if (steps.size > 1) throw new UsageError(`${where}: expected the same number of pulses between all readings, got ${[...steps].join(' and ')}`); // prettier-ignore
  const [step] = steps;
  if (step > 1) return [`a reading every ${step} pulses: one step of the fit stands for ${step} pulses`];
  if (through && all.length > 1) return ['pulses counted on from ramp to ramp'];
  return all[0].start === 0 ? [] : [`pulses counted from ${all[0].start}`];
}

/** Where SET and RESET have ramp numbers of their own, as many ramps of each as there are of both. */
function cutToFewer(ramps: Ramps): string[] {
  const [one, other] = [ramps.set.length, ramps.reset.length];
  if (one === other || one * other === 0) return [];
  const fewer = Math.min(one, other);
  for (const polarity of POLARITIES) ramps[polarity] = ramps[polarity].slice(0, fewer);
  return [`${fewer} ramps of each polarity used, of ${one} SET and ${other} RESET`];
}

/** Whether a ramp counts on from the other ramp of its cycle. */
function goesOn({ cycle, start, step }: NumberedRamp, others: readonly NumberedRamp[]): boolean {
  const other = others.find((each) => each.cycle === cycle);
  if (!other) return false;
  const end = other.start + other.step * (other.siemens.length - 1);
  return start === end || start === end + step;
}

/** Whether ramps rise along RESET, so that their pulses count what remains, and all begin their measurement with the same number. */
function endTogether(ramps: readonly NumberedRamp[]): boolean {
  const ends = ramps.map(({ start, step, siemens }) => start + step * (siemens.length - 1));
  return ends.every((end) => end === ends[0]) && !fallsAlong(ramps.map(({ siemens }) => siemens));
}

/** Leaves out cycles that were not measured to the end: those without one polarity, or with less than half of the readings. */
function leaveOutIncomplete(ramps: Ramps): string[] {
  const notes: string[] = [];
  const longest = (polarity: Polarity) => Math.max(...ramps[polarity].map(({ siemens }) => siemens.length));
  const both = POLARITIES.filter((polarity) => ramps[polarity].length > 0);
  const least = { set: longest('set') / 2, reset: longest('reset') / 2 };
  const whole = (cycle: number) =>
    both.every((polarity) =>
      ramps[polarity].some((ramp) => ramp.cycle === cycle && ramp.siemens.length >= least[polarity]),
    );
  const cycles = [...new Set(both.flatMap((polarity) => ramps[polarity].map(({ cycle }) => cycle)))];
  const broken = cycles.filter((cycle) => !whole(cycle)).sort((a, b) => a - b);
  if (broken.length === cycles.length) return cutToFewer(ramps);
  for (const polarity of both) ramps[polarity] = ramps[polarity].filter(({ cycle }) => whole(cycle));
  if (broken.length > 0) notes.push(`cycle ${broken.join(', ')} left out: not measured to the end of SET and RESET`); // prettier-ignore
  return notes;
}
