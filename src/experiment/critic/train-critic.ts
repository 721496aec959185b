import type { DeviceFit } from '../../../devices/files/device-form.js';
import type { Costs } from '../../../drivers/boards/metered-board.js';
import { randomStream } from '../../core/random-stream.js';
import { CrossbarCritic } from '../../on-crossbar/crossbar-critic.js';
import { arrayOf } from '../array/array-of.js';
import { deviceRest, longestPeriod } from '../array/device-rest.js';
import { schemeMaker } from '../array/wired-scheme.js';
import { Ledger } from '../ledger.js';
import { byRole } from '../placement.js';
import type { CriticCondition, CriticPlan } from './critic-plan.js';

/** A seed to be learned in a condition: plain data, for worker threads. */
export interface CriticTask {
  readonly plan: CriticPlan;
  readonly fits: readonly DeviceFit[];
  readonly condition: CriticCondition;
  readonly seed: number;
}

/** One seed in one condition. */
export interface CriticCourse {
  readonly condition: string;
  readonly seed: number;
  readonly steps: number;
  /** weights that the devices hold at the times of the plan, [time × states + state] */
  readonly weights: Float64Array;
  readonly costs: Costs;
}

/** Lets a critic learn on devices under the policy of a plan, episode after episode without a limit of steps. */
export async function trainCritic({ plan, fits, condition, seed }: CriticTask): Promise<CriticCourse> {
  const { chain, policy, discount, times } = plan;
  const states = chain.next.length;
  const array = arrayOf({}, condition);
  const placed = byRole(fits, Array.from({ length: states }, (_, state) => `C${state}`));
  const maker = schemeMaker({ condition, fits, placed, columns: 1, array });
  const { scheme, meters, held } = maker.make(seed);
  const rest = deviceRest(meters, longestPeriod(maker.conditions), array);
  const ledger = new Ledger(meters);
  const critic = new CrossbarCritic(scheme, states, condition.rate, discount);
  const batches = [critic.update];
  const random = randomStream(seed, 'actions');
  const drawn = new Float64Array(1);
  const weights = new Float64Array(times.length * states);
  await scheme.prepare?.();
  let [state, step] = [chain.start, 0];
  for (const [k, time] of times.entries()) {
    const last = Math.max(1, Math.round(time / condition.rate));
    for (; step < last; step++) {
      random.uniforms(drawn, 1);
      let action = 0;
      for (let odds = policy[0]; action + 1 < policy.length && drawn[0] >= odds; odds += policy[action]) action++;
      const next = chain.next[state][action];
      const pending = critic.learn(state, chain.reward[state][action], next);
      if (pending !== undefined) await pending;
      rest?.after(batches);
      state = next ?? chain.start;
    }
    held(weights.subarray(k * states, (k + 1) * states));
  }
  return { condition: condition.name, seed, steps: step, weights, costs: ledger.costs() };
} // prettier-ignore
