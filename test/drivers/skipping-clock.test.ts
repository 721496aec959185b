import { describe, expect, it } from 'vitest';
import { SkippingClock } from '../../drivers/virtual/skipping-clock.js';

describe('a skipping clock', () => {
  it('keeps the order of its appointments, and spends no time between them', async () => {
    const clock = new SkippingClock();
    const told: string[] = [];
    const begun = performance.now();
    await new Promise<void>((done) => {
      clock.after(1e6, () => done());
      clock.after(20, () => told.push(`b at ${clock.now()}`));
      clock.after(10, () => told.push(`a at ${clock.now()}`));
      clock.after(20, () => told.push(`c at ${clock.now()}`));
      clock.after(15, () => told.push('never'))();
    });
    expect(told).toEqual(['a at 10', 'b at 20', 'c at 20']);
    expect(clock.now()).toBe(1e6);
    expect(performance.now() - begun).toBeLessThan(1000);
  });

  it('lets whoever waited go on before more time passes', async () => {
    const clock = new SkippingClock();
    const at = (milliseconds: number) => new Promise<void>((done) => void clock.after(milliseconds, done));
    void clock.after(100, () => {});
    await at(1);
    await at(1);
    expect(clock.now()).toBe(2);
  });
});
