import type { Scene } from '../../envs/scene.js';
import type { Manifest } from '../../src/runs/manifest.js';
import { catalogue } from '../../src/experiment/catalogue.js';
import type { ConditionSummary, Spread, Summary } from '../../src/runs/summary.js';
import { taskSummary } from '../../src/runs/task-summary.js';

const EPISODES = 20;
const CELLS = 9;

/** A condition with smooth curves, all its numbers different from those of other levels. */
export function sampleCondition(
  name: string,
  level: number,
  changes: Partial<ConditionSummary> = {},
): ConditionSummary {
  const episodes = indices(EPISODES, (i) => i + 1);
  const weights = (episode: number) =>
    indices(CELLS, (cell) => (level * (cell + 1) * episode) / (CELLS * EPISODES));
  return {
    name,
    ...(name === 'ideal' && { exact: true as const }),
    settings: { bank: name === 'ideal' ? 'ideal' : 'cycles', scheme: 'self-correcting', learningRate: 0.2 },
    steps: {
      mean: episodes.map((episode) => 6 + level + 30 / episode),
      standardError: episodes.map(() => 0.4),
    },
    truncated: episodes.map((episode) => (episode === 1 ? 3 : 0)),
    perSeed: [],
    final: {
      episodes: 5,
      steps: { mean: 7 + level, standardError: 0.1, interval: [6.8 + level, 7.2 + level] },
    },
    criticWeights: constantSpread(weights(EPISODES), 0.1),
    actorWeights: {
      mean: indices(CELLS, () => [0.25, 0.75]),
      standardDeviation: indices(CELLS, () => [0.1, 0.1]),
    },
    criticTrajectory: {
      episodes,
      mean: episodes.map(weights),
      standardDeviation: episodes.map(() => indices(CELLS, () => 0.1)),
    },
    pulses: { set: 5000 + level, reset: 3000 + level },
    updates: 4000 + level,
    ledger: {
      set: 5000 + level,
      reset: 3000 + level,
      reads: 90_000 + level,
      joules: 12.3e-6 + level * 1e-6,
      deviceSeconds: 0.045 + level * 1e-3,
      intervals: {
        set: [4900 + level, 5100 + level],
        reset: [2900 + level, 3100 + level],
        reads: [89_000 + level, 91_000 + level],
        joules: [12e-6 + level * 1e-6, 12.6e-6 + level * 1e-6],
        deviceSeconds: [0.044 + level * 1e-3, 0.046 + level * 1e-3],
      },
      devicesPerWeight: 1,
      digitalWordsPerWeight: 0,
      wear: { mean: 700 + level, standardError: 10, interval: [680 + level, 720 + level] },
      perDevice: { set: [], reset: [], reads: [] },
    },
    costs: { episodes: [EPISODES], pulses: [8000], reads: [90_000], joules: [12.3e-6], wear: [700] },
    valueError: { mean: 0.2 + level, standardError: 0.01, interval: [0.18 + level, 0.22 + level] },
    ...changes,
  };
}

/** The scene of a task in the catalogue. */
export function sceneOfTask(environment: string): Scene {
  return taskSummary({ environment }).scene!;
}

/** The default three conditions: ideal, self-correcting, and open-loop with its digital copy, whose devices drift. */
export function sampleSummary(changes: Partial<Summary> = {}): Summary {
  const believed = {
    criticWeights: constantSpread(
      indices(CELLS, (cell) => 0.111 + cell / 100),
      0.0123,
    ),
    actorWeights: { mean: [], standardDeviation: [] },
  };
  const conditions = [
    sampleCondition('ideal', 0.9),
    sampleCondition('self-correcting', 0.7),
    sampleCondition('open-loop', 0.5, {
      believed,
      valueError: { mean: 1.3, standardError: 0.01, interval: [1.28, 1.32] },
    }),
  ];
  const environment = changes.environment ?? 't-maze';
  const task = catalogue.tasks.has(environment) ? { task: taskSummary({ environment }) } : {};
  return { environment, seeds: 40, episodes: EPISODES, ...task, conditions, ...changes };
}

/** The same without the recorded critic, as for tasks with many cells. */
export function withoutTrajectory(summary: Summary): Summary {
  const conditions = structuredClone(summary.conditions);
  for (const condition of conditions) delete condition.criticTrajectory;
  return { ...summary, conditions };
}

/** The manifest of such a run. */
export const sampleManifest: Manifest = {
  memloop: '0.1.0',
  experiment: {
    environment: 't-maze',
    placement: [],
    seeds: 40,
    episodes: EPISODES,
    stepLimit: 300,
    learningRate: 0.2,
    conditions: [],
  },
  devices: { source: 'measured here', licence: 'MIT', sha256: 'c0ffee', count: 27 },
  placement: [],
  seeds: indices(40, (i) => i),
  sha256: 'facade',
};

function constantSpread(mean: number[], deviation: number): Spread<number[]> {
  return { mean, standardDeviation: mean.map(() => deviation) };
}

function indices<Value>(count: number, at: (i: number) => Value): Value[] {
  return Array.from({ length: count }, (_, i) => at(i));
}
