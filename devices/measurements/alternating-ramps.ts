import { UsageError } from '../../src/core/errors.js';
import type { Polarity } from '../vcm/response-curve.js';
import { directionOf, type Ramp, type Run } from './branch-runs.js';
import type { Reading } from './readings.js';

/** Pulses of each ramp. */
export type PulsesOfRamps = Readonly<Record<Polarity, number>>;

/** One way to cut a period: its length, and where each of its two ramps begins and ends (exclusive). */
interface Period {
  readonly length: number;
  readonly order: readonly [Polarity, Polarity];
  readonly ends: readonly [number, number, number, number];
}

/**
 * Cuts a column of alternating SET and RESET ramps. A period may have a reading before the first pulse only (the ramps share the turning
 * point), a reading before each ramp, or one reading per pulse; the cut with the greatest change along its ramps is taken.
 * @throws UsageError if no such period fits the number of readings
 */
export function alternatingRamps(readings: readonly Reading[], pulses: PulsesOfRamps, where: string): Ramp[] {
  const fitting = periodsOf(pulses).filter(({ length }) => readings.length % length === 0);
  const best = fitting.toSorted((a, b) => changeAlong(readings, b) - changeAlong(readings, a))[0];
  const { set, reset } = pulses;
  const ramps = best ? cut(readings, best) : [];
  const odd = ramps.find((ramp) => directionOf(ramp.readings) !== ramp.polarity);
  if (odd) {
    const { readings: own, polarity, cycle } = odd;
    throw new UsageError(
      `${where}: with ${set} SET and ${reset} RESET pulses in turn, ${polarity} cycle ${cycle} (lines ${own[0].line} to ${own.at(-1)!.line}) does not ${polarity === 'set' ? 'rise' : 'fall'}; correct setPulses and resetPulses`,
    );
  }
  if (best) return ramps;
  throw new UsageError(
    `${where}: got ${readings.length} readings: expected a multiple of ${set + reset + 1} for ${set} SET and ${reset} RESET pulses in turn (or of ${set + reset}, or ${set + reset + 2}); correct setPulses and resetPulses, or leave other lines out with skipLines`,
  );
}

function periodsOf({ set, reset }: PulsesOfRamps): Period[] {
  const orders: [Polarity, Polarity][] = [['set', 'reset'], ['reset', 'set']]; // prettier-ignore
  return orders.flatMap((order) => {
    const [one, other] = order[0] === 'set' ? [set, reset] : [reset, set];
    return [
      { length: one + other + 1, order, ends: [0, one + 1, one, one + other + 1] as const },
      { length: one + other + 2, order, ends: [0, one + 1, one + 1, one + other + 2] as const },
      { length: one + other, order, ends: [0, one, one, one + other] as const },
    ];
  });
}

function cut(readings: readonly Reading[], { length, order, ends: [a, b, c, d] }: Period): Ramp[] {
  return Array.from({ length: readings.length / length }, (_, index) => {
    const start = index * length;
    const cycle = readings[start].cycle ?? index;
    return [
      { polarity: order[0], cycle, readings: readings.slice(start + a, start + b) },
      { polarity: order[1], cycle, readings: readings.slice(start + c, start + d) },
    ];
  }).flat();
}

function changeAlong(readings: readonly Reading[], period: Period): number {
  return cut(readings, period).reduce((sum, { polarity, readings: ramp }) => {
    const rise = ramp.at(-1)!.siemens - ramp[0].siemens;
    return sum + (polarity === 'set' ? rise : -rise);
  }, 0);
}

/** The pulses of SET and RESET ramps in turn, by the turning points of a column; undefined without a clear pattern. */
export function pulsesFound(runs: readonly Run[]): PulsesOfRamps | undefined {
  const values = runs.flat().map(({ siemens }) => siemens);
  const turns = turningPoints(values);
  const lengths: Record<Polarity, number[]> = { set: [], reset: [] };
  for (let i = 1; i < turns.length; i++) {
    const polarity = values[turns[i]] > values[turns[i - 1]] ? 'set' : 'reset';
    lengths[polarity].push(turns[i] - turns[i - 1]);
  }
  const middle = (of: number[]) => of.toSorted((a, b) => a - b)[of.length >> 1];
  const [set, reset] = [middle(lengths.set), middle(lengths.reset)];
  if (!(set > 1 && reset > 1)) return undefined;
  const period = runs.length > 1 ? runs[0].length : divisorNear(values.length, set + reset);
  // Noise moves the turning points: ramps of about equal length are equally long.
  const half = Math.floor((period - 1) / 2);
  return Math.abs(set - reset) < 0.3 * period ? { set: half, reset: half } : { set, reset: period - 1 - set };
}

/** The divisor of a number that is nearest to another. */
function divisorNear(whole: number, near: number): number {
  const divisors = Array.from({ length: whole }, (_, i) => i + 1).filter((divisor) => whole % divisor === 0);
  return divisors.sort((a, b) => Math.abs(a - near) - Math.abs(b - near))[0];
}

/** Indices of the ends and of the extremes from which the values go back by more than half their range. */
function turningPoints(values: readonly number[]): number[] {
  const back = rangeOf(values) / 2;
  const turns = [0];
  let extreme = 0;
  let direction = 0;
  for (let i = 1; i < values.length; i++) {
    const change = values[i] - values[extreme];
    if (direction === 0 && Math.abs(change) > back) direction = Math.sign(change);
    if (direction !== 0 && change * direction >= 0) extreme = i;
    if (direction !== 0 && -change * direction > back) {
      turns.push(extreme);
      direction = -direction;
      extreme = i;
    }
  }
  return [...turns, values.length - 1];
}

function rangeOf(values: readonly number[]): number {
  return values.reduce((a, b) => Math.max(a, b)) - values.reduce((a, b) => Math.min(a, b));
}
