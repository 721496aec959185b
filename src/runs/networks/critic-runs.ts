import { availableParallelism } from 'node:os';
import { readDeviceFile, shippedDevices } from '../../../devices/files/device-file.js';
import { dormandPrince853 } from '../../core/maths/ode/dormand-prince-853.js';
import { integrate } from '../../core/maths/ode/integrate.js';
import { RungeKutta } from '../../core/maths/ode/runge-kutta.js';
import type { CriticPlan } from '../../experiment/critic/critic-plan.js';
import { trainCritic, type CriticCourse, type CriticTask } from '../../experiment/critic/train-critic.js';
import { activeNoises, refuseUnfitted } from '../../experiment/noise-choice.js';
import { TdFlow } from '../../flow/critic/td-flow.js';
import { overWorkers } from '../workers/over-workers.js';

/** A critic on devices, and its flow. */
export interface CriticResults {
  /** weights of the flow at the times of the plan, [time × states + state] */
  readonly flow: Float64Array;
  /** the values of the policy, and how often its states are visited */
  readonly values: Float64Array;
  readonly visits: Float64Array;
  readonly courses: readonly CriticCourse[];
}

/** Allowed error of a step of the flow. */
const TOLERANCE = 1e-11;

/** Follows the flow of a critic, and runs every condition with every seed. Results do not depend on the number of threads. */
export async function criticRuns(plan: CriticPlan, workers = availableParallelism()): Promise<CriticResults> {
  const { file, conditions } = plan;
  const { devices: fits } = file === 'almond8' ? shippedDevices() : readDeviceFile(file);
  conditions.forEach(({ noise }, i) => refuseUnfitted(activeNoises(noise), fits, `devices.conditions.${i}.`));
  const seeds = Array.from({ length: plan.seeds }, (_, k) => plan.firstSeed + k);
  const tasks = conditions.flatMap((condition) => seeds.map((seed): CriticTask => ({ plan, fits, condition, seed })));
  const courses = workers < 2 || tasks.length < 2 ? await oneByOne(tasks) : await overWorkers<CriticTask, CriticCourse>(new URL('critic-worker.js', import.meta.url), tasks, workers);
  return { ...criticFlow(plan), courses };
} // prettier-ignore

/** The flow of a critic from weights of 0, with where it goes. */
export function criticFlow({ chain, policy, discount, times }: Pick<CriticPlan, 'chain' | 'policy' | 'discount' | 'times'>): Omit<CriticResults, 'courses'> {
  const system = new TdFlow(chain, policy, discount);
  const flow = new Float64Array(times.length * system.size);
  let seen = 0;
  integrate(new RungeKutta(system, dormandPrince853), new Float64Array(system.size), { times, tolerance: TOLERANCE }, (_, w) => {
    flow.set(w, seen++ * system.size);
  });
  return { flow, values: system.fixedPoint(), visits: system.visits };
} // prettier-ignore

async function oneByOne(tasks: readonly CriticTask[]): Promise<CriticCourse[]> {
  const courses = [];
  for (const task of tasks) courses.push(await trainCritic(task));
  return courses;
}
