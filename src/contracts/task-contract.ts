import type { Environment } from '../../envs/environment.js';
import type { Task, TaskKind } from '../../envs/task-kind.js';
import { shown } from '../core/complaint.js';
import { RandomStream, streams } from '../core/random-stream.js';
import { completeSettings } from '../core/setting.js';
import { shapeFaults } from './kind-shape.js';
import { faultsOf, type Laws } from './laws.js';
import { observationFault, same } from './observation-fault.js';

/** An environment under test. */
export interface EnvironmentSubject {
  /** a fresh one, the same each time */
  make(): Environment;
  /** random walks that are tried; 10 if left out */
  readonly walks?: number;
}

const MOVES = 200;

/** What every environment must do, as Gymnasium's `check_env` checks it: shapes, meanings and determinism. */
export const environmentLaws: Laws<EnvironmentSubject> = {
  'what was seen before an action is still there after it': (subject) =>
    eachStep(subject, (environment, action) => {
      const before = environment.observation;
      const [values, cells] = [before.value.slice(), before.active.slice(0, before.count)];
      const step = environment.step(action);
      if (environment.observation === before)
        return 'observation: got the same Observation before and after a step, so a TD error compares it with itself and nothing is learned: expected two that take turns, as ObservationPair does';
      const kept = same(before.value, values) && same(before.active.subarray(0, before.count), cells);
      if (!kept)
        return 'observation: got changed values in what was seen before the step: expected that they stay until the step after it, as with ObservationPair';
      return step;
    }),

  'rewards and observations are finite, and an episode ends in one way only': (subject) =>
    eachStep(subject, (environment, action) => {
      const step = environment.step(action);
      if (!Number.isFinite(step.reward)) return `reward: got ${step.reward}: expected a finite number`;
      for (const name of ['terminated', 'truncated', 'forced'] as const)
        if (typeof step[name] !== 'boolean')
          return `${name}: got ${shown(step[name])}: expected true or false`;
      if (step.terminated && step.truncated)
        return 'got a step that is terminated and truncated: expected one of them at most';
      return observationFault(environment.observation) ?? step;
    }),

  'the same actions and the same seed give the same': ({ make, walks = 10 }) => {
    const random = new RandomStream('contract of an environment, twice');
    for (let walk = 0; walk < walks; walk++) {
      const [one, other] = [make(), make()];
      const actions = Array.from({ length: random.below(MOVES) }, () => random.below(one.actions));
      if (!same(course(one, actions), course(other, actions)))
        return 'got two courses with the same seed and the same actions: expected the same, with all random numbers from the given streams and no Math.random';
    }
    return undefined;
  },
};

/** The faults of an environment. */
export function environmentFaults(subject: EnvironmentSubject): Promise<string[]> {
  return faultsOf(environmentLaws, subject);
}

/** The faults of a task kind, a sentence each: its form, and its environments with the default settings. */
export async function taskFaults(kind: TaskKind): Promise<string[]> {
  const shape = shapeFaults(kind, ['make'], ['placedByRole', 'oneHot', 'published', 'moreIsBetter']);
  if (shape.length === 0) shape.push(...defaultsFaults(kind));
  if (shape.length > 0) return shape;
  let task: Task;
  try {
    task = kind.make(completeSettings(kind.settings));
  } catch (error) {
    return [`make: got the error "${(error as Error).message}": expected a task with the default settings`];
  }
  const sizes = sizeFaults(task);
  if (sizes.length > 0) return sizes;
  const faults = await environmentFaults({ make: () => task.environment(streams(1)) });
  return faults.length > 0 ? faults : faultsOf(taskLaws, task);
}

/** What an environment must do for its task. */
const taskLaws: Laws<Task> = {
  'the environment has the cells and the actions of the task': (task) => {
    const environment = task.environment(streams(1));
    environment.reset();
    const { value } = environment.observation;
    if (value.length !== task.cells)
      return `observation: got ${value.length} values: expected ${task.cells}, the cells of the task`;
    if (environment.actions !== task.actions)
      return `actions: got ${environment.actions}: expected ${task.actions}, the actions of the task`;
    return undefined;
  },

  'a watch is told of each start and each step': (task) => {
    if (!hasPlaces(task)) return undefined;
    const told: boolean[] = [];
    const environment = task.environment(streams(1), (_seen, step) => void told.push(step !== undefined));
    environment.reset();
    environment.step(0);
    return same(told.map(Number), [0, 1])
      ? undefined
      : 'environment: got a watch that is not called at a start and at a step: expected watched(environment, watch), so that reports can draw where the agent goes';
  },

  'what the watch is told of is a place or the number of a cell': (task) => {
    if (!hasPlaces(task)) return undefined;
    let fault: string | undefined;
    const environment = task.environment(streams(1), ({ value }) => {
      const right = task.grid
        ? value.length === 2
        : value.length === 1 && value[0] >= 0 && value[0] < task.cells;
      if (!right)
        fault = `environment: got a watch that is called with ${value.length} values: expected ${task.grid ? 'x and y' : `one number, a cell from 0 to ${task.cells - 1}`}`;
    });
    environment.reset();
    for (let move = 0; move < MOVES; move++) {
      const { terminated, truncated } = environment.step(move % task.actions);
      if (terminated || truncated) environment.reset();
    }
    return fault;
  },
};

/** Whether reports can draw where the agent goes. */
function hasPlaces({ grid, states }: Task): boolean {
  return grid !== undefined || states !== undefined;
}

const NUMBERS = [
  'seeds',
  'episodes',
  'stepLimit',
  'learningRate',
  'discount',
  'temperature',
  'threshold',
] as const;

function defaultsFaults({ defaults, comparison }: TaskKind): string[] {
  const faults = NUMBERS.filter((name) => !Number.isFinite(defaults?.[name])).map(
    (name) => `defaults.${name}: got ${shown(defaults?.[name])}: expected a number`,
  );
  if (!Array.isArray(defaults?.conditions) || defaults.conditions.length === 0)
    faults.push(`defaults.conditions: got ${shown(defaults?.conditions)}: expected a list of conditions`);
  if (comparison && (typeof comparison.bank !== 'string' || !comparison.full || !comparison.quick))
    faults.push(`comparison: got ${shown(comparison)}: expected { bank, full, quick }, or none`);
  return faults;
}

function sizeFaults(task: Task): string[] {
  return (['cells', 'actions'] as const)
    .filter((name) => !(Number.isInteger(task?.[name]) && task[name] >= 1))
    .map((name) => `${name}: got ${shown(task?.[name])}: expected a whole number of at least 1`);
}

/** Random walks, each step with a check that takes it; the first fault. */
function eachStep(
  { make, walks = 10 }: EnvironmentSubject,
  take: (environment: Environment, action: number) => string | ReturnType<Environment['step']>,
): string | undefined {
  const random = new RandomStream('contract of an environment');
  for (let walk = 0; walk < walks; walk++) {
    const environment = make();
    if (!(environment.actions >= 1)) return `actions: got ${environment.actions}: expected at least 1`;
    environment.reset();
    for (let moves = random.below(MOVES); moves >= 0; moves--) {
      const step = take(environment, random.below(environment.actions));
      if (typeof step === 'string') return step;
      if (step.terminated || step.truncated) environment.reset();
    }
  }
  return undefined;
}

function course(environment: Environment, actions: readonly number[]): number[] {
  environment.reset();
  return actions.flatMap((action) => {
    const { reward, terminated, truncated } = environment.step(action);
    if (terminated || truncated) environment.reset();
    return [reward, Number(terminated), Number(truncated), ...environment.observation.value];
  });
}
