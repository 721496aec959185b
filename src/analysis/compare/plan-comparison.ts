import { complaint, type Issue } from '../../core/complaint.js';
import { UsageError } from '../../core/errors.js';
import type { Budget, ComparisonPlan } from '../../experiment/comparison-plan.js';
import { conditionForm, isStepBank, type BankName, type ConditionInput } from '../../experiment/condition.js';
import { parseExperiment, type Experiment, type ExperimentInput } from '../../experiment/experiment.js';
import { tasks, type TaskName } from '../../experiment/tasks.js';
import { candidates } from './candidates.js';

/** What a user wants to compare; a missing choice has its default. */
export interface ComparisonChoices {
  environment: TaskName;
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

type Sizes = Pick<ExperimentInput, 'seeds' | 'episodes'>;

/** Default sizes for each task: full sizes resolve small differences, quick ones give a first look. */
const defaultSizes: Record<TaskName, { full: Sizes; quick: Sizes }> = {
  't-maze': { full: { seeds: 200 }, quick: { seeds: 20 } },
  'water-maze': { full: { seeds: 20 }, quick: { seeds: 8, episodes: 200 } },
  'pool-reference-memory': { full: { seeds: 20 }, quick: { seeds: 4, episodes: 30 } },
  'pool-matching-to-place': { full: { seeds: 20 }, quick: { seeds: 4, episodes: 30 } },
};

/** The experiment that compares schemes: each with every bank and every noise, and ideal memory once. @throws UsageError that names the option and the allowed values */
export function planComparison(choices: ComparisonChoices): PlannedComparison {
  const { environment, reference = 'self-correcting', budget = { cost: 'pulses' } } = choices;
  const schemes = schemesOf(choices, reference);
  const banks = choices.banks ?? [environment === 't-maze' ? 'cycles' : 'mean'];
  if (banks.includes('ideal'))
    throw new UsageError(
      '--banks: got "ideal": expected a bank with noise; for ideal memory use --schemes ideal',
    );
  refuseUnknown('--banks', banks, conditionForm.shape.bank.exclude(['ideal']));
  refuseUnknown('--noise', choices.noise ?? [], conditionForm.shape.noise);
  const noisesOf = (bank: string) =>
    choices.noise ?? (isStepBank(bank as BankName) ? ['preset'] : ['write', 'read', 'pulse']);
  const entries = schemes.flatMap((scheme) =>
    isIdeal(scheme)
      ? [{ scheme, bank: 'ideal', noise: 'none' }]
      : banks.flatMap((bank) => noisesOf(bank).map((noise) => ({ scheme, bank, noise }))),
  );
  const conditions = entries.map((entry) => conditionOf(environment, entry));
  const experiment = parseExperiment({ environment, ...sizes(choices), conditions });
  return { experiment, comparison: { reference, budget, entries } };
}

/** The requested schemes (default: all), and always the reference. */
function schemesOf({ schemes }: ComparisonChoices, reference: string): string[] {
  const all = Object.keys(candidates);
  const known = (option: string, name: string, expected: string[]) => {
    if (!expected.includes(name))
      throw new UsageError(`${option}: got "${name}": expected ${option === '--schemes' ? 'some' : 'one'} of ${expected.join(', ')}`);
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

function isIdeal(scheme: string): boolean {
  return scheme === 'ideal';
}

/** The condition of an entry; ideal memory has the learning settings that the task sets for it. */
function conditionOf(
  environment: TaskName,
  { scheme, bank, noise }: ComparisonPlan['entries'][number],
): ConditionInput {
  const name = isIdeal(scheme) ? scheme : `${scheme} / ${bank} / ${noise}`;
  const own = isIdeal(scheme) && tasks[environment].defaults.conditions.find(({ bank }) => bank === 'ideal');
  // The experiment itself checks that bank and noise exist.
  return { ...own, ...candidates[scheme](environment), bank, noise, name } as ConditionInput;
}

function sizes({
  environment,
  quick,
  seeds,
  episodes,
  devices,
}: ComparisonChoices): Partial<ExperimentInput> {
  const size = { ...defaultSizes[environment][quick ? 'quick' : 'full'] };
  return {
    ...size,
    ...(seeds !== undefined && { seeds }),
    ...(episodes !== undefined && { episodes }),
    ...(devices !== undefined && { devices }),
  };
}
