import { completeSettings, type Setting, type Settings } from '../../core/setting.js';
import { readsAreExact } from '../../experiment/array-noise.js';
import { catalogue } from '../../experiment/catalogue.js';
import type { ConditionInput } from '../../experiment/condition.js';
import { ExperimentError } from '../../experiment/experiment.js';
import { knowsCurves } from '../../experiment/known-curves.js';
import { noiseLabel } from '../../experiment/noise-choice.js';
import type { NumberDimension, Point, Space } from '../tuning/search-space.js';
import { commonSettings } from './candidates.js';
import { isIdeal, type Arena, type Contest, type Rival } from './contest.js';

/** A rival in an arena: what is run, and what may be searched. */
export interface Cell {
  readonly scheme: string;
  readonly bank: string;
  readonly noise: string;
  /** names of rivals that are the same here */
  readonly same: readonly string[];
  readonly condition: ConditionInput;
  readonly space: Space;
  /** the default, as a point of the space */
  readonly start: Point;
  /** the default of all that could be searched */
  readonly whole: Point;
}

/** The learning rate is searched from a fifth of the task’s on, up to 1. */
const RATE_FACTOR = 5;
const averaging = { from: 1, to: 16, minimum: 1, maximum: 1024, log: true, whole: true } as const;
const threshold = { from: 0.001, to: 0.1, minimum: 1e-5, maximum: 1, log: true, zero: true } as const;

/**
 * Every rival in every arena where it takes part; rivals that are the same there are one cell.
 *
 * @param tuned whether spaces are searched, so that rivals are the same that differ only in where the search begins
 * @throws ExperimentError where an arena lacks the reference
 */
export function cellsOf(contest: Contest, tuned: boolean): Cell[] {
  const { rivals, arenas, reference } = contest;
  const cells = rivals.flatMap((rival) =>
    arenasFor(rival, arenas)
      .filter(({ bank }) => takesPart(rival, bank))
      .map((arena) => ({ rival, arena, cell: cellOf(rival, arena, contest) })),
  );
  for (const { rival, cell } of cells) {
    const met = cells.some((other) => other.cell.scheme === reference && sameArena(other.cell, cell));
    if (met || isIdeal(rival)) continue;
    throw new ExperimentError(
      `schemes: got "${rival.name}" with ${cell.noise} noise in ${cell.bank}, where the reference "${reference}" does not take part: expected the reference in every noise and bank; name another reference, or give it no noise and bank of its own`,
      ['schemes'],
    );
  }
  return merged(
    cells.map(({ cell }) => cell),
    reference,
    tuned,
  );
}

/** Whether the pulse count of a rival goes with a device model; one that inverts curves needs a model that knows them. */
function countsOn({ settings }: Rival, bank: string): boolean {
  const count = settings.pulses === undefined ? undefined : catalogue.pulses.get(settings.pulses);
  return !count?.inverts || knowsCurves(bank);
}

/** A rival whose count is part of what it is stays out where the count cannot be made. */
function takesPart(rival: Rival, bank: string): boolean {
  return countsOn(rival, bank) || rival.searched.includes('pulses') || rival.fixed.includes('pulses');
}

function arenasFor(rival: Rival, arenas: readonly Arena[]): readonly Arena[] {
  if (isIdeal(rival)) return [{ bank: rival.settings.bank!, noise: 'none' }];
  const { bank, noise } = rival;
  const banks = bank === undefined ? [...new Set(arenas.map((arena) => arena.bank))] : [bank];
  if (noise !== undefined) return banks.map((one) => ({ bank: one, noise }));
  return bank === undefined ? arenas : noisesOf(arenas).map((one) => ({ bank, noise: one }));
}

function noisesOf(arenas: readonly Arena[]): Arena['noise'][] {
  return arenas
    .map(({ noise }) => noise)
    .filter((noise, i, all) => all.findIndex((other) => noiseLabel(other) === noiseLabel(noise)) === i);
}

function cellOf(rival: Rival, { bank, noise }: Arena, { common }: Contest): Cell {
  const { defaults } = catalogue.tasks.get(common.environment);
  // Ideal memory has the learning settings that the task sets for it.
  const own = isIdeal(rival) ? defaults.conditions.find((one) => one.bank === bank) : undefined;
  const label = noiseLabel(noise);
  const name = isIdeal(rival) ? rival.name : `${rival.name} / ${bank} / ${label}`;
  const { averaging: averaged, pulses, ...settings } = rival.settings;
  const counts = pulses !== undefined && (countsOn(rival, bank) || rival.fixed.includes('pulses'));
  const array = { ...common.array, ...rival.settings.array };
  const exact =
    readsAreExact(noise) && catalogue.devices.get(bank).noise === 'fitted' && Object.keys(array).length === 0;
  const condition = {
    ...own,
    ...settings,
    ...(counts && { pulses }),
    ...(averaged !== undefined && (!exact || rival.fixed.includes('averaging')) && { averaging: averaged }),
    bank,
    noise,
    name,
  } as ConditionInput;
  const rate = condition.learningRate ?? common.learningRate ?? defaults.learningRate;
  const space = spaceOf(rival, bank, exact, rate);
  const learning = { threshold: common.threshold ?? defaults.threshold, learningRate: rate };
  const whole = wholeOf(condition, learning);
  const start = Object.fromEntries(space.map((dimension) => [dimension.name, whole[dimension.name]]));
  return { scheme: rival.name, bank, noise: label, same: [], condition, space, start, whole };
} // prettier-ignore

