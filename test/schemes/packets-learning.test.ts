import { describe, expect, it } from 'vitest';
import { average, learnt, mark, packets, upper, wins } from './learnt.js';

const carried = { ...packets, scheme: 'carried-packets' } as const;

describe('carried packets learn', () => {
  it('the T-maze under write noise with a tenth fewer pulses than the mark and no more steps', async () => {
    const marked = await learnt('t-maze', { ...mark, noise: 'write' }, 100);
    const found = await learnt('t-maze', { ...carried, noise: 'write', learningRate: 0.3 }, 100);
    const fewer = marked.pulses.map((pulses) => 0.9 * pulses);
    expect(upper(found.pulses, fewer)).toBeLessThan(0);
    expect(upper(found.steps, marked.steps)).toBeLessThan(0.1);
  });

  it('the T-maze under pulse noise with fewer steps than the mark', async () => {
    const marked = await learnt('t-maze', { ...mark, noise: 'pulse' }, 60);
    const found = await learnt('t-maze', { ...carried, noise: 'pulse', learningRate: 0.3 }, 60);
    expect(upper(found.steps, marked.steps)).toBeLessThan(0);
  });

  it('the water maze under write noise with fewer steps and pulses than mixed precision', async () => {
    // Each at a rate that suits it.
    const mixed = { scheme: 'mixed-precision', threshold: 0, noise: 'write', learningRate: 0.3 } as const;
    const rival = await learnt('water-maze', mixed, 8);
    const found = await learnt('water-maze', { ...carried, noise: 'write', learningRate: 0.8 }, 8);
    // Of 8 fair coins, 7 show heads in 4 % of cases.
    expect(wins(found.steps, rival.steps)).toBeGreaterThanOrEqual(7);
    expect(average(found.pulses)).toBeLessThan(average(rival.pulses));
  });
});
