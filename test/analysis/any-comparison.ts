import fc from 'fast-check';
import type { Compared, Comparison } from '../../src/analysis/compare/comparison.js';
import type { IntervalEstimate } from '../../src/analysis/statistics/interval-estimate.js';
import { costNames } from '../../src/experiment/comparison-plan.js';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const steps = fc.double({ min: 0.01, max: 1200, noNaN: true });
const paid = fc.double({ min: 1, max: 1e9, noNaN: true });

function estimate(value: fc.Arbitrary<number>): fc.Arbitrary<IntervalEstimate> {
  return fc.tuple(value, share, share, fc.boolean()).map(([value, below, above, known]) => ({
    value,
    interval: known ? [value - below * Math.abs(value), value + above * Math.abs(value)] : null,
  }));
}

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const perCost = <T>(one: fc.Arbitrary<T>) =>
  fc.record({ pulses: maybe(one), reads: maybe(one), energy: maybe(one), wear: maybe(one) });
const signed = fc.double({ min: -1200, max: 1200, noNaN: true });

/** The results of a scheme with random numbers: nothing in them fits together. */
function anyCompared(scheme: string): fc.Arbitrary<Compared> {
  return fc.record({
    condition: fc.constant(0),
    scheme: fc.constant(scheme),
    unranked: fc.constantFrom('digital' as const, 'range' as const, null),
    sameAs: fc.array(fc.constant(`${scheme} again`), { maxLength: 1 }),
    tuned: maybe(fc.record({ settings: fc.constant<Record<string, number>>({ learningRate: 0.8, reads: 4 }), edge: fc.subarray(['learningRate']), trials: fc.nat(99) })),
    untuned: maybe(fc.record({ final: estimate(steps), gain: estimate(signed) })),
    final: estimate(steps),
    longRuns: maybe(fc.record({ seeds: fc.integer({ min: 1, max: 9 }), above: steps })),
    area: estimate(steps),
    valueError: maybe(estimate(share)),
    costs: perCost(estimate(paid)),
    devicesPerWeight: maybe(fc.integer({ min: 1, max: 4 })),
    wordsPerWeight: maybe(fc.integer({ min: 0, max: 3 })),
    difference: maybe(fc.record({ steps: estimate(signed), p: share, corrected: share, verdict: fc.constantFrom('fewer' as const, 'more' as const, 'no difference shown' as const) })),
    behind: maybe(estimate(steps)),
    reached: maybe(fc.integer({ min: 1, max: 200 })),
    ratio: perCost(estimate(paid)),
    cheapestShare: perCost(share),
    bestShare: maybe(share),
    budget: maybe(fc.record({ steps: estimate(steps), spent: share, bestShare: maybe(share) })),
    front: perCost(fc.record({ on: fc.boolean(), share })),
    curve: fc.constant<number[]>([9, 8]),
  });
} // prettier-ignore

/** A comparison of some schemes with random numbers. @param names of schemes; the first one is the reference */
export function anyComparison(names: fc.Arbitrary<string[]>): fc.Arbitrary<Comparison> {
  return names.chain((schemes) =>
    fc.record({
      environment: fc.constant('t-maze'),
      seeds: fc.integer({ min: 1, max: 1000 }),
      episodes: fc.constant(200),
      reference: fc.constant(schemes[0]),
      budget: fc.record({ cost: fc.constantFrom(...costNames), value: paid }, { requiredKeys: ['cost'] }),
      tuning: fc.constantFrom('none' as const, 'quick' as const, 'full' as const),
      recorded: fc.constant([100, 200]),
      ideal: fc.constant(null),
      groups: fc.tuple(
        ...['write', 'read'].map((noise) =>
          fc.record({
            bank: fc.constant('cycles'),
            noise: fc.constant(noise),
            compared: fc.tuple(...schemes.map(anyCompared)),
          }),
        ),
      ),
    }),
  );
}
