import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CartPole, cartPole } from '../../envs/cart-pole.js';
import { planComparison } from '../../src/analysis/compare/plan-comparison.js';
import { randomStream, RandomStream, streams } from '../../src/core/random-stream.js';
import { environmentContract } from '../contracts/environment.js';
import { taskSummary } from '../../src/runs/task-summary.js';
import { unfinishedEpisodes } from '../../src/report/page/caption.js';

const make = () => new CartPole(new RandomStream('starts'));
environmentContract('cart-pole', make);
environmentContract('cart-pole as a task', () =>
  cartPole.make({ rewardScale: 0.01, fallCost: 0 }).environment(streams(1)),
);

/** The rewards of an episode in which the cart is always pushed to the right. */
function rewards(rewardScale: number, fallCost: number) {
  const task = cartPole.make({ rewardScale, fallCost }).environment(streams(1));
  task.reset();
  const sum = task.observation.value.reduce((all, x) => all + x);
  const paid = [];
  for (let ended = false; !ended;) {
    const { reward, terminated } = task.step(1);
    paid.push(reward);
    ended = terminated;
  }
  return { sum, paid };
}

/** Where a push leads from a state. */
function pushed(state: number[], action: number): number[] {
  const task = make();
  task.reset();
  task.observation.value.set(state);
  task.step(action);
  return [...task.observation.value];
}

/**
 * The equations of motion as a linear system of both accelerations (Florian, 2007, without friction), solved by Cramer's
 * rule: (M + m) ẍ + m l cos θ θ̈ = F + m l θ̇² sin θ and cos θ ẍ + 4/3 l θ̈ = g sin θ.
 */
function equations([x, speed, angle, turning]: number[], action: number): number[] {
  const [m, l] = [0.1, 0.5];
  const push = (action === 1 ? 10 : -10) + m * l * turning ** 2 * Math.sin(angle);
  const [a, b, c, d] = [1 + m, m * l * Math.cos(angle), Math.cos(angle), (4 / 3) * l];
  const torque = 9.8 * Math.sin(angle);
  const determinant = a * d - b * c;
  const acceleration = (push * d - b * torque) / determinant;
  const angular = (a * torque - c * push) / determinant;
  return [x + 0.02 * speed, speed + 0.02 * acceleration, angle + 0.02 * turning, turning + 0.02 * angular];
}

describe('the cart-pole', () => {
  it('makes the first steps that the equations give by hand', () => {
    // Upright and at rest: θ̈ = −600/41 and ẍ = 400/41 for a push to the right.
    const right = pushed([0, 0, 0, 0], 1);
    [0, 8 / 41, 0, -12 / 41].forEach((value, d) => expect(right[d]).toBeCloseTo(value, 14));
    const back = pushed(right, 0);
    [0.16 / 41, 0, -0.24 / 41, 0].forEach((value, d) => expect(back[d]).toBeCloseTo(value, 14));
  });

  it('follows the equations of motion to 1e-12', () => {
    const within = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
    const states = fc.tuple(within(2.4), within(4), within(0.21), within(4));
    fc.assert(
      fc.property(states, fc.constantFrom(0, 1), (state, action) => {
        const expected = equations(state, action);
        pushed(state, action).forEach((value, d) =>
          expect(Math.abs(value - expected[d])).toBeLessThan(1e-12),
        );
      }),
    );
  });

  it('pays 1 a step, the last included, and ends beyond 2.4 m or 12°', () => {
    const ends = (state: number[]) => {
      const task = make();
      task.reset();
      task.observation.value.set(state);
      const { reward, terminated } = task.step(1);
      expect(reward).toBe(1);
      return terminated;
    };
    const degrees = Math.PI / 180;
    expect(ends([2.39, 0.4, 0, 0])).toBe(false);
    expect(ends([2.39, 0.6, 0, 0])).toBe(true);
    expect(ends([-2.39, -0.6, 0, 0])).toBe(true);
    expect(ends([0, 0, 11.9 * degrees, 0])).toBe(false);
    expect(ends([0, 0, 12.1 * degrees, 0])).toBe(true);
    expect(ends([0, 0, -11.9 * degrees, -0.2])).toBe(true);
  });

  it('starts within ± 0.05 in each of the four, anew with every episode', () => {
    const task = new CartPole(randomStream(3, 'starts'));
    const starts = Array.from({ length: 400 }, () => {
      task.reset();
      return [...task.observation.value];
    });
    for (let d = 0; d < 4; d++) {
      const values = starts.map((start) => start[d]);
      expect(Math.max(...values)).toBeLessThan(0.05);
      expect(Math.min(...values)).toBeGreaterThan(-0.05);
      expect(Math.max(...values) - Math.min(...values)).toBeGreaterThan(0.09);
    }
  });
});

describe('the rewards of the cart-pole as a task', () => {
  it('are a part of the published ones', () => {
    const { sum, paid } = rewards(0.01, 0);
    expect(sum).toBeCloseTo(2, 12);
    expect(new Set(paid)).toEqual(new Set([0.01]));
  });

  it('are a cost of the fall alone, if that is set, with values below 0', () => {
    const { sum, paid } = rewards(0.01, 1);
    expect(sum).toBeCloseTo(-2, 12);
    expect(paid).toHaveLength(rewards(0.01, 0).paid.length);
    expect(paid.at(-1)).toBe(-1);
    expect(new Set(paid.slice(0, -1))).toEqual(new Set([0]));
  });
});

describe('a task in which more steps are better', () => {
  it('is no task for a comparison by the fewest steps', () => {
    expect(() => planComparison({ environment: 'cart-pole' })).toThrow(
      /^got the task "cart-pole", in which more steps are better: expected one of t-maze, water-maze,/,
    );
  });

  it('is said in a report', () => {
    expect(unfinishedEpisodes({ task: taskSummary({ environment: 'cart-pole' }) })).toMatch(
      /More steps are better/,
    );
    expect(unfinishedEpisodes({ task: taskSummary({ environment: 't-maze' }) })).not.toMatch(/better/);
  });
});
