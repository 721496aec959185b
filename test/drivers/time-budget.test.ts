import { describe, expect, it } from 'vitest';
import { TimeBudget } from '../../drivers/boards/time-budget.js';

describe('a time budget', () => {
  it('tells link, settling and host apart, step by step', async () => {
    let now = 0;
    const budget = new TimeBudget(() => now);
    const wait = (milliseconds: number, asked: number) =>
      budget.wait(async () => {
        now += milliseconds;
      }, asked / 1000);
    budget.start();
    await wait(5, 2);
    now += 1;
    budget.step();
    await wait(3, 2);
    // sooner than it was asked to: not a board that takes time
    await wait(1, 100);
    now += 3;
    budget.step();
    now += 2;
    budget.step();
    expect(budget.perStep()).toEqual({ steps: 3, link: 5 / 3, settle: 4 / 3, host: 2, hostMedian: 2 });
  });
});
