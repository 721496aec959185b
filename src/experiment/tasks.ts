import type { DeviceFit } from '../../devices/device-file.js';
import type { Environment } from '../../envs/environment.js';
import { OneHot } from '../../envs/one-hot.js';
import { TMaze } from '../../envs/t-maze.js';

/** A task as experiments know it: how it is made and seen, and which device stands for which weight. */
export interface Task {
  readonly cells: number;
  readonly actions: number;
  environment(): Environment;
  /** For each weight of the crossbar (cells × (1 + actions), critic first), the index of its device's fit. */
  place(fits: readonly DeviceFit[]): Uint16Array;
}

const tMaze: Task = {
  cells: TMaze.states,
  actions: 2,
  environment: () => new OneHot(new TMaze(), TMaze.states),
  place: (fits) => byRole(fits, TMaze.states, 2),
};

/** The tasks, by the names that experiments use. */
export const tasks: Record<'t-maze', Task> = { 't-maze': tMaze };

/** Every weight on the device of its role (critic C3, actor A4_1); where roles are missing, the devices in turn. */
function byRole(fits: readonly DeviceFit[], cells: number, actions: number): Uint16Array {
  const roles = Array.from({ length: cells }, (_, cell) => [
    `C${cell}`,
    ...Array.from({ length: actions }, (_, action) => `A${cell}_${action}`),
  ]).flat();
  const found = roles.map((role) => fits.findIndex((fit) => fit.role === role));
  return Uint16Array.from(found.includes(-1) ? roles.map((_, i) => i % fits.length) : found);
}
