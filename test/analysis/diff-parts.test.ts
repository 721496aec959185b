import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conditionPairs } from '../../src/analysis/diff/condition-pairs.js';
import { seedPairs } from '../../src/analysis/diff/seed-pairs.js';

describe('the seeds of two runs', () => {
  it('are compared where both have them', () => {
    expect(seedPairs({ firstSeed: 0, seeds: 60 }, { firstSeed: 30, seeds: 40 })).toEqual({ count: 30, common: true, first: [30, 30] });
    expect(seedPairs({ firstSeed: 0, seeds: 30 }, { firstSeed: 30, seeds: 10 })).toEqual({ count: 10, common: false, first: [0, 30] });
  }); // prettier-ignore

  it('are all the common ones, in any order of the runs', () => {
    const seeds = fc.record({ firstSeed: fc.nat(20), seeds: fc.integer({ min: 1, max: 20 }) });
    const listed = ({ firstSeed, seeds }: { firstSeed: number; seeds: number }) =>
      Array.from({ length: seeds }, (_, i) => firstSeed + i);
    fc.assert(
      fc.property(seeds, seeds, (a, b) => {
        const both = listed(a).filter((seed) => listed(b).includes(seed));
        const found = seedPairs(a, b);
        expect(found.common).toBe(both.length > 0);
        expect(found.count).toBe(both.length || Math.min(a.seeds, b.seeds));
        if (found.common) expect(found.first).toEqual([both[0], both[0]]);
        expect(seedPairs(b, a)).toEqual({ ...found, first: found.first.toReversed() });
      }),
    );
  });
});

describe('the conditions of two runs', () => {
  it('are paired by name, and the rest is named', () => {
    const { pairs, left } = conditionPairs(['x', 'y', 'z'], ['z', 'w', 'x']);
    expect(pairs).toEqual([[0, 2], [2, 0]]); // prettier-ignore
    expect(left).toEqual({ a: ['y'], b: ['w'] });
  });

  it('are paired whatever their names where there is one of each', () => {
    expect(conditionPairs(['x'], ['y']).pairs).toEqual([[0, 0]]);
  });

  it('are paired as asked, also where a name holds the sign', () => {
    const asked = conditionPairs(['a=1', 'b'], ['c', 'd=2'], ['a=1=d=2', 'b=c']);
    expect(asked).toEqual({ pairs: [[0, 1], [1, 0]], left: { a: [], b: [] } }); // prettier-ignore
  });

  it.each([
    [['x', 'y'], ['z'], [], 'no condition has the same name'],
    [['x', 'y'], ['z'], ['x'], 'expected a condition of A, =, and one of B'],
    [['xen', 'y'], ['z'], ['xem=z'], 'expected a condition of A, one of "xen", "y"; did you mean xen?'],
    [['x', 'y'], ['z'], ['x=w'], 'expected a condition of B, one of "z"'],
  ])('%j and %j with %j are refused', (a, b, asked, part) => {
    expect(() => conditionPairs(a, b, asked)).toThrow(part);
  });
});
