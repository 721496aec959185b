import { medianOf } from '../../core/maths/vectors.js';
import type { MeasureOrder } from './measurement-kind.js';

/** pulses of a branch from which its steps tell noise from a change */
const ENOUGH = 20;

/** The conductances between which targets lie, S. */
export interface Window {
  readonly low: number;
  readonly high: number;
  /** standard deviation of the difference of two readings of one state; 0 if it is not known */
  readonly noise: number;
}

/** The window of a SET and a RESET branch. */
export function windowOf(set: readonly number[], reset: readonly number[]): Window {
  const [high, low] = [set.at(-1)!, reset.at(-1)!];
  const steps = [set, reset].flatMap((branch) =>
    branch.slice(1).map((each, k) => Math.abs(each - branch[k])),
  );
  // The median of |d| is 0.6745 standard deviations. A switch between two states does not change it.
  return { low, high, noise: set.length > ENOUGH ? medianOf(steps) / 0.6745 : 0 };
}

/** Why a window has no targets; undefined if it has. */
export function noTargets(order: MeasureOrder, window: Window): string | undefined {
  const microsiemens = (siemens: number) => `${+(siemens * 1e6).toPrecision(4)} µS`;
  const { low, high, noise } = window;
  if (high - low <= 3 * noise)
    return `there is no window: ${microsiemens(high)} after SET, ${microsiemens(low)} after RESET${high > low ? ', which read noise explains' : ''}; the device does not switch, or needs more --pulses`;
  const [lowest, highest] = endsIn(order, window);
  if (lowest < highest) return undefined;
  const option = order.settings['lowest'] > 0 ? '--lowest' : '--highest';
  return `the window is ${microsiemens(low)} to ${microsiemens(high)}, which gives a lowest target of ${microsiemens(lowest)} and a highest of ${microsiemens(highest)}; choose ${option} in the window`;
}

/** The lowest and the highest target. */
function endsIn({ settings }: MeasureOrder, { low, high }: Window): [number, number] {
  const margin = (high - low) / 10;
  const lowest = settings['lowest'] > 0 ? settings['lowest'] * 1e-6 : low + margin;
  const highest = settings['highest'] > 0 ? settings['highest'] * 1e-6 : high - margin;
  return [lowest, highest];
}

/** The targets, evenly spaced. */
export function targetsIn(order: MeasureOrder, window: Window): number[] {
  const [lowest, highest] = endsIn(order, window);
  const last = order.settings['levels'] - 1;
  return Array.from({ length: last + 1 }, (_, k) => lowest + ((highest - lowest) * k) / last);
}

/** The distance from a target that counts as reached, S. */
export function toleranceIn({ settings }: MeasureOrder, { low, high }: Window): number {
  return (settings['tolerance'] / 100) * (high - low);
}
