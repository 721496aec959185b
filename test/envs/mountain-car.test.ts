import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MountainCar, mountainCar } from '../../envs/mountain-car.js';
import { randomStream, RandomStream, streams } from '../../src/core/random-stream.js';
import { environmentContract } from '../contracts/environment.js';

const make = () => new MountainCar(new RandomStream('starts'));
environmentContract('mountain car', make);
environmentContract('mountain car as a task', () =>
  mountainCar.make({ rewardScale: 0.01 }).environment(streams(1)),
);

/** Where an action leads from a position and a velocity. */
function driven(state: number[], action: number) {
  const task = make();
  task.reset();
  task.observation.value.set(state);
  const step = { ...task.step(action) };
  return { step, to: [...task.observation.value] };
}

/** The slope of the hill y = sin 3p pulls with g cos 3p; the engine gives its force in one of two directions or none. */
function equations([position, velocity]: number[], action: number): number[] {
  const clip = (value: number, low: number, high: number) =>
    value < low ? low : value > high ? high : value;
  const engine = [-0.001, 0, 0.001][action];
  const faster = clip(velocity + engine - 0.0025 * Math.sin(Math.PI / 2 - 3 * position), -0.07, 0.07);
  const further = clip(position + faster, -1.2, 0.6);
  return [further, further === -1.2 && faster < 0 ? 0 : faster];
}

describe('the mountain car', () => {
  it('makes the first steps that the equations give by hand', () => {
    // cos 1.5 = 0.0707372016677029, so gravity takes 0.000176843004169257 at p = −0.5.
    const near = (state: number[], position: number, velocity: number) => {
      expect(state[0]).toBeCloseTo(position, 15);
      expect(state[1]).toBeCloseTo(velocity, 15);
    };
    near(driven([-0.5, 0], 2).to, -0.499176843004169, 0.000823156995830743);
    near(driven([-0.5, 0], 1).to, -0.500176843004169, -0.000176843004169257);
    near(driven([-0.5, 0], 0).to, -0.501176843004169, -0.00117684300416926);
  });

  it('follows the published equations to 1e-12', () => {
    const states = fc.tuple(
      fc.double({ min: -1.2, max: 0.6, noNaN: true }),
      fc.double({ min: -0.07, max: 0.07, noNaN: true }),
    );
    fc.assert(
      fc.property(states, fc.constantFrom(0, 1, 2), (state, action) => {
        const expected = equations(state, action);
        driven(state, action).to.forEach((value, d) =>
          expect(Math.abs(value - expected[d])).toBeLessThan(1e-12),
        );
      }),
    );
  });

  it('stops at the left end, and is never faster than 0.07', () => {
    expect(driven([-1.19, -0.06], 0).to).toEqual([-1.2, 0]);
    expect(driven([0.1, 0.0699], 2).to[1]).toBeLessThanOrEqual(0.07);
    expect(driven([-1, -0.07], 2).to[1]).toBeGreaterThanOrEqual(-0.07);
  });

  it('costs 1 a step, the last included, and ends at 0.5 or beyond', () => {
    expect(driven([0.48, 0.01], 2).step).toMatchObject({ reward: -1, terminated: false });
    expect(driven([0.48, 0.03], 2).step).toMatchObject({ reward: -1, terminated: true });
  });

  it('starts at rest between −0.6 and −0.4, anew with every episode', () => {
    const task = new MountainCar(randomStream(3, 'starts'));
    const starts = Array.from({ length: 400 }, () => {
      task.reset();
      expect(task.observation.value[1]).toBe(0);
      return task.observation.value[0];
    });
    expect(Math.min(...starts)).toBeGreaterThan(-0.6);
    expect(Math.max(...starts)).toBeLessThan(-0.4);
    expect(Math.max(...starts) - Math.min(...starts)).toBeGreaterThan(0.19);
  });

  it('is not left by pushing to one side, and is by swinging', () => {
    const moves = (choose: (velocity: number) => number) => {
      const task = make();
      task.reset();
      for (let move = 1; move <= 200; move++)
        if (task.step(choose(task.observation.value[1])).terminated) return move;
      return Infinity;
    };
    expect(moves(() => 2)).toBe(Infinity);
    expect(moves((velocity) => (velocity < 0 ? 0 : 2))).toBeLessThan(150);
  });
});
