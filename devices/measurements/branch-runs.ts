import type { Polarity } from '../vcm/response-curve.js';
import type { Reading } from './readings.js';

/** Something that has a conductance, in siemens. */
interface Measured {
  readonly siemens: number;
}

/** Readings that follow each other in one ramp, in the order of the file. */
export type Run = Reading[];

/** Cuts readings where a new ramp begins: at another polarity or cycle, or where the pulses jump back. */
export function runsOf(readings: readonly Reading[]): Run[] {
  const runs: Run[] = [];
  let direction = 0;
  for (const [i, reading] of readings.entries()) {
    const before = readings[i - 1];
    const step = Math.sign((reading.pulse ?? i) - (before?.pulse ?? i - 1));
    const begins = i === 0 || reading.polarity !== before.polarity || reading.cycle !== before.cycle;
    if (begins || (direction !== 0 && step !== direction)) {
      runs.push([]);
      direction = 0;
    } else if (direction === 0) direction = step;
    runs.at(-1)!.push(reading);
  }
  return runs;
}

/** Readings of one ramp: its polarity and the number of its cycle, as the file or its order gives it. */
export interface Ramp {
  readonly polarity: Polarity;
  readonly cycle: number;
  readonly readings: readonly Reading[];
}

/** Ramps whose readings name their polarity. Without cycles in the file, the ramps of each polarity are counted from 0. */
export function rampsByPolarity(readings: readonly Reading[]): Ramp[] {
  if (readings[0].cycle === undefined) return counted(runsOf(readings), ([{ polarity }]) => polarity!);
  const ramps = new Map<string, { polarity: Polarity; cycle: number; readings: Reading[] }>();
  for (const reading of readings) {
    const key = `${reading.polarity} ${reading.cycle}`;
    const found = ramps.get(key) ?? { polarity: reading.polarity!, cycle: reading.cycle!, readings: [] };
    found.readings.push(reading);
    ramps.set(key, found);
  }
  return [...ramps.values()];
}

/** Ramps without a word for their polarity: those that rise are SET, those that fall RESET. */
export function rampsByDirection(runs: readonly Run[]): Ramp[] {
  return counted(runs, directionOf);
}

/** The polarity by the direction of a ramp: medians of its first and last tenth, so that a bad reading does not decide. */
export function directionOf(run: readonly Measured[]): Polarity {
  const tenth = Math.max(3, Math.ceil(run.length / 10));
  const median = (part: readonly Measured[]) => sortedSiemens(part)[part.length >> 1];
  return median(run.slice(-tenth)) >= median(run.slice(0, tenth)) ? 'set' : 'reset';
}

/** Whether a run goes up and down again, or the other way round: its turning point is far from both ends. A few bad readings do not count. */
export function turnsRound(run: readonly Measured[]): boolean {
  if (run.length < 9) return false;
  const values = sortedSiemens(run);
  const few = Math.ceil(run.length / 40);
  const [lowest, highest] = [values[few], values[values.length - 1 - few]];
  const [first, last] = [run.slice(0, 3), run.slice(-3)].map((end) => sortedSiemens(end)[1]);
  const half = (highest - lowest) / 2;
  return Math.min(highest - first, highest - last) > half || Math.min(first - lowest, last - lowest) > half;
}

function sortedSiemens(run: readonly Measured[]): number[] {
  return run.map(({ siemens }) => siemens).sort((a, b) => a - b);
}

function counted(runs: readonly Run[], polarityOf: (run: Run) => Polarity): Ramp[] {
  const counts = { set: 0, reset: 0 };
  return runs.map((readings) => {
    const polarity = polarityOf(readings);
    return { polarity, cycle: readings[0].cycle ?? counts[polarity]++, readings };
  });
}