/** What is searched of a rival: the learning rate, what its kind names as tunable, and the common settings that are not a part of it. */
function spaceOf(rival: Rival, bank: string, exactReads: boolean, rate: number): Space {
  const { exact } = catalogue.devices.get(bank);
  const kind = catalogue.schemes.get(rival.settings.scheme ?? 'self-correcting');
  const own = Object.entries<Setting>(kind.settings).flatMap(([name, { tune, ...limits }]) =>
    tune ? [{ name, ...tune, minimum: limits.minimum, maximum: limits.maximum, ...(limits.whole && { whole: true as const }) }] : [],
  );
  const searched = (name: (typeof commonSettings)[number]) => rival.searched.includes(name) && !(name in kind.settings);
  const pulses = catalogue.pulses.entries.flatMap(([name, { inverts }]) => (inverts && !knowsCurves(bank) ? [] : [name]));
  return [
    { name: 'learningRate', from: rate / RATE_FACTOR, to: 1, minimum: 1e-4, maximum: 1, log: true as const },
    ...(exact ? [] : own),
    ...(searched('pulses') && !kind.countsPulses ? [{ name: 'pulses', choices: pulses }] : []),
    ...(searched('averaging') && !exactReads ? [{ name: 'averaging', ...averaging } satisfies NumberDimension] : []),
    ...(searched('threshold') ? [{ name: 'threshold', ...threshold } satisfies NumberDimension] : []),
  ].filter(({ name }) => !rival.fixed.includes(name));
} // prettier-ignore

/** Everything that can be searched of a condition, the defaults filled in. */
function wholeOf(condition: ConditionInput, learning: Point): Point {
  const kind = catalogue.schemes.get(condition.scheme ?? 'self-correcting');
  return {
    ...learning,
    pulses: condition.pulses ?? catalogue.pulses.names[0],
    averaging: condition.averaging ?? 1,
    ...(condition.threshold !== undefined && { threshold: condition.threshold }),
    ...completeSettings(kind.settings, condition.schemeSettings),
  };
}

/** A cell's condition with the values of a point: settings of its scheme have a place of their own. */
export function conditionAt({ condition }: Pick<Cell, 'condition'>, point: Point): ConditionInput {
  const kind = catalogue.schemes.get(condition.scheme ?? 'self-correcting');
  const own = Object.entries(point).filter(([name]) => name in kind.settings);
  const common = Object.entries(point).filter(([name]) => !(name in kind.settings));
  return {
    ...condition,
    ...Object.fromEntries(common),
    ...(own.length > 0 && {
      schemeSettings: { ...condition.schemeSettings, ...(Object.fromEntries(own) as Settings) },
    }),
  };
}

/** One cell for those that are the same; the reference keeps its name. */
function merged(cells: readonly Cell[], reference: string, tuned: boolean): Cell[] {
  const kept = new Map<string, Cell>();
  const ordered = cells.toSorted((a, b) => Number(b.scheme === reference) - Number(a.scheme === reference));
  for (const cell of ordered) {
    const key = identity(cell, tuned);
    const first = kept.get(key);
    kept.set(key, first ? { ...first, same: [...first.same, cell.scheme] } : cell);
  }
  const order = ({ scheme, bank, noise }: Cell) =>
    cells.findIndex((cell) => cell.scheme === scheme && sameArena(cell, { bank, noise }));
  return [...kept.values()].sort((a, b) => order(a) - order(b));
}

/** Equal for cells that do the same: what is run, and, where spaces are searched, what of it is searched. */
function identity({ condition, space, whole }: Cell, tuned: boolean): string {
  const { name: _, ...rest } = conditionAt({ condition }, whole);
  if (!tuned) return stable(rest);
  const searched = Object.fromEntries(space.map(({ name }) => [name, '']));
  const { name: _name, ...frame } = conditionAt({ condition }, searched);
  return stable([frame, space]);
}

/** JSON with the keys of each object sorted. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function sameArena(a: Pick<Cell, 'bank' | 'noise'>, b: Pick<Cell, 'bank' | 'noise'>): boolean {
  return a.bank === b.bank && a.noise === b.noise;
}
