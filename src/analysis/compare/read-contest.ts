import { catalogue } from '../../experiment/catalogue.js';
import { comparisonForm, type ComparisonInput } from '../../experiment/comparison-form.js';
import type { ConditionInput } from '../../experiment/condition.js';
import { costNames, type Budget } from '../../experiment/comparison-plan.js';
import { ExperimentError, misformed } from '../../experiment/experiment.js';
import { readYaml, withDevicesFrom } from '../../experiment/experiment-file.js';
import { nearest } from '../../core/nearest.js';
import { presentCandidates } from './candidates.js';
import {
  arenasOf,
  comparisonOf,
  referenceOf,
  rivalOf,
  rivalsOf,
  withSettings,
  type Contest,
  type Rival,
} from './contest.js';

type Written = NonNullable<ComparisonInput['schemes']>[number];
/** A scheme with settings, as it was checked. */
type Given = Partial<ConditionInput> & { scheme: string };

/** Reads a contest from a YAML or JSON file; a path in it is meant from the file’s directory. @throws UsageError that points at file, line and column */
export function readContest(path: string): Contest {
  const contest = readYaml(path, parseContest);
  return { ...contest, common: withDevicesFrom(path, contest.common) };
}

/** The contest that a file describes. @throws ExperimentError that names the path and what is allowed */
export function parseContest(value: unknown): Contest {
  const parsed = comparisonForm().safeParse(value);
  if (!parsed.success) {
    throw misformed(parsed.error.issues, value);
  }
  const { schemes, noise, banks, reference, budget, tune = 'quick', ...common } = parsed.data;
  const { full, bank } = comparisonOf(common.environment);
  const task = catalogue.tasks.get(common.environment);
  const rivals = schemes?.map((one, i) => rivalIn(one, i, common.environment)) ?? rivalsOf(task);
  refuseSameNames(rivals);
  return {
    common: { ...full, ...common },
    rivals,
    arenas: arenasOf(banks ?? [bank], noise),
    reference: referenceOf(rivals, reference),
    budget: budgetOf(budget),
    tuning: tune,
  };
}

function rivalIn(written: Written, place: number, environment: string): Rival {
  const given = typeof written === 'string' ? { scheme: written } : (written as Given);
  const { scheme, name = scheme, bank, noise, ...settings } = given;
  const task = catalogue.tasks.get(environment);
  const names = Object.keys(presentCandidates());
  if (!names.includes(scheme)) {
    throw new ExperimentError(
      `schemes.${place}.scheme: got "${scheme}": expected one of ${names.join(', ')}${nearest(scheme, names)}`,
      ['schemes', place],
    );
  }
  const rival = rivalOf(scheme, task);
  return {
    ...withSettings(rival, settings),
    name,
    ...(bank !== undefined && { bank }),
    ...(noise !== undefined && { noise }),
  };
}

function budgetOf(written: ComparisonInput['budget']): Budget {
  if (written === undefined) return { cost: 'pulses' };
  if (typeof written === 'string') return { cost: written };
  const given = costNames.filter((cost) => written[cost] !== undefined);
  if (given.length !== 1)
    throw new ExperimentError(`budget: got ${given.length} costs: expected one, as in { pulses: 20000 }`, [
      'budget',
    ]);
  return { cost: given[0], value: written[given[0]]! };
}

function refuseSameNames(rivals: readonly Rival[]): void {
  const names = rivals.map(({ name }) => name);
  const twice = names.findIndex((name, i) => names.indexOf(name) !== i);
  if (twice < 0) return;
  throw new ExperimentError(
    `schemes.${twice}: got the name "${names[twice]}" a second time: expected names that differ; give one of them a name of its own`,
    ['schemes', twice],
  );
}
