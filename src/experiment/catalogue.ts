import type { DeviceKind } from '../../devices/device-kind.js';
import { ideal } from '../../devices/ideal.js';
import { jart } from '../../devices/jart/jart-kind.js';
import { pinkNoise, pulseNoise, whiteNoise, writeNoise } from '../../devices/noise/model-noises.js';
import type { NoiseKind } from '../../devices/noise/noise-kind.js';
import {
  cmoFineNoise,
  cmoNoise,
  miloNoise,
  wanDayNoise,
  wanSecondNoise,
} from '../../devices/noise/programming-noise.js';
import { telegraphNoise } from '../../devices/noise/telegraph-noise.js';
import { stepDevices } from '../../devices/steps/step-kinds.js';
import { cycleDevices, freeCurveDevices, meanDevices } from '../../devices/vcm/vcm-kinds.js';
import { reliabilityKinds } from '../../devices/wrappers/reliability/reliability-kinds.js';
import type { ReliabilityKind } from '../../devices/wrappers/reliability-kind.js';
import { cartPole } from '../../envs/cart-pole.js';
import { poolMatchingToPlace, poolReferenceMemory } from '../../envs/circular-pool-tasks.js';
import { gridworld } from '../../envs/gridworld.js';
import { mountainCar } from '../../envs/mountain-car.js';
import type { TaskKind } from '../../envs/task-kind.js';
import { tMaze } from '../../envs/t-maze.js';
import { waterMaze } from '../../envs/water-maze.js';
import type { BoardKind } from '../../drivers/protocols/board-kind.js';
import { boardKinds } from '../../drivers/protocols/board-kinds.js';
import { Kinds } from '../core/kinds.js';
import { actorCritic } from '../learners/actor-critic.js';
import { actorCriticTraces } from '../learners/actor-critic-traces.js';
import type { LearnerKind } from '../learners/learner-kind.js';
import { qLearning } from '../learners/q-learning.js';
import { sarsa } from '../learners/sarsa.js';
import { pulseKinds, type PulseKind } from '../schemes/pulse-count.js';
import type { SchemeKind } from '../schemes/scheme-kind.js';
import { schemes } from '../schemes/schemes.js';
import { cmoHfox, milo, wan, type ArrayPreset } from './array/array-presets.js';

/** Everything that can be chosen by name. Forms, help, refusals and tables of the documentation are made from it. */
export const catalogue = {
  devices: new Kinds<DeviceKind>('bank', {
    ideal,
    mean: meanDevices,
    cycles: cycleDevices,
    'free-curve': freeCurveDevices,
    ...stepDevices,
    jart,
  }),
  noises: new Kinds<NoiseKind>('noise', {
    write: writeNoise,
    white: whiteNoise,
    pink: pinkNoise,
    pulse: pulseNoise,
    telegraph: telegraphNoise,
    cmo: cmoNoise,
    'cmo-fine': cmoFineNoise,
    milo: miloNoise,
    'wan-second': wanSecondNoise,
    'wan-day': wanDayNoise,
  }),
  reliability: new Kinds<ReliabilityKind>('reliability effect', reliabilityKinds),
  pulses: new Kinds<PulseKind>('pulse count', pulseKinds),
  tasks: new Kinds<TaskKind>('task', {
    't-maze': tMaze,
    'water-maze': waterMaze,
    'pool-reference-memory': poolReferenceMemory,
    'pool-matching-to-place': poolMatchingToPlace,
    gridworld,
    'cart-pole': cartPole,
    'mountain-car': mountainCar,
  }),
  schemes: new Kinds<SchemeKind>('scheme', schemes),
  learners: new Kinds<LearnerKind>('learner', {
    'actor-critic': actorCritic,
    'q-learning': qLearning,
    sarsa,
    'actor-critic-traces': actorCriticTraces,
  }),
  boards: new Kinds<BoardKind>('board', boardKinds),
  arrays: new Kinds<ArrayPreset>('array preset', { 'cmo-hfox': cmoHfox, milo, wan }),
};

/** A setting that some boards take beside the port. */
export type BoardSetting = BoardKind['takes'][number];

/** The names of the boards that take a setting. */
export function boardsThatTake(setting: BoardSetting): string[] {
  return catalogue.boards.entries.filter(([, { takes }]) => takes.includes(setting)).map(([name]) => name);
}

/** A value that is made from the catalogue: once, and anew after a kind was added. */
export function fromCatalogue<T>(make: () => T): () => T {
  let revision = -1;
  let made: T;
  return () => {
    const present = Object.values(catalogue).reduce((sum, kinds) => sum + kinds.revision, 0);
    if (present !== revision) made = make();
    revision = present;
    return made;
  };
}
