import { describe, expect, it } from 'vitest';
import { OneHot } from '../../envs/one-hot.js';
import { TimeLimit } from '../../envs/time-limit.js';
import { TMaze } from '../../envs/t-maze.js';
import { environmentContract } from '../contracts/environment.js';

environmentContract('t-maze', () => new TMaze());
environmentContract('t-maze, one-hot', () => new OneHot(new TMaze(), 9));
environmentContract('t-maze, one-hot, limited', () => new TimeLimit(new OneHot(new TMaze(), 9), 30));

describe('the T-maze', () => {
  it('leads along the shortest way to the reward in six moves, paid on leaving state 6', () => {
    const maze = new TMaze();
    maze.reset();
    for (const [action, state] of [
      [1, 1],
      [1, 2],
      [1, 3],
      [1, 4],
      [1, 5],
      [1, 6],
    ] as const) {
      expect(maze.step(action)).toEqual({ reward: 0, terminated: false, truncated: false, forced: false });
      expect(maze.observation.value[0]).toBe(state);
    }
    expect(maze.step(0)).toEqual({ reward: 1, terminated: true, truncated: false, forced: true });
  });

  it('has the published transitions', () => {
    const table = [
      [0, 1],
      [0, 2],
      [1, 3],
      [2, 4],
      [7, 5],
      [4, 6],
      [5, 6],
      [4, 8],
      [7, 8],
    ];
    for (const state of [0, 1, 2, 3, 4, 5, 7, 8]) {
      for (const action of [0, 1]) {
        const maze = new TMaze();
        maze.observation.value[0] = state;
        maze.step(action);
        expect(maze.observation.value[0]).toBe(table[state][action]);
      }
    }
  });

  it('can start anew after its end', () => {
    const maze = new TMaze();
    maze.observation.value[0] = 6;
    maze.step(1);
    maze.reset();
    expect(maze.step(1)).toEqual({ reward: 0, terminated: false, truncated: false, forced: false });
  });
});

describe('the one-hot view', () => {
  it('has exactly one active cell, that of the state', () => {
    const maze = new TMaze();
    const seen = new OneHot(maze, 9);
    seen.reset();
    for (const action of [1, 1, 0, 1, 1, 1, 0]) {
      seen.step(action);
      expect(Array.from(seen.observation.value).indexOf(1)).toBe(maze.observation.value[0]);
      expect(seen.observation.value.reduce((sum, x) => sum + x, 0)).toBe(1);
    }
  });
});

describe('the time limit', () => {
  it('truncates at the limit, and anew after a reset', () => {
    const limited = new TimeLimit(new TMaze(), 3);
    for (let episode = 0; episode < 2; episode++) {
      limited.reset();
      expect([0, 0, 0].map((action) => limited.step(action).truncated)).toEqual([false, false, true]);
    }
  });

  it('does not truncate where the task ends in the very last step', () => {
    const limited = new TimeLimit(new TMaze(), 7);
    limited.reset();
    for (let i = 0; i < 6; i++) expect(limited.step(1).truncated).toBe(false);
    expect(limited.step(1)).toEqual({ reward: 1, terminated: true, truncated: false, forced: true });
  });
});
