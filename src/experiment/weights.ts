import type { DeviceFit } from '../../devices/files/device-form.js';
import type { Task } from '../../envs/task-kind.js';
import { completeSettings, type Settings } from '../core/setting.js';
import type { Head } from '../learners/learner-kind.js';
import { catalogue } from './catalogue.js';
import { learnerOf, type Condition } from './condition.js';
import { byNumber, byRole, remarkOnRoles } from './placement.js';

/** The weights of an experiment: cells × heads, row by row, the same for all of its conditions. */
export interface Weights {
  readonly cells: number;
  readonly heads: readonly Head[];
  /** the column of the critic; −1 for a learner without one */
  readonly critic: number;
  /** C3, A4_1, Q4_1: as devices and boards call them */
  readonly roles: readonly string[];
}

/** What of an experiment says which weights it has. */
export interface TaskChoice {
  readonly environment: string;
  readonly taskSettings?: Settings;
  readonly conditions: readonly Pick<Condition, 'learner'>[];
}

/** The task of an experiment with its settings. */
export function taskOf({ environment, taskSettings }: Omit<TaskChoice, 'conditions'>): Task {
  const kind = catalogue.tasks.get(environment);
  return kind.make(completeSettings(kind.settings, taskSettings));
}

/** The weights of an experiment. */
export function weightsOf(experiment: TaskChoice): Weights {
  const { cells, actions } = taskOf(experiment);
  const heads = learnerOf(experiment.conditions[0]).heads(actions);
  const roles = Array.from({ length: cells }, (_, cell) => heads.map((head) => head.role(cell))).flat();
  const critic = heads.findIndex(({ action }) => action === undefined);
  return { cells, heads, critic, roles };
}

/** For each weight of an experiment, the index of its device's fit. */
export function placementOf(experiment: TaskChoice, fits: readonly DeviceFit[]): Uint16Array {
  const { cells, heads, roles } = weightsOf(experiment);
  if (catalogue.tasks.get(experiment.environment).placedByRole) return byRole(fits, roles);
  return byNumber(fits, cells, heads.length);
}

/** A sentence for devices whose roles the placement does not follow. */
export function placementRemark(experiment: TaskChoice, fits: readonly DeviceFit[]): string | undefined {
  if (!catalogue.tasks.get(experiment.environment).placedByRole) return undefined;
  return remarkOnRoles(experiment.environment, fits, weightsOf(experiment).roles);
}

/** The same for a device file, whatever task it will be used in. */
export function roleRemark(fits: readonly DeviceFit[]): string | undefined {
  return catalogue.tasks.names
    .map((environment) => placementRemark({ environment, conditions: [{}] }, fits))
    .find((remark) => remark !== undefined);
}
