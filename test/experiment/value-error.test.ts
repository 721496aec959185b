import { describe, expect, it } from 'vitest';
import { PlaceCells } from '../../envs/place-cells.js';
import { WaterMaze } from '../../envs/water-maze.js';
import { RandomStream } from '../../src/core/random-stream.js';
import type { Learned } from '../../src/experiment/learned.js';
import { tMaze } from '../../envs/t-maze.js';
import { rolloutValueError, valueError } from '../../src/experiment/value-error.js';
import { actorCritic } from '../../src/learners/actor-critic.js';

const cells = { side: 11, extent: 6, width: 0.75 };
const learning = { learningRate: 0.1, discount: 0.9, temperature: 0.1, threshold: 0 };
const random = new RandomStream('weights');

const learned: Learned = {
  seed: 3,
  learner: actorCritic,
  settings: {},
  learning,
  cells: 121,
  actions: 8,
  weights: Float64Array.from({ length: 1089 }, () => random.uniform()),
  steps: new Int32Array(100).fill(20),
  stepLimit: 100,
};
const maze = () => new PlaceCells(new WaterMaze(new RandomStream('starts')), cells);

/** The value of a start, as the mean of many ways of a policy written down once more. */
function longEvaluation(starts: number, walks: number): number {
  const dice = new RandomStream('dice');
  const tasks = Array.from({ length: walks }, maze);
  let squares = 0;
  for (let start = 0; start < starts; start++) {
    let sum = 0;
    let value = 0;
    for (const task of tasks) {
      task.reset();
      value = weighted(task, 0);
      for (let discounted = 1; discounted > 0.01; discounted *= learning.discount) {
        const step = task.step(draw(task, dice));
        sum += discounted * step.reward;
        if (step.terminated) break;
      }
    }
    squares += (value - sum / walks) ** 2;
  }
  return Math.sqrt(squares / starts);
}

function weighted({ observation }: PlaceCells, column: number): number {
  let sum = 0;
  for (let cell = 0; cell < 121; cell++) sum += observation.value[cell] * learned.weights[cell * 9 + column];
  return sum;
}

function draw(task: PlaceCells, dice: RandomStream): number {
  const odds = Array.from({ length: 8 }, (_, a) => Math.exp(weighted(task, 1 + a) / learning.temperature));
  let aim = dice.uniform() * odds.reduce((sum, x) => sum + x);
  return Math.min(
    odds.findIndex((x) => (aim -= x) < 0),
    7,
  );
}

describe('the value error', () => {
  it('is unknown where a policy has no finite value, and where its evaluation fails', () => {
    // From the start the policy takes the action that leads back to it, for ever.
    const weights = Float64Array.from({ length: 27 }, (_, i) => (i % 3 === 1 ? 1 : 0));
    const endless = { ...learned, cells: 9, actions: 2, weights };
    const temperature = 1e-3;
    const undiscounted = { ...endless, learning: { ...learning, discount: 1, temperature } };
    expect(valueError(tMaze.make({}), undiscounted)).toBeNaN();
    expect(
      valueError(tMaze.make({}), { ...endless, learning: { ...learning, temperature } }),
    ).toBeGreaterThan(0);
    const failing = () => {
      throw new Error('no value');
    };
    const task = tMaze.make({});
    expect(valueError({ ...task, exactValue: failing }, endless)).toBeNaN();
    expect(valueError({ ...task, exactValue: () => new Array<number>(9).fill(Infinity) }, endless)).toBeNaN();
  });

  it('of the T-maze is that of untrained weights against the value of a random walk', () => {
    const untrained = { ...learned, cells: 9, actions: 2, weights: new Float64Array(27) };
    // A random walk on the T-maze, γ = 0.9, solved by iteration here.
    const next = [[0, 1], [0, 2], [1, 3], [2, 4], [7, 5], [4, 6], [6, 6], [4, 8], [7, 8]]; // prettier-ignore
    const value = new Float64Array(9);
    for (let sweep = 0; sweep < 2000; sweep++) {
      for (let s = 0; s < 9; s++)
        value[s] = s === 6 ? 1 : (0.9 * (value[next[s][0]] + value[next[s][1]])) / 2;
    }
    const rms = Math.sqrt(value.reduce((sum, v) => sum + v * v, 0) / 9);
    expect(valueError(tMaze.make({}), untrained)).toBeCloseTo(rms, 12);
  });

  it('of the water maze is what a long evaluation finds', () => {
    const starts = 20;
    const runs = Array.from({ length: 10 }, (_, seed) =>
      rolloutValueError({ ...learned, seed }, maze, starts),
    );
    const mean = Math.sqrt(runs.reduce((sum, error) => sum + error * error) / runs.length);
    expect(mean / longEvaluation(starts, 60)).toBeCloseTo(1, 1);
  });

  it('does not take the spread of the returns for an error', () => {
    // One cell, always seen; each step ends the episode with the reward by a chance of 0.2: V = 0.2 / (1 − 0.9 · 0.8).
    const dice = new RandomStream('chance');
    const observation = maze().observation;
    observation.value.fill(0)[0] = 1;
    const task = () => ({
      actions: 8,
      observation,
      reset: () => {},
      step: () => {
        const over = dice.uniform() < 0.2;
        return { reward: over ? 1 : 0, terminated: over, truncated: false, forced: false };
      },
    });
    const value = 0.2 / (1 - 0.9 * 0.8);
    const error = (off: number) => {
      const weights = new Float64Array(1089);
      weights[0] = value + off;
      return rolloutValueError({ ...learned, weights }, task, 20_000);
    };
    expect(error(0.3)).toBeCloseTo(0.3, 1);
    // the returns spread by 0.24
    expect(error(0)).toBeLessThan(0.05);
  });
});
