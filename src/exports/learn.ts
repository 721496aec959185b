export type { Learning } from '../core/learning.js';
export { Observation, ObservationPair } from '../core/observation.js';
export { RandomStream, randomStream, streams, type Streams } from '../core/random-stream.js';
export { ReadBatch } from '../core/read-batch.js';
export type { Setting, Settings, SettingShape } from '../core/setting.js';
export { UpdateBatch } from '../core/update-batch.js';

export { IdealBank } from '../../devices/ideal.js';
export type { Board } from '../../drivers/boards/board.js';
export { SimulatedBoard } from '../../drivers/boards/simulated-board.js';
export type { Environment, Step } from '../../envs/environment.js';
export { OneHot } from '../../envs/one-hot.js';
export { TimeLimit } from '../../envs/time-limit.js';
export { TMaze } from '../../envs/t-maze.js';

export { Crossbar } from '../crossbar/crossbar.js';
export { ExactCrossbar } from '../crossbar/exact-crossbar.js';
export { OpenLoop } from '../schemes/open-loop.js';
export {
  InversePulses,
  LinearPulses,
  noPulses,
  StochasticInversePulses,
  StochasticPulses,
  type PulseCount,
} from '../schemes/pulse-count.js';
export { oneDevice, type SchemeKind, type SchemeParts } from '../schemes/scheme-kind.js';
export { schemes } from '../schemes/schemes.js';
export { SelfCorrecting } from '../schemes/self-correcting.js';
export type { UpdateScheme } from '../schemes/update-scheme.js';
export { ActorCritic, actorCritic } from '../learners/actor-critic.js';
export type { Agent } from '../learners/agent.js';
export type { Head, LearnerKind, LearnerParts } from '../learners/learner-kind.js';
export { runEpisode } from '../experiment/episode.js';
