import { describe, expect, it } from 'vitest';
import { threadsFor } from '../../src/runs/runner.js';

describe('the threads of a run', () => {
  it.each([
    [1, 10, 8, 1],
    [10, 10, 8, 1],
    [11, 10, 8, 2],
    [1000, 10, 8, 8],
  ])('for %i runs in tasks of %i with %i workers are %i', (runs, size, workers, threads) => {
    expect(threadsFor(runs, size, workers)).toBe(threads);
  });
});
