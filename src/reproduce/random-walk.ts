import { WaterMaze } from '../../envs/water-maze.js';
import { RandomStream } from '../core/random-stream.js';
import type { Measured } from './claim.js';

/** Moves of a random walk to the goal of the water maze without a step limit: mean and median over episodes. */
export function randomWalk(episodes: number): { mean: Measured; median: Measured } {
  const random = new RandomStream('random walk');
  const maze = new WaterMaze(random);
  const moves = Float64Array.from({ length: episodes }, () => {
    maze.reset();
    for (let count = 1; ; count++) if (maze.step(random.below(maze.actions)).terminated) return count;
  }).sort();
  const mean = moves.reduce((sum, n) => sum + n, 0) / episodes;
  const deviation = Math.sqrt(moves.reduce((sum, n) => sum + (n - mean) ** 2, 0) / (episodes - 1));
  // The standard error of a median is half the distance between the ranks n/2 ± √n/2.
  const rank = (offset: number) => moves[Math.round(episodes / 2 + (offset * Math.sqrt(episodes)) / 2)];
  return {
    mean: { value: mean, error: deviation / Math.sqrt(episodes) },
    median: { value: rank(0), error: (rank(1) - rank(-1)) / 2 },
  };
}
