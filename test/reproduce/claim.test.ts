import { describe, expect, it } from 'vitest';
import { judge, type Claim } from '../../src/reproduce/claim.js';
import { fig3b } from '../../src/reproduce/fig3b.js';
import { randomWalk } from '../../src/reproduce/random-walk.js';

const claim = (published: Partial<Claim['published']>, value: number, error: number | null): Claim => ({
  what: 'steps',
  published: { value: 10, digits: 2, ...published },
  ours: { value, error },
  seeds: 25,
});

describe('a claim', () => {
  it('agrees within four combined standard errors', () => {
    expect(judge(claim({ error: 0.4 }, 11.9, 0.3))).toMatchObject({ agrees: true });
    const far = judge(claim({ error: 0.4 }, 12.1, 0.3));
    expect(far.agrees).toBe(false);
    expect(far.standardErrors).toBeCloseTo(4.2, 2);
  });

  it('takes our standard error, scaled to their seeds, where the article gives none', () => {
    expect(judge(claim({ seeds: 100 }, 11, 0.2)).standardErrors).toBeCloseTo(1 / Math.hypot(0.2, 0.1), 2);
  });

  it('counts what was rounded away', () => {
    expect(judge(claim({ digits: 0, error: 0 }, 10.5, 0)).standardErrors).toBeCloseTo(Math.sqrt(3), 9);
  });

  it('differs where there is no error to tell', () => {
    expect(judge(claim({ error: 1 }, 10, null)).agrees).toBe(false);
  });

  it('may be a limit', () => {
    expect(judge(claim({ limit: 'at most' }, 10, null)).agrees).toBe(true);
    expect(judge(claim({ limit: 'at most' }, 10.1, null)).agrees).toBe(false);
    expect(judge(claim({ limit: 'at least' }, 9.9, null)).agrees).toBe(false);
  });
});

describe('the parts that are computed and not run', () => {
  it('read TD errors about their expectation, with the noise of two devices', () => {
    const { claims, remarks, figures } = fig3b.compare(undefined, true);
    expect(claims[0].ours.value).toBeGreaterThan(0.03);
    expect(claims[0].ours.value).toBeLessThan(0.12);
    expect(remarks[0]).toContain('968 TD errors of 8 pairs');
    expect(figures[0].svg).toContain('measured');
  });

  it('walk at random, with a median below the mean', () => {
    const { mean, median } = randomWalk(4000);
    expect(Math.abs(mean.value - 442)).toBeLessThan(4 * Math.hypot(mean.error!, 1));
    expect(Math.abs(median.value - 294)).toBeLessThan(4 * Math.hypot(median.error!, 1));
  });
});
