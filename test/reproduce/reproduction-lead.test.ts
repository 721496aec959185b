import { describe, expect, it } from 'vitest';
import type { Claim } from '../../src/reproduce/claim.js';
import { reproductionLead } from '../../src/reproduce/reproduction-lead.js';
import { reproductionPage } from '../../src/reproduce/reproduction-page.js';

const claim = (what: string, ours: number, error: number | null = 0.5): Claim => ({
  what,
  published: { value: 33, digits: 0, error: 5 },
  ours: { value: ours, error },
  seeds: 100,
});
const outcome = (...claims: Claim[]) => ({ claims, figures: [], remarks: [] });

describe('what a reproduction opens with', () => {
  it('is whether all numbers agree, and the main one beside that of the article', () => {
    const all = [{ ...outcome(claim('first', 30), claim('steps near episode 1000', 33.47)), main: 1 }];
    // Student's quantile for 99 degrees of freedom is 1.984.
    expect(reproductionLead(all)).toEqual({
      sentence: 'Both numbers agree with the article.',
      number: '33.47',
      interval: '[32.48, 34.46]',
      of: 'steps near episode 1000; the article has 33 ± 5',
    });
  });

  it('names the numbers that differ', () => {
    const { sentence } = reproductionLead([outcome(claim('a', 33), claim('b', 90)), outcome(claim('c', 32))]);
    expect(sentence).toBe('2 of 3 numbers agree with the article. Different: b.');
    expect(reproductionLead([outcome(claim('a', 90))]).sentence).toBe(
      'The number differs from the article: a.',
    );
    expect(reproductionLead([outcome(claim('a', 33))]).sentence).toBe('The number agrees with the article.');
  });

  it('has no interval without a standard error, and says limits', () => {
    const limit: Claim = {
      ...claim('a', 0.02, null),
      published: { value: 0.03, digits: 2, limit: 'at most' },
    };
    expect(reproductionLead([outcome(limit)])).toMatchObject({
      number: '0.02',
      of: 'a; the article has at most 0.03',
    });
    expect(reproductionLead([outcome(limit)]).interval).toBeUndefined();
  });

  it('stands on top of the page, and with several figures above each', () => {
    const one = { title: 'Fig. <1>', ...outcome(claim('a', 33)) };
    const single = reproductionPage([one]);
    expect(single).toContain('<h1>Fig. &lt;1&gt;</h1>');
    expect(single.indexOf('class="lead"')).toBeLessThan(single.indexOf('<table>'));
    const several = reproductionPage([one, { ...one, title: 'Fig. 2' }]);
    expect(several).toContain('Both numbers agree');
    expect(several.match(/<h2>[^<]*<\/h2>\n<p>The number agrees with the article\.<\/p>/g)).toHaveLength(2);
  });
});
