import { complaint, type Issue } from '../../core/complaint.js';
import { UsageError } from '../../core/errors.js';
import type { Budget, ComparisonPlan } from '../../experiment/comparison-plan.js';
import { conditionForm, isStepBank, type BankName, type ConditionInput } from '../../experiment/condition.js';
import { parseExperiment, type Experiment, type ExperimentInput } from '../../experiment/experiment.js';
import { tasks, type TaskName } from '../../experiment/tasks.js';
import { candidates } from './candidates.js';

/** What a user wants to have compared; what is left out is as usual. */
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

/** An experiment whose conditions compare schemes, and what they compare. */
export interface PlannedComparison {
  experiment: Experiment;
  comparison: ComparisonPlan;
}

/** What tells whether a value is one of some. */
interface Form {
  safeParse(value: unknown): { error?: { issues: readonly Issue[] } | undefined };
}

type Sizes = Pick<ExperimentInput, 'seeds' | 'episodes'>;

/** Runs of each condition, task by task: as many as differences need, and as few as tell something. */
const usual: Record<TaskName, { full: Sizes; quick: Sizes }> = {
  't-maze': { full: { seeds: 200 }, quick: { seeds: 20 } },
  'water-maze': { full: { seeds: 20 }, quick: { seeds: 8, episodes: 200 } },
  'pool-reference-memory': { full: { seeds: 20 }, quick: { seeds: 4, episodes: 30 } },
  'pool-matching-to-place': { full: { seeds: 20 }, quick: { seeds: 4, episodes: 30 } },
};

/** The experiment that compares schemes: each in every bank with every noise, and exact memories once. @throws UsageError that names the option and what is allowed */
export function planComparison(choices: ComparisonChoices): PlannedComparison {
  const { environment, reference = 'self-correcting', budget = { cost: 'pulses' } } = choices;
  const schemes = schemesOf(choices, reference);
  const banks = choices.banks ?? [environment === 't-maze' ? 'cycles' : 'mean'];
  if (banks.includes('ideal'))
    throw new UsageError(
      '--banks: got "ideal": expected a bank with noise; exact memories are the scheme "ideal"',
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

/** Those that were asked for, all if none were, and always the reference. */
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

/** Exact memories learn as the task has them learn. */
function conditionOf(
  environment: TaskName,
  { scheme, bank, noise }: ComparisonPlan['entries'][number],
): ConditionInput {
  const name = isIdeal(scheme) ? scheme : `${scheme} / ${bank} / ${noise}`;
  const own = isIdeal(scheme) && tasks[environment].defaults.conditions.find(({ bank }) => bank === 'ideal');
  // Whether bank and noise are among those that exist, the experiment's own check says.
  return { ...own, ...candidates[scheme](environment), bank, noise, name } as ConditionInput;
}

function sizes({
  environment,
  quick,
  seeds,
  episodes,
  devices,
}: ComparisonChoices): Partial<ExperimentInput> {
  const size = { ...usual[environment][quick ? 'quick' : 'full'] };
  return {
    ...size,
    ...(seeds !== undefined && { seeds }),
    ...(episodes !== undefined && { episodes }),
    ...(devices !== undefined && { devices }),
  };
}
