import { tMazeValue } from '../../envs/t-maze-value.js';
import type { Learned } from './learned.js';

/** The root mean square of critic − true value over the nine states of the T-maze, exact for the actor's policy. */
export function tMazeValueError({ weights, cells, learning }: Learned): number {
  const { temperature, discount } = learning;
  const states = Array.from({ length: cells }, (_, cell) => weights.subarray(3 * cell, 3 * cell + 3));
  const policy = states.map(([, first, second]) => {
    const odds = 1 / (1 + Math.exp((second - first) / temperature));
    return [odds, 1 - odds];
  });
  const value = tMazeValue(policy, discount);
  const squares = states.map(([critic], state) => (critic - value[state]) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square) / cells);
}
