import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { costNames } from '../../experiment/comparison-plan.js';
import { fingerprintsIn } from '../../runs/fingerprint.js';
import type { Run } from '../../runs/run-directory.js';
import type { SuiteEntry, SuitePartResult, SuiteTrial } from '../../runs/suite-file.js';
import type { Contest } from '../compare/contest.js';
import { finalSteps } from '../compare/learning.js';
import { readOutcomes, type Outcomes } from '../compare/outcomes.js';
import { stepsAtBudget } from '../compare/steps-at-budget.js';
import { unrankedOf } from '../compare/unranked.js';
import { partVerdict } from './part-verdict.js';

/** The result of a part of a suite, from the directory of its finished comparison. */
export function partResult(name: string, contest: Contest, { directory, experiment, manifest }: Run): SuitePartResult {
  const outcomes = readOutcomes(directory, experiment);
  const prints = fingerprintsIn(directory, experiment);
  const runs = manifest.comparison!.entries.map(({ scheme, bank, noise, same = [], tuned }, i) => ({
    scheme, bank, noise, same,
    condition: { ...experiment.conditions[i] },
    tuned: tuned!,
    unranked: unrankedOf(experiment.conditions[i]),
    costs: costsOf(outcomes, i),
    scores: [...scoresOf(outcomes, i, contest)],
    prints: prints[i],
  }));
  const verdict = partVerdict(runs, contest.reference);
  return { name, entries: runs.map((run, i): SuiteEntry => ({ ...run, ...verdict[i] })), trials: trialsIn(directory) };
} // prettier-ignore

/** What each seed cost at its end. */
function costsOf({ conditions, seeds }: Outcomes, condition: number): SuiteEntry['costs'] {
  const { costs } = conditions[condition];
  return Object.fromEntries(costNames.map((cost) => [cost, costs[cost] ? [...costs[cost].subarray(-seeds)] : null]));
} // prettier-ignore

/** What the part compares, of each seed. */
function scoresOf(outcomes: Outcomes, condition: number, { budget }: Contest): Float64Array {
  const { steps, costs } = outcomes.conditions[condition];
  const paid = costs[budget.cost];
  if (budget.value === undefined || !paid) return finalSteps(steps, outcomes);
  return stepsAtBudget(steps, paid, budget.value, outcomes).steps;
}

function trialsIn(directory: string): SuiteTrial[] {
  const lines = readFileSync(join(directory, 'trials.jsonl'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as SuiteTrial);
}
