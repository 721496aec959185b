import { UsageError } from '../../src/core/errors.js';
import type { Characterisation, NamedReading, ReadingPlace } from '../fitting/characterisation.js';
import type { Polarity } from '../vcm/response-curve.js';
import type { Ramp } from './branch-runs.js';
import type { Reading } from './readings.js';

/** One branch of one cycle in the order of its pulses, each reading with its place in the file. */
export interface NumberedRamp {
  readonly cycle: number;
  readonly siemens: number[];
  readonly places: ReadingPlace[];
  /** of each reading, why it is none */
  readonly faults: readonly (string | undefined)[];
  /** what the file calls the first reading, and the distance to the next */
  readonly start: number;
  readonly step: number;
}

/** Whether the user leaves out a reading of a device, by what the file calls it. */
export type LeftOut = (device: string, reading: NamedReading) => boolean;

/** The ramps of each polarity, sorted by cycle. */
export type Ramps = Record<Polarity, NumberedRamp[]>;

/** Readings of a ramp with its missing ones, at most, for one that it has. */
const MOST_WITH_MISSING = 1.1;

/** Sorts a ramp by its pulses and checks that none is twice; a missing one is a reading with a fault. @throws UsageError that names `where` and the line */
export function numberedRamp(
  { polarity, cycle, readings }: Ramp,
  device: string,
  where: string,
): NumberedRamp {
  if (readings[0].pulse === undefined) return inOrder(cycle, readings, 0, 1);
  const sorted = readings.toSorted((a, b) => a.pulse! - b.pulse!);
  const branch = `${polarity} cycle ${cycle}`;
  const twice = sorted.findIndex(({ pulse }, i) => i > 0 && pulse === sorted[i - 1].pulse);
  if (twice >= 0) {
    const line = Math.max(sorted[twice].line, sorted[twice - 1].line);
    throw new UsageError(
      `${where}:${line}: expected one reading per pulse, got ${branch} pulse ${sorted[twice].pulse} of ${device} twice`,
    );
  }
  const start = sorted[0].pulse!;
  const step = usualStep(sorted);
  const gap = sorted.findIndex(({ pulse }, i) => pulse !== start + step * i);
  if (gap < 0) return inOrder(cycle, sorted, start, step);
  const missing = (pulse: number) =>
    `${where}: ${branch}: expected one reading for each pulse from ${start} on, got ${sorted.length} readings but none for pulse ${pulse}`;
  const whole = withMissing(sorted, step, missing);
  if (!whole) throw new UsageError(missing(start + step * gap));
  return inOrder(cycle, whole, start, step);
}

/** A ramp with a reading that is none for each missing pulse; undefined if more are missing than one in ten, or pulses are between the others. */
function withMissing(
  sorted: readonly Reading[],
  step: number,
  fault: (pulse: number) => string,
): Reading[] | undefined {
  const whole: Reading[] = [];
  for (const reading of sorted) {
    let pulse = whole.length === 0 ? reading.pulse! : whole.at(-1)!.pulse! + step;
    for (; pulse < reading.pulse! && whole.length < MOST_WITH_MISSING * sorted.length; pulse += step)
      whole.push({ ...whole.at(-1)!, pulse, fault: fault(pulse) });
    if (pulse !== reading.pulse) return undefined;
    whole.push(reading);
  }
  return whole.length <= MOST_WITH_MISSING * sorted.length ? whole : undefined;
}

function inOrder(cycle: number, readings: readonly Reading[], start: number, step: number): NumberedRamp {
  const places = readings.map(({ pulse, line }, i) => ({ cycle, pulse: pulse ?? i, line }));
  const faults = readings.map(({ fault }) => fault);
  return { cycle, siemens: readings.map(({ siemens }) => siemens), places, faults, start, step };
}

/** The distance between most neighbours. */
function usualStep(sorted: readonly Reading[]): number {
  const steps = sorted.slice(1).map(({ pulse }, i) => pulse! - sorted[i].pulse!);
  return steps.toSorted((a, b) => a - b)[steps.length >> 1] ?? 1;
}

/** Refuses readings that are none, unless the user leaves them out. @throws UsageError that names the first, with the option that leaves it out */
export function checkFaults(ramps: Ramps, device: string, several: boolean, leftOut: LeftOut): void {
  for (const polarity of ['set', 'reset'] as const) {
    for (const { faults, places } of ramps[polarity]) {
      const bad = faults.findIndex(
        (fault, i) => fault !== undefined && !leftOut(device, { polarity, ...places[i] }),
      );
      if (bad < 0) continue;
      const { cycle, pulse } = places[bad];
      throw new UsageError(
        `${faults[bad]}; correct it, or leave it out with --drop "${several ? `${device} ` : ''}${polarity} ${cycle}:${pulse}"`,
      );
    }
  }
}

/** What the file calls a reading; RESET by remaining position has its last reading first. */
export function placeIn(
  ramps: Ramps,
  { resetCounted }: Characterisation,
): NonNullable<Characterisation['place']> {
  const turned = resetCounted === 'by remaining position';
  return (polarity, cycle, reading) => {
    const { places } = ramps[polarity][cycle];
    return places[polarity === 'reset' && turned ? places.length - 1 - reading : reading];
  };
}
