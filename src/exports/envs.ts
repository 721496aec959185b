export { Observation, ObservationPair } from '../core/observation.js';
export { RandomStream, randomStream, streams, type Streams } from '../core/random-stream.js';
export type { Setting, Settings, SettingShape } from '../core/setting.js';

export { CircularPool } from '../../envs/circular-pool.js';
export type { Environment, Step } from '../../envs/environment.js';
export { OneHot } from '../../envs/one-hot.js';
export { PlaceCells, type CellGrid } from '../../envs/place-cells.js';
export { MatchingToPlace, referenceMemory, type PlatformProtocol } from '../../envs/platform-protocol.js';
export type { Scene } from '../../envs/scene.js';
export type { Task, TaskKind } from '../../envs/task-kind.js';
export { TimeLimit } from '../../envs/time-limit.js';
export { TMaze } from '../../envs/t-maze.js';
export { watched, type Watch } from '../../envs/watched.js';
export { WaterMaze } from '../../envs/water-maze.js';
