import type { Summary } from '../../runs/summary.js';
import type { Sweep } from '../../experiment/sweep/sweep.js';
import { isOpenLoop } from './condition-style.js';
import { isNumeric, sweepGrid, valueInWords, type SweepAxis, type SweepGrid } from '../marks/sweep-grid.js';

/** Ratio to the fewest steps of a sweep from which on learning has failed. */
const RATIO = 2;
/** Maximum number of combinations of the other settings that a sentence names. */
const NAMED = 4;

/** Where learning has failed: beyond these steps. */
export interface FailureLimit {
  readonly steps: number;
  failed(steps: number): boolean;
}

/** Twice the fewest steps of a sweep, or half the most where more are better; undefined where no combination fails. */
export function failureLimit({ conditions, task }: Summary): FailureLimit | undefined {
  const means = conditions.map(({ final }) => final.steps.mean);
  const steps = task?.moreIsBetter ? Math.max(...means) / RATIO : Math.min(...means) * RATIO;
  const failed = task?.moreIsBetter ? (value: number) => value < steps : (value: number) => value > steps;
  return means.some(failed) ? { steps, failed } : undefined;
}

/** The limit in words, as captions and sentences have it. */
export function limitInWords({ steps }: FailureLimit, { task }: Pick<Summary, 'task'>): string {
  return `${task?.moreIsBetter ? 'less than half the most' : 'more than twice the fewest'} steps, ${steps.toFixed(2)}`;
}

/** The sentence that says from which value of the longest axis of numbers on learning fails; undefined where it does not, or where no axis has numbers. */
export function failureSentence(summary: Summary, sweep: Sweep): string | undefined {
  const limit = failureLimit(summary);
  const grid = sweepGrid(summary, sweep);
  const along = longestAxis(grid.axes);
  if (!limit || along < 0) return undefined;
  const groups = groupsAlong(summary, grid, along, limit);
  const failing = groups.filter(({ failed }) => failed.includes(true));
  if (failing.length === 0) return undefined;
  const start = `Learning fails (${limitInWords(limit, summary)})`;
  const axis = grid.axes[along];
  const places = new Map<string, string[]>();
  for (const { name, failed } of failing) {
    const where = place(axis, failed);
    places.set(where, [...(places.get(where) ?? []), name]);
  }
  if (places.size === 1 && failing.length === groups.length)
    return `${start} over ${axis.name} ${[...places.keys()][0]}${groups.length > 1 ? ' in all combinations' : ''}.`;
  if (failing.length > NAMED) {
    const count = failing.flatMap(({ failed }) => failed.filter(Boolean)).length;
    return `${start} in ${count} of ${grid.points.length} combinations, which the figure marks.`;
  }
  const parts = [...places].map(([where, names]) => `${where} with ${names.join(' and ')}`);
  return `${start} over ${axis.name} ${parts.join('; ')}.`;
}

/** The combinations of all other axes, each with whether learning fails at the values of one axis. */
function groupsAlong(
  { conditions }: Summary,
  { axes, points }: SweepGrid,
  along: number,
  limit: FailureLimit,
): { name: string; failed: boolean[] }[] {
  const groups = new Map<string, boolean[]>();
  points.forEach(({ at, steps }, i) => {
    // Steps of digital weights say nothing about devices.
    if (isOpenLoop(conditions[i])) return;
    const name = axes.flatMap((axis, k) => (k === along ? [] : [valueInWords(axis, at[k])])).join(', ');
    const failed = groups.get(name) ?? [];
    failed[at[along]] = limit.failed(steps);
    groups.set(name, failed);
  });
  return [...groups].map(([name, failed]) => ({ name, failed }));
}

/** Where along an axis learning fails: from a value on, up to one, everywhere, or at some. */
function place({ values }: SweepAxis, failed: readonly boolean[]): string {
  const [first, last] = [failed.indexOf(true), failed.lastIndexOf(true)];
  const isOneRange = failed.slice(first, last + 1).every(Boolean);
  const end = values.length - 1;
  if (isOneRange && first === 0 && last === end) return 'everywhere';
  if (isOneRange && last === end) return `from ${values[first]} on`;
  if (isOneRange && first === 0) return `up to ${values[last]}`;
  return `at ${values.filter((_, i) => failed[i]).join(', ')}`;
}

/** The axis of numbers with most values; −1 if there is none. */
function longestAxis(axes: readonly SweepAxis[]): number {
  const lengths = axes.map((axis) => (isNumeric(axis) ? axis.values.length : 0));
  const most = Math.max(0, ...lengths);
  return most > 0 ? lengths.indexOf(most) : -1;
}
