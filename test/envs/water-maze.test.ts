import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlaceCells } from '../../envs/place-cells.js';
import { TimeLimit } from '../../envs/time-limit.js';
import { blocked, inGoal, WaterMaze } from '../../envs/water-maze.js';
import { watched } from '../../envs/watched.js';
import { RandomStream } from '../../src/core/random-stream.js';
import { environmentContract } from '../contracts/environment.js';

const fields = { side: 11, extent: 6, width: 0.75 };
const maze = () => new WaterMaze(new RandomStream('starts'));

environmentContract('water maze', maze);
environmentContract(
  'water maze, place cells, limited',
  () => new TimeLimit(new PlaceCells(maze(), fields), 60),
);

environmentContract('water maze, watched', () => watched(maze(), () => {}));

const from = (x: number, y: number) => {
  const made = maze();
  made.observation.value.set([x, y]);
  return made;
};
const [NORTH, EAST, SOUTH, WEST] = [0, 2, 4, 6];

describe('the water maze', () => {
  it('moves by 1.5 in the order N, NE, E, SE, S, SW, W, NW', () => {
    const r = 1.5 * Math.SQRT1_2;
    const ends = [
      [0, 1.5],
      [r, r],
      [1.5, 0],
      [r, -r],
      [0, -1.5],
      [-r, -r],
      [-1.5, 0],
      [-r, r],
    ];
    ends.forEach(([dx, dy], action) => {
      const made = from(4, 4);
      made.step(action);
      expect(made.observation.value[0]).toBeCloseTo(4 + dx, 12);
      expect(made.observation.value[1]).toBeCloseTo(4 + dy, 12);
    });
  });

  it('stops at the last free of ten points before the edge and before the wall', () => {
    const edge = from(5, 0);
    expect(edge.step(EAST)).toMatchObject({ reward: 0, terminated: false });
    expect(edge.observation.value[0]).toBeCloseTo(6, 12);
    const wall = from(3.25, 0);
    wall.step(WEST);
    // points are 1/6 apart: 2.5833 is free, 2.4167 is in the wall
    expect(wall.observation.value[0]).toBeCloseTo(3.25 - 4 / 6, 12);
    const floor = from(0, -3);
    floor.step(NORTH);
    expect(floor.observation.value[1]).toBeCloseTo(-3 + 2 / 6, 12);
  });

  it('can be left and entered through the open side of the U only', () => {
    expect(blocked(Float64Array.of(0, 3))).toBe(false);
    expect(blocked(Float64Array.of(2, 0))).toBe(true);
    expect(blocked(Float64Array.of(-2, 1.9))).toBe(true);
    expect(blocked(Float64Array.of(-2, 2.1))).toBe(false);
    expect(blocked(Float64Array.of(0, -2))).toBe(true);
    expect(blocked(Float64Array.of(0, -1.4))).toBe(false);
    expect(blocked(Float64Array.of(6.01, 0))).toBe(true);
  });

  it('pays one for the move whose path meets the goal, and goes to its full end', () => {
    const made = from(0.3, 1.2);
    expect(made.step(SOUTH)).toMatchObject({ reward: 1, terminated: true });
    expect(made.observation.value[1]).toBeCloseTo(-0.3, 12);
  });

  it('starts outside wall and goal, everywhere alike', () => {
    const made = maze();
    const quarters = [0, 0, 0, 0];
    for (let i = 0; i < 8000; i++) {
      made.reset();
      const [x, y] = made.observation.value;
      expect(blocked(Float64Array.of(x, y)) || inGoal(Float64Array.of(x, y))).toBe(false);
      quarters[(x > 0 ? 1 : 0) + (y > 0 ? 2 : 0)]++;
    }
    // The wall takes more of the lower half; left and right are alike: 4 standard errors of half of 8000 are 179.
    expect(Math.abs(quarters[0] + quarters[2] - quarters[1] - quarters[3])).toBeLessThan(2 * 179);
  });

  it('takes a random walk 442 ± 1 steps on average to the goal (reference), without a limit', () => {
    const random = new RandomStream('walk');
    const made = maze();
    const WALKS = 10_000;
    const lengths = Float64Array.from({ length: WALKS }, () => {
      made.reset();
      for (let steps = 1; ; steps++) if (made.step(random.below(8)).terminated) return steps;
    });
    const mean = lengths.reduce((sum, n) => sum + n, 0) / WALKS;
    const error = Math.sqrt(lengths.reduce((sum, n) => sum + (n - mean) ** 2, 0)) / WALKS;
    expect(Math.abs(mean - 442)).toBeLessThan(3 * Math.hypot(error, 1));
    const median = lengths.sort()[WALKS / 2];
    expect(Math.abs(median - 294)).toBeLessThan(15);
  });
});

describe('place cells', () => {
  it('are Gaussians on a grid, row by row, x fastest, and zero below 4e-6 of their peak', () => {
    const position = fc.double({ min: -6, max: 6, noNaN: true });
    fc.assert(
      fc.property(position, position, (x, y) => {
        const made = from(x, y);
        made.reset = () => {};
        const seen = new PlaceCells(made, fields);
        seen.reset();
        for (let j = 0; j < 121; j++) {
          const [cx, cy] = [-6 + 1.2 * (j % 11), -6 + 1.2 * Math.floor(j / 11)];
          const distance = (x - cx) ** 2 + (y - cy) ** 2;
          const peak = 1 / (0.75 * Math.sqrt(2 * Math.PI));
          const expected = peak * Math.exp(-distance / (2 * 0.75 ** 2));
          const found = seen.observation.value[j];
          if (found === 0) expect(expected).toBeLessThan(4e-6 * peak);
          else expect(Math.abs(found - expected)).toBeLessThan(1e-12);
        }
      }),
    );
  });

  it('forget where the animal was', () => {
    const made = maze();
    const seen = new PlaceCells(made, fields);
    seen.reset();
    for (let i = 0; i < 200; i++) seen.step(i % 8);
    const fresh = from(made.observation.value[0], made.observation.value[1]);
    fresh.reset = () => {};
    const anew = new PlaceCells(fresh, fields);
    anew.reset();
    expect(seen.observation.value).toEqual(anew.observation.value);
  });
});
