import { describe, expect, it } from 'vitest';
import { Gridworld, gridworld, gridworldValue } from '../../envs/gridworld.js';
import { OneHot } from '../../envs/one-hot.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { environmentContract } from '../contracts/environment.js';

const [NORTH, EAST, SOUTH, WEST] = [0, 1, 2, 3];
const open = { width: 5, height: 4, wall: 0 };
const walled = { ...open, wall: 1 };

environmentContract('gridworld', () => new Gridworld(open));
environmentContract('gridworld with a wall, one-hot', () => new OneHot(new Gridworld(walled), 20));

/** The squares (x, y) that a walk visits. */
function walk(size: typeof open, actions: number[]): string[] {
  const grid = new Gridworld(size);
  grid.reset();
  return actions.map((action) => {
    grid.step(action);
    const [square] = grid.observation.value;
    return `${square % size.width},${Math.floor(square / size.width)}`;
  });
}

describe('the gridworld', () => {
  it('moves one square north, east, south or west, and stays at an edge', () => {
    expect(walk(open, [NORTH, EAST, SOUTH, WEST, WEST, SOUTH])).toEqual([
      '0,1',
      '1,1',
      '1,0',
      '0,0',
      '0,0',
      '0,0',
    ]);
  });

  it('has a wall in its middle column that is open at the lowest square', () => {
    expect(walk(walled, [EAST, EAST, NORTH, EAST, NORTH, WEST])).toEqual([
      '1,0',
      '2,0',
      '2,0',
      '3,0',
      '3,1',
      '3,1',
    ]);
  });

  it.each([open, walled])(
    'pays 1 in the opposite corner after the shortest path, and ends there: %o',
    (size) => {
      const { shortestPath } = gridworld.make(size);
      const grid = new Gridworld(size);
      grid.reset();
      const way = [...new Array<number>(4).fill(EAST), ...new Array<number>(3).fill(NORTH)];
      expect(way).toHaveLength(shortestPath!);
      const steps = way.map((action) => ({ ...grid.step(action) }));
      expect(steps.map(({ reward }) => reward)).toEqual([0, 0, 0, 0, 0, 0, 1]);
      expect(steps.map(({ terminated }) => terminated)).toEqual(steps.map(({ reward }) => reward === 1));
    },
  );
});

describe('the exact value of the gridworld', () => {
  it('is γ^(moves − 1) where the policy goes straight to the goal', () => {
    const straight = Array.from({ length: 20 }, (_, k) => (k % 5 < 4 ? [0, 1, 0, 0] : [1, 0, 0, 0]));
    const value = gridworldValue(open, straight, 0.9);
    value.forEach((v, k) => {
      const moves = 4 - (k % 5) + 3 - Math.floor(k / 5);
      expect(v).toBeCloseTo(moves > 0 ? 0.9 ** (moves - 1) : 0, 12);
    });
  });

  it('is what many walks return, with a wall that nobody is in', () => {
    const policy = Array.from({ length: 20 }, () => [0.35, 0.35, 0.15, 0.15]);
    const value = gridworldValue(walled, policy, 0.9);
    expect([7, 12, 17, 19].map((square) => value[square])).toEqual([0, 0, 0, 0]);
    const random = new RandomStream('walks');
    const grid = new Gridworld(walled);
    const returns = Array.from({ length: 20_000 }, () => {
      grid.reset();
      for (let discounted = 1; ; discounted *= 0.9) {
        const drawn = random.uniform();
        const action = drawn < 0.35 ? NORTH : drawn < 0.7 ? EAST : drawn < 0.85 ? SOUTH : WEST;
        if (grid.step(action).terminated) return discounted;
      }
    });
    const mean = returns.reduce((sum, one) => sum + one) / returns.length;
    const variance = returns.reduce((sum, one) => sum + (one - mean) ** 2, 0) / returns.length;
    expect(Math.abs(value[0] - mean)).toBeLessThan(4.5 * Math.sqrt(variance / returns.length));
  });
});
