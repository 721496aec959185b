import { catalogue } from '../../experiment/catalogue.js';
import { conditionForm, type ConditionInput } from '../../experiment/condition.js';
import { complaint, type Issue } from '../../core/complaint.js';
import { UsageError } from '../../core/errors.js';
import { completeSettings, type Settings } from '../../core/setting.js';
import type { Budget, ComparisonPlan, Effort } from '../../experiment/comparison-plan.js';
import type { Experiment } from '../../experiment/experiment.js';
import { parseRecordedExperiment } from '../../experiment/files/recorded-experiment.js';
import type { Found } from '../tuning/search.js';
import { IDEAL, ofPlugin } from './candidates.js';
import { cellsOf, conditionAt, type Cell } from './cells.js';
import { rangeOf, unrankedOf, whyUnranked } from './unranked.js';
import { arenasOf, comparisonOf, exactBanks, rivalsOf, type Contest } from './contest.js';
import { noisesIn } from './named-noise.js';

/** What a user wants to compare; a missing choice has its default. */
export interface ComparisonChoices {
  environment: string;
  schemes?: string[] | undefined;
  banks?: string[] | undefined;
  noise?: string[] | undefined;
  reference?: string | undefined;
  budget?: Budget | undefined;
  quick?: boolean | undefined;
  seeds?: number | undefined;
  episodes?: number | undefined;
  devices?: string | undefined;
  tune?: Effort | undefined;
}

/** An experiment whose conditions compare schemes, with the plan of the comparison. */
export interface PlannedComparison {
  experiment: Experiment;
  comparison: ComparisonPlan;
}

/** A check of a value, such as a zod enum. */
interface Form {
  safeParse(value: unknown): { error?: { issues: readonly Issue[] } | undefined };
}

/** The contest of some choices: each scheme with every bank and every noise, and ideal memory once. @throws UsageError that names the option and the allowed values */
export function contestOf(choices: ComparisonChoices): Contest {
  const { environment, schemes = [], quick, seeds, episodes, devices } = choices;
  const own = comparisonOf(environment);
  refuseTwice('--schemes', schemes);
  const rivals = rivalsOf(catalogue.tasks.get(environment), choices.reference, choices.schemes);
  const banks = choices.banks ?? [own.bank];
  const exact = banks.find((bank) => catalogue.devices.has(bank) && catalogue.devices.get(bank).exact);
  if (exact !== undefined)
    throw new UsageError(
      `--banks: got "${exact}": expected a bank with noise; for ideal memory use --schemes ${IDEAL}`,
    );
  refuseTwice('--banks', banks);
  refuseUnknown('--banks', banks, conditionForm().shape.bank.exclude(exactBanks()));
  refuseTwice('--noise', choices.noise ?? []);
  return {
    common: {
      environment,
      ...own[quick ? 'quick' : 'full'],
      ...(seeds !== undefined && { seeds }),
      ...(episodes !== undefined && { episodes }),
      ...(devices !== undefined && { devices }),
    },
    rivals,
    arenas: arenasOf(banks, choices.noise && noisesIn(choices.noise)),
    reference: choices.reference ?? 'self-correcting',
    budget: choices.budget ?? { cost: 'pulses' },
    // A first look cannot wait for a search.
    tuning: choices.tune ?? (quick ? 'none' : 'quick'),
  };
}

/** The experiment of some choices with the default settings of every scheme. @throws UsageError that names the option and the allowed values */
export function planComparison(choices: ComparisonChoices): PlannedComparison {
  const contest = { ...contestOf(choices), tuning: 'none' as const };
  return planOf(contest, cellsOf(contest, false));
}

/**
 * The experiment of a contest: a condition for each cell, and for each tuned one another with its default settings.
 * @param found what a search found for each cell; none where nothing was searched
 */
export function planOf(
  contest: Contest,
  cells: readonly Cell[],
  found?: readonly Found[],
): PlannedComparison {
  const { common, reference, budget, tuning } = contest;
  const chosen = cells.map((cell, i) => conditionAt(cell, found?.[i].best ?? cell.start));
  const defaults = cells.flatMap((cell, i) => (found && isMoved(cell, found[i]) ? [i] : []));
  const entries = cells.map(({ scheme, bank, noise, same }, i) => {
    const place = defaults.indexOf(i);
    return {
      scheme,
      bank,
      noise,
      ...settingsOf(chosen[i]),
      ...rangeIn(chosen[i]),
      ...(same.length > 0 && { same: [...same] }),
      ...(found && { tuned: tunedOf(found[i]), untuned: place < 0 ? i : cells.length + place }),
    };
  });
  const beside = defaults.map((i) => ({
    ...conditionAt(cells[i], cells[i].start),
    name: `${cells[i].condition.name} / default`,
  }));
  refuseUnranked(chosen[cells.findIndex(({ scheme }) => scheme === reference)], reference);
  const experiment = parseRecordedExperiment({ ...common, conditions: [...chosen, ...beside] });
  return {
    experiment,
    comparison: { reference, budget, ...(found && { tuning }), entries },
  };
}

function rangeIn(condition: ConditionInput): { range?: [number, number] } {
  const range = rangeOf(condition);
  return range ? { range } : {};
}

/** A reference must be one that others can be compared with. */
function refuseUnranked(condition: ConditionInput, reference: string): void {
  const unranked = unrankedOf(condition);
  if (unranked !== null)
    throw new UsageError(
      `--reference: got "${reference}", which is not ranked (it ${whyUnranked(unranked)}): expected a scheme that is`,
    );
}

function isMoved({ start }: Cell, { best }: Found): boolean {
  return Object.entries(start).some(([name, value]) => best[name] !== value);
}

/** What a plan keeps of a search. */
export function tunedOf({
  best,
  edge,
  trials,
}: Found): NonNullable<ComparisonPlan['entries'][number]['tuned']> {
  const runs = trials.reduce((sum, { scores }) => sum + scores.length, 0);
  return { settings: { ...best }, edge, trials: runs };
}

/** The settings of a scheme of a plugin. */
function settingsOf({ scheme = '', schemeSettings }: ConditionInput): { settings?: Settings } {
  if (!ofPlugin(scheme)) return {};
  return { settings: completeSettings(catalogue.schemes.get(scheme).settings, schemeSettings) };
}

function refuseTwice(option: string, values: string[]): void {
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) throw new UsageError(`${option}: got "${twice}" twice: expected each value once`);
}

function refuseUnknown(option: string, values: string[], form: Form): void {
  for (const value of values) {
    const { error } = form.safeParse(value);
    if (error) throw new UsageError(`${option}: ${complaint(error.issues, value)}`);
  }
}
