import type { Sweep } from '../../experiment/sweep/sweep.js';
import { isOpenLoop } from '../../report/page/condition-style.js';
import { sweepAxes, sweepPlace, type SweepAxis } from '../../report/marks/sweep-grid.js';
import type { ConditionSummary, Summary } from '../../runs/summary.js';
import { holm } from '../statistics/holm.js';
import { meanDifference } from '../statistics/mean-difference.js';
import { SeedResamples } from '../statistics/seed-resamples.js';

/** Which scheme wins in a setting. */
export interface Winner {
  /** index of the value of each axis but that of schemes */
  readonly place: readonly number[];
  /** index of the best scheme */
  readonly scheme: number;
  /** its final steps */
  readonly steps: number;
  /** indices of the other schemes that cannot be told from it: the difference over the same seeds is not significant */
  readonly tied: readonly number[];
}

/** The winners of a sweep over schemes, setting by setting. */
export interface Winners {
  readonly schemes: readonly string[];
  readonly axes: readonly SweepAxis[];
  readonly cells: readonly Winner[];
}

/** Significance level within a setting, after Holm's correction over the other schemes. */
const LEVEL = 0.05;

/**
 * The best scheme in each setting of a sweep over schemes, by final steps; undefined for other sweeps. Schemes with digital
 * weights are left out, because their steps say nothing about devices.
 */
export function winnersOf({ conditions, task, seeds }: Summary, sweep: Sweep): Winners | undefined {
  const all = sweepAxes(sweep);
  const schemeAxis = all.findIndex(({ name }) => name === 'scheme');
  if (schemeAxis < 0) return undefined;
  const others = all.flatMap((axis, i) => (i !== schemeAxis && axis.values.length > 1 ? [i] : []));
  const seen = new Set<string>();
  const cells = new Map<string, { place: number[]; rivals: [number, ConditionSummary][] }>();
  for (const [i, condition] of conditions.entries()) {
    // A swept scheme can make two conditions the same.
    const same = JSON.stringify(condition.settings);
    if (isOpenLoop(condition) || condition.exact || seen.has(same)) continue;
    seen.add(same);
    const at = sweepPlace(all, i);
    const place = others.map((axis) => at[axis]);
    const cell = cells.get(place.join()) ?? { place, rivals: [] };
    cells.set(place.join(), { place, rivals: [...cell.rivals, [at[schemeAxis], condition]] });
  }
  const found = [...cells.values()];
  if (found.some(({ rivals }) => rivals.length < 2)) return undefined;
  const resamples = new SeedResamples(seeds);
  const sign = task?.moreIsBetter ? -1 : 1;
  const winners = found.map(({ place, rivals }) => ({ place, ...winnerOf(rivals, sign, resamples) }));
  return {
    schemes: all[schemeAxis].values.map(String),
    ...shown(
      others.map((axis) => all[axis]),
      winners,
    ),
  };
}

/** Axes with the values that are in a cell, and cells with their places there. */
function shown(axes: readonly SweepAxis[], cells: readonly Winner[]): Pick<Winners, 'axes' | 'cells'> {
  const used = axes.map((_, i) => [...new Set(cells.map(({ place }) => place[i]))].sort((a, b) => a - b));
  const kept = used.flatMap((values, i) => (values.length > 1 ? [i] : []));
  return {
    axes: kept.map((i) => ({ ...axes[i], values: used[i].map((value) => axes[i].values[value]) })),
    cells: cells.map((cell) => ({ ...cell, place: kept.map((i) => used[i].indexOf(cell.place[i])) })),
  };
}

function winnerOf(
  rivals: readonly [number, ConditionSummary][],
  sign: number,
  resamples: SeedResamples,
): Omit<Winner, 'place'> {
  const [[scheme, best], ...others] = rivals.toSorted(
    ([, one], [, other]) => sign * (one.final.steps.mean - other.final.steps.mean),
  );
  const p = others.map(([, { perSeed }]) => {
    const differences = Float64Array.from(perSeed, (steps, seed) => steps - best.perSeed[seed]);
    return meanDifference(differences, resamples).p;
  });
  const corrected = holm(p);
  const tied = others.filter((_, i) => corrected[i] > LEVEL).map(([other]) => other);
  return { scheme, steps: best.final.steps.mean, tied };
}
