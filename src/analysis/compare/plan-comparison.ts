import { nearest } from '../../core/nearest.js';
import type { TaskKind } from '../../../envs/task-kind.js';
import { complaint, type Issue } from '../../core/complaint.js';
import { UsageError } from '../../core/errors.js';
import { completeSettings, type Settings } from '../../core/setting.js';
import type { Budget, ComparisonPlan } from '../../experiment/comparison-plan.js';
import { catalogue } from '../../experiment/catalogue.js';
import { conditionForm, type ConditionInput } from '../../experiment/condition.js';
import { defaultNoise } from '../../experiment/noise-choice.js';
import { noiseNameForm } from '../../experiment/noise-form.js';
import { parseExperiment, type Experiment, type ExperimentInput } from '../../experiment/experiment.js';
import { IDEAL, ofPlugin, presentCandidates } from './candidates.js';

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

/** The experiment that compares schemes: each with every bank and every noise, and ideal memory once. @throws UsageError that names the option and the allowed values */
export function planComparison(choices: ComparisonChoices): PlannedComparison {
  const { environment, reference = 'self-correcting', budget = { cost: 'pulses' } } = choices;
  const schemes = schemesOf(choices, reference);
  const { bank: ownBank } = comparisonOf(environment);
  const banks = choices.banks ?? [ownBank];
  const exact = banks.find((bank) => catalogue.devices.has(bank) && catalogue.devices.get(bank).exact);
  if (exact !== undefined)
    throw new UsageError(
      `--banks: got "${exact}": expected a bank with noise; for ideal memory use --schemes ${IDEAL}`,
    );
  const { bank } = conditionForm().shape;
  refuseUnknown('--banks', banks, bank.exclude(exactBanks()));
  refuseUnknown('--noise', choices.noise ?? [], noiseNameForm);
  const noisesOf = (bank: string) =>
    choices.noise ?? (catalogue.devices.get(bank).noise === 'fitted' ? FITTED : [defaultNoise(bank)]);
  const entries = schemes.flatMap((scheme) =>
    isIdeal(scheme)
      ? [{ scheme, bank: exactBanks()[0], noise: 'none' }]
      : banks.flatMap((bank) =>
          noisesOf(bank).map((noise) => ({ scheme, bank, noise, ...settingsOf(scheme) })),
        ),
  );
  const conditions = entries.map((entry) => conditionOf(environment, entry));
  const experiment = parseExperiment({ environment, ...sizes(choices), conditions });
  return { experiment, comparison: { reference, budget, entries } };
}

/** The settings of a scheme of a plugin. */
function settingsOf(scheme: string): { settings?: Settings } {
  return ofPlugin(scheme) ? { settings: completeSettings(catalogue.schemes.get(scheme).settings) } : {};
}

/** How schemes are compared in a task. @throws UsageError where more steps are better */
function comparisonOf(environment: string): NonNullable<TaskKind['comparison']> {
  const { comparison } = catalogue.tasks.get(environment);
  if (comparison) return comparison;
  const names = catalogue.tasks.entries.filter(([, task]) => task.comparison).map(([name]) => name);
  throw new UsageError(
    `got the task "${environment}", in which more steps are better: expected one of ${names.join(', ')}, for schemes are compared by the fewest steps`,
  );
}

/** The requested schemes (default: all), and always the reference. */
function schemesOf({ schemes }: ComparisonChoices, reference: string): string[] {
  const all = Object.keys(presentCandidates());
  const known = (option: string, name: string, expected: string[]) => {
    if (!expected.includes(name))
      throw new UsageError(`${option}: got "${name}": expected ${option === '--schemes' ? 'some' : 'one'} of ${expected.join(', ')}${nearest(name, expected)}`);
  }; // prettier-ignore
  known('--reference', reference, all.filter((name) => !isIdeal(name))); // prettier-ignore
  schemes?.forEach((name) => known('--schemes', name, all));
  refuseTwice('--schemes', schemes ?? []);
  const wanted = new Set([...(schemes ?? all), reference]);
  return all.filter((name) => wanted.has(name));
}

function refuseTwice(option: string, values: string[]): void {
  const twice = values.find((value, i) => values.indexOf(value) !== i);
  if (twice !== undefined) throw new UsageError(`${option}: got "${twice}" twice: expected each value once`);
}

function refuseUnknown(option: string, values: string[], form: Form): void {
  refuseTwice(option, values);
  for (const value of values) {
    const { error } = form.safeParse(value);
    if (error) throw new UsageError(`${option}: ${complaint(error.issues, value)}`);
  }
}

/** The fitted noises that are compared. */
const FITTED = ['write', 'read', 'pulse'];

function isIdeal(scheme: string): boolean {
  return scheme === IDEAL;
}

function exactBanks(): string[] {
  return catalogue.devices.entries.filter(([, { exact }]) => exact).map(([name]) => name);
}

/** The condition of an entry; ideal memory has the learning settings that the task sets for it. */
function conditionOf(
  environment: string,
  { scheme, bank, noise }: ComparisonPlan['entries'][number],
): ConditionInput {
  const name = isIdeal(scheme) ? scheme : `${scheme} / ${bank} / ${noise}`;
  const task = catalogue.tasks.get(environment);
  const own = isIdeal(scheme) && task.defaults.conditions.find((one) => one.bank === bank);
  // The experiment itself checks that bank and noise exist.
  return { ...own, ...presentCandidates()[scheme](task), bank, noise, name } as ConditionInput;
}

function sizes({
  environment,
  quick,
  seeds,
  episodes,
  devices,
}: ComparisonChoices): Partial<ExperimentInput> {
  const size = comparisonOf(environment)[quick ? 'quick' : 'full'];
  return {
    ...size,
    ...(seeds !== undefined && { seeds }),
    ...(episodes !== undefined && { episodes }),
    ...(devices !== undefined && { devices }),
  };
}
