import { describe, expect, it } from 'vitest';
import { planComparison } from '../../src/analysis/compare/plan-comparison.js';
import { UsageError } from '../../src/core/errors.js';

describe('planComparison', () => {
  it('names as banks only those that it takes', () => {
    const plan = (bank: string) => () => planComparison({ environment: 't-maze', banks: [bank] });
    expect(plan('cycle')).toThrow(/^--banks: got "cycle": expected one of "mean", "cycles", /);
    expect(plan('ideal')).toThrow(UsageError);
    expect(plan('cycles')).not.toThrow();
  });
});
