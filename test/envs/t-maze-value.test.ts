import { describe, expect, it } from 'vitest';
import { GOAL, TMaze, tMazeValue } from '../../envs/t-maze.js';
import { RandomStream } from '../../src/core/random-stream.js';

const DISCOUNT = 0.9;
const policy = Array.from({ length: 9 }, (_, state) => [0.2 + 0.05 * state, 0.8 - 0.05 * state]);

describe('the exact value of the T-maze', () => {
  it('is that of the straight way where the policy is sure, and 1 at the goal', () => {
    const right = policy.map(() => [0, 1]);
    const value = tMazeValue(right, DISCOUNT);
    expect(value[GOAL]).toBeCloseTo(1, 14);
    expect(value[5]).toBeCloseTo(DISCOUNT, 14);
    for (const [state, power] of [[4, 2], [3, 3], [0, 6]]) expect(value[state]).toBeCloseTo(DISCOUNT ** power, 14); // prettier-ignore
  });

  it('is what many walks of the environment return, from every state that they meet', () => {
    const random = new RandomStream('walks');
    const task = new TMaze();
    const sums = new Float64Array(9);
    const squares = new Float64Array(9);
    const counts = new Float64Array(9);
    for (let walk = 0; walk < 20_000; walk++) {
      task.reset();
      const first = new Int32Array(9).fill(-1);
      let moves = 0;
      for (; ; moves++) {
        const state = task.observation.value[0];
        if (first[state] < 0) first[state] = moves;
        const step = task.step(random.uniform() < policy[state][0] ? 0 : 1);
        if (step.terminated) break;
      }
      for (let state = 0; state < 9; state++) {
        if (first[state] < 0) continue;
        const value = DISCOUNT ** (moves - first[state]);
        sums[state] += value;
        squares[state] += value * value;
        counts[state]++;
      }
    }
    const value = tMazeValue(policy, DISCOUNT);
    for (let state = 0; state < 9; state++) {
      const mean = sums[state] / counts[state];
      const error = Math.sqrt(Math.max(squares[state] / counts[state] - mean * mean, 0) / counts[state]);
      expect(Math.abs(value[state] - mean)).toBeLessThanOrEqual(4.5 * error + 1e-12);
      expect(error).toBeLessThan(0.01);
    }
  });
});
