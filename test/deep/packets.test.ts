import { describe, expect, it } from 'vitest';
import { average, learnt, mark, packets, upper, wins } from '../schemes/learnt.js';

const mixture = { read: 'fitted', pulse: 'fitted' } as const;
const carried = { ...packets, scheme: 'carried-packets' } as const;

describe('packets at length', () => {
  it.each([
    ['the measured mixture', mixture],
    ['read noise', 'read'],
  ] as const)(
    'carried, T-maze, %s: a quarter fewer pulses than the mark and no more steps',
    async (_, noise) => {
      const marked = await learnt('t-maze', { ...mark, noise }, 200);
      const found = await learnt('t-maze', { ...carried, noise, learningRate: 0.3 }, 200);
      const fewer = marked.pulses.map((pulses) => 0.75 * pulses);
      expect(upper(found.pulses, fewer)).toBeLessThan(0);
      expect(upper(found.steps, marked.steps)).toBeLessThan(0.1);
    },
  );

  it.each([
    ['the measured mixture', mixture],
    ['read noise', 'read'],
  ] as const)('carried, water maze, %s: fewer steps and pulses than mixed precision', async (_, noise) => {
    const rival = await learnt('water-maze', { noise, scheme: 'mixed-precision', threshold: 0, learningRate: 0.3 }, 20); // prettier-ignore
    const found = await learnt('water-maze', { ...carried, noise, learningRate: 0.8 }, 20);
    // Of 20 fair coins, 15 show heads in 2 % of cases.
    expect(wins(found.steps, rival.steps)).toBeGreaterThanOrEqual(15);
    expect(average(found.pulses)).toBeLessThan(average(rival.pulses));
  });

  it('diffused, water maze, write noise: fewer steps than feedback that drops small changes', async () => {
    const feedback = { noise: 'write', pulses: 'inverse', threshold: 0.03, learningRate: 0.8 } as const;
    const rival = await learnt('water-maze', feedback, 40);
    const diffused = { ...packets, noise: 'write', scheme: 'diffused-packets', learningRate: 1 } as const;
    const found = await learnt('water-maze', diffused, 40);
    // 26 of 40: 4 % of cases.
    expect(wins(found.steps, rival.steps)).toBeGreaterThanOrEqual(26);
  });
});
