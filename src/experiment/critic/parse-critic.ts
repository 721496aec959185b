import { shown } from '../../core/complaint.js';
import { completeSettings } from '../../core/setting.js';
import { arrayFault } from '../array/array-of.js';
import { catalogue } from '../catalogue.js';
import { completeCondition, learnerName } from '../condition.js';
import { ExperimentError, misformed } from '../experiment.js';
import { criticForm, type ParsedCritic } from './critic-form.js';
import type { CriticCondition, CriticPlan } from './critic-plan.js';

/** Times at which a critic is seen. */
const POINTS = 100;
/** Steps of a run at most. */
const MOST_STEPS = 10_000_000;

/** Checks what a user wrote of a critic, and fills in the rest. @throws ExperimentError that names the path and what is allowed */
export function parseCritic(value: unknown): CriticPlan {
  const parsed = criticForm().safeParse(value);
  if (!parsed.success) throw misformed(parsed.error.issues, value);
  const written = parsed.data;
  const { task, seeds, firstSeed, until, devices } = written;
  const kind = catalogue.tasks.get(task);
  const { chain, actions } = kind.make(completeSettings(kind.settings));
  const { discount = kind.defaults.discount } = written;
  return {
    task,
    chain: chain!,
    policy: policyOf(written, actions),
    discount,
    seeds,
    firstSeed,
    times: Array.from({ length: POINTS }, (_, k) => (until * (k + 1)) / POINTS),
    file: devices.file,
    conditions: conditionsOf(written, kind.defaults.learningRate),
  };
}

function policyOf({ policy }: ParsedCritic, actions: number): number[] {
  if (typeof policy === 'string') return new Array<number>(actions).fill(1 / actions);
  const sum = policy.reduce((all, odds) => all + odds, 0);
  if (policy.length !== actions || Math.abs(sum - 1) > 1e-9)
    throw new ExperimentError(`policy: got ${shown(policy)}: expected ${actions} probabilities that sum to 1`, ['policy']);
  return policy.map((odds) => odds / sum);
} // prettier-ignore

function conditionsOf({ devices, until }: ParsedCritic, standard: number): CriticCondition[] {
  const conditions = devices.conditions.map(({ rate = devices.rate ?? standard, ...one }) => ({
    ...completeCondition({ ...one, learner: learnerName({}) }, {}),
    rate,
  }));
  for (const [i, { name, rate }] of conditions.entries()) {
    const wrong = (message: string) => new ExperimentError(`devices.conditions.${i}: ${message}`, ['devices', 'conditions', i]);
    if (conditions.findIndex((other) => other.name === name) < i)
      throw wrong(`got the name "${name}" a second time: expected names that differ, with name:`);
    if (until / rate > MOST_STEPS)
      throw wrong(`got the rate ${rate}, which takes ${Math.round(until / rate)} steps to time ${until}: expected at most ${MOST_STEPS} steps; take a larger rate or a smaller until`);
  }
  const fault = arrayFault({}, conditions);
  if (fault) throw new ExperimentError(`devices.${fault.message}`, ['devices', ...fault.path]);
  return conditions;
} // prettier-ignore
