import type { DeviceFit } from '../../devices/files/device-form.js';
import { CircularPool, TRIALS_A_DAY } from '../../envs/circular-pool.js';
import type { Environment } from '../../envs/environment.js';
import { OneHot } from '../../envs/one-hot.js';
import { PlaceCells, type CellGrid } from '../../envs/place-cells.js';
import { MatchingToPlace, referenceMemory, type PlatformProtocol } from '../../envs/platform-protocol.js';
import { TMaze } from '../../envs/t-maze.js';
import { WaterMaze } from '../../envs/water-maze.js';
import { watched, type Watch } from '../../envs/watched.js';
import { randomStream } from '../core/random-stream.js';
import type { ConditionInput, Learning } from './condition.js';
import type { Learned } from './learned.js';
import { byNumber, byRole, remarkOnRoles, rolesOf } from './placement.js';
import { rolloutValueError } from './rollout-value-error.js';
import { tMazeValueError } from './t-maze-value-error.js';

/** A task as experiments know it: how it is made and seen, which device stands for which weight, the article's settings. */
export interface Task {
  readonly cells: number;
  readonly actions: number;
  /** where the cells lie, for tasks in the plane */
  readonly grid?: CellGrid;
  readonly defaults: Learning & {
    seeds: number;
    episodes: number;
    stepLimit: number;
    conditions: ConditionInput[];
  };
  /** @param watch is told where the agent is, in the task's own terms */
  environment(seed: number, watch?: Watch): Environment;
  /** For each weight of the crossbar (cells × (1 + actions), critic first), the index of its device's fit. */
  place(fits: readonly DeviceFit[]): Uint16Array;
  /** Root mean square of the critic's value − the true value of the learned policy. */
  valueError(learned: Learned): number;
  /** A sentence for devices whose roles the placement does not follow. */
  remark?(fits: readonly DeviceFit[]): string | undefined;
}

/** The names of the tasks. */
export const taskNames = ['t-maze', 'water-maze', 'pool-reference-memory', 'pool-matching-to-place'] as const;
export type TaskName = (typeof taskNames)[number];

const tMazeRoles = rolesOf(TMaze.states, 2);

const tMaze: Task = {
  cells: TMaze.states,
  actions: 2,
  defaults: {
    seeds: 200,
    episodes: 200,
    stepLimit: 300,
    learningRate: 0.2,
    discount: 0.9,
    temperature: 0.3,
    threshold: 0,
    conditions: [
      { name: 'ideal', bank: 'ideal' },
      { name: 'self-correcting', bank: 'cycles' },
      { name: 'open-loop', bank: 'cycles', scheme: 'open-loop' },
    ],
  },
  environment: (_seed, watch) => new OneHot(watched(new TMaze(), watch), TMaze.states),
  place: (fits) => byRole(fits, tMazeRoles),
  valueError: tMazeValueError,
  remark: (fits) => remarkOnRoles(fits, tMazeRoles),
};

const placeCells = { side: 11, extent: 6, width: 0.75 };

const waterMaze: Task = {
  cells: placeCells.side ** 2,
  actions: 8,
  grid: placeCells,
  defaults: {
    seeds: 100,
    episodes: 5000,
    stepLimit: 300,
    learningRate: 0.04,
    discount: 0.975,
    temperature: 0.15,
    threshold: 0.0025,
    conditions: [
      { name: 'all noise', bank: 'mean' },
      // Less noise lets a device learn faster; at the rate of the noisy ones the threshold would starve it.
      { name: 'minimum noise', bank: 'mean', sigma: 0.0294, learningRate: 0.08 },
      { name: 'ideal', bank: 'ideal', learningRate: 0.8, discount: 0.9, temperature: 0.1, threshold: 0 },
    ],
  },
  environment: (seed, watch) =>
    new PlaceCells(watched(new WaterMaze(randomStream(seed, 'starts')), watch), placeCells),
  place: (fits) => byNumber(fits, placeCells.side ** 2, 8),
  valueError: (learned) =>
    rolloutValueError(
      learned,
      () => new PlaceCells(new WaterMaze(randomStream(learned.seed, 'evaluation')), placeCells),
    ),
};

/** Fields as wide as those of Foster, Morris and Dayan (2000), decimetres; fewer, so that an update is worth a pulse. */
const poolCells = { side: 14, extent: 10, width: 1.6 };

/** The circular pool, 120 s a trial. @param last where the platform lies at the end of a run */
function pool(
  episodes: number,
  protocol: (seed: number) => PlatformProtocol,
  last: (learned: Learned) => PlatformProtocol,
): Task {
  return {
    cells: poolCells.side ** 2,
    actions: 8,
    grid: poolCells,
    defaults: {
      seeds: 20,
      episodes,
      stepLimit: 1200,
      learningRate: 1,
      discount: 0.9975,
      temperature: 0.1,
      threshold: 0.0025,
      conditions: [
        { name: 'self-correcting', bank: 'mean' },
        { name: 'ideal', bank: 'ideal', learningRate: 0.7, threshold: 0 },
      ],
    },
    environment: (seed, watch) =>
      new PlaceCells(
        watched(new CircularPool(randomStream(seed, 'starts'), protocol(seed)), watch),
        poolCells,
      ),
    place: (fits) => byNumber(fits, poolCells.side ** 2, 8),
    valueError: (learned) => {
      const protocol = last(learned);
      const starts = () => randomStream(learned.seed, 'evaluation');
      return rolloutValueError(
        learned,
        () => new PlaceCells(new CircularPool(starts(), protocol), poolCells),
      );
    },
  };
}

/** The tasks, by the names that experiments use. */
export const tasks: Record<TaskName, Task> = {
  't-maze': tMaze,
  'water-maze': waterMaze,
  'pool-reference-memory': pool(
    120,
    () => referenceMemory,
    () => referenceMemory,
  ),
  'pool-matching-to-place': pool(60, matchingToPlace, lastPlace),
};

function matchingToPlace(seed: number): PlatformProtocol {
  return new MatchingToPlace(randomStream(seed, 'platforms'));
}

/** The platform of a run's last day, for good. */
function lastPlace({ seed, steps }: Learned): PlatformProtocol {
  const protocol = matchingToPlace(seed);
  const last = new Float64Array(2);
  for (let day = 0; day * TRIALS_A_DAY < steps.length; day++) protocol.place(last);
  return { place: (platform) => platform.set(last) };
}

/** The names of a task’s weights, in the order of its crossbar. */
export function weightNames(environment: TaskName): string[] {
  const { cells, actions } = tasks[environment];
  return rolesOf(cells, actions);
}
