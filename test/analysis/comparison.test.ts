import { describe, expect, it } from 'vitest';
import { answers } from '../../src/analysis/compare/answers.js';
import { claims } from '../../src/analysis/compare/claims.js';
import { compareOutcomes } from '../../src/analysis/compare/compare-outcomes.js';
import type { Compared, Comparison } from '../../src/analysis/compare/comparison.js';
import { finalSteps, meanOverSeeds } from '../../src/analysis/compare/learning.js';
import { stepsAtBudget } from '../../src/analysis/compare/steps-at-budget.js';
import type { Budget } from '../../src/experiment/comparison-plan.js';
import { comparing, outcomeOf, SEEDS, type Law } from './outcomes-of.js';

function compared(laws: Law[], budget: Budget = { cost: 'pulses' }, noises?: string[]): Comparison {
  const { outcomes, plan, summary } = comparing(laws, noises);
  return compareOutcomes(outcomes, { ...plan, budget }, summary);
}

const named = ({ groups }: Comparison, scheme: string): Compared =>
  groups[0].compared.find((one) => one.scheme === scheme)!;

describe('a comparison', () => {
  it('of two identical schemes under different names differs by exactly zero', () => {
    const result = compared([
      { scheme: 'equal', final: 8 },
      { scheme: 'equal two', final: 8 },
    ]);
    const { difference, ratio, bestShare } = named(result, 'equal two');
    expect(difference).toEqual({
      steps: { value: 0, interval: [0, 0] },
      p: 1,
      corrected: 1,
      verdict: 'no difference shown',
    });
    expect(ratio.pulses).toEqual({ value: 1, interval: [1, 1] });
    expect(bestShare).toBe(0.5);
    expect(claims(result)[0]).toBe('equal two takes exactly the same steps as equal with each seed (write noise, cycles).');
    expect(claims(result)[1]).toBe('equal two needs exactly the pulses of equal for the same steps (write noise, cycles).');
  }); // prettier-ignore

  it('finds the difference that was put in, paired, with a narrow interval', () => {
    // Own noise is uniform on 0 … 10: the mean over 50 episodes of a difference scatters by 10 √(2/12/50) = 0.58 a seed.
    const result = compared([
      { scheme: 'reference', final: 8 },
      { scheme: 'better', final: 7.9 },
    ]);
    const { steps, corrected, verdict } = named(result, 'better').difference!;
    expect(Math.abs(steps.value + 1)).toBeLessThan((4 * 0.58) / Math.sqrt(SEEDS));
    const length = steps.interval![1] - steps.interval![0];
    expect(length / ((2 * 1.96 * 0.58) / Math.sqrt(SEEDS))).toBeGreaterThan(0.7);
    expect(length / ((2 * 1.96 * 0.58) / Math.sqrt(SEEDS))).toBeLessThan(1.4);
    expect(corrected).toBeLessThan(0.001);
    expect(verdict).toBe('fewer');
  });

  it('finds the ratio of costs that was put in', () => {
    const result = compared([
      { scheme: 'equal', final: 8, cost: 2 },
      { scheme: 'equal but costly', final: 8, cost: 6.2 },
      { scheme: 'slow', final: 8, cost: 2, pace: 40 },
    ]);
    expect(named(result, 'equal but costly').ratio.pulses!.value).toBeCloseTo(3.1, 10);
    named(result, 'equal but costly').ratio.pulses!.interval!.forEach((end) =>
      expect(end).toBeCloseTo(3.1, 10),
    );
    // Twice the time constant, and both wait for the same level: twice the episodes, but for the smoothing and the grid.
    expect(Math.abs(named(result, 'slow').ratio.pulses!.value - 2)).toBeLessThan(0.15);
    expect(claims(result)).toContain(
      'equal but costly needs 3.10 [3.10, 3.10] times the pulses of equal for the same steps (write noise, cycles).',
    );
  });

  it('says that a scheme never gets there, and what is not known', () => {
    const result = compared([
      { scheme: 'reference', final: 8 },
      { scheme: 'poor', final: 20, noEnergy: true },
    ]);
    const poor = named(result, 'poor');
    expect([poor.reached, poor.ratio.pulses, poor.ratio.energy, poor.costs.energy]).toEqual([null, null, null, null]);
    expect(poor.difference!.verdict).toBe('more');
    expect(claims(result)).toContain('poor never reaches the steps of reference (write noise, cycles).');
    expect(named(result, 'reference').front.energy).toBeNull();
    expect(named(result, 'reference').front.pulses).toEqual({ on: true, share: 1 });
    expect(poor.front.pulses!.on).toBe(false);
  }); // prettier-ignore

  it('corrects over all groups together', () => {
    const laws = [1, 2, 3].map((i) => ({ scheme: `scheme ${i}`, final: 8 }));
    const one = compared(laws);
    const three = compared(laws, { cost: 'pulses' }, ['write', 'read', 'pulse']);
    const lowest = Math.min(...one.groups[0].compared.map(({ difference }) => difference?.p ?? 1));
    const differences = three.groups.flatMap(({ compared }) => compared.flatMap(({ difference }) => difference ?? []));
    expect(differences).toHaveLength(6);
    expect(Math.min(...differences.map(({ corrected }) => corrected))).toBeCloseTo(Math.min(1, 6 * lowest), 10);
  }); // prettier-ignore

  it('does not rank a scheme that acts on a digital copy', () => {
    const result = compared([
      { scheme: 'reference', final: 8 },
      { scheme: 'copy', final: 6, digital: true },
    ]);
    const copy = result.groups[0].compared[1];
    expect(copy).toMatchObject({ scheme: 'copy', digital: true, bestShare: null });
    expect(named(result, 'reference').bestShare).toBe(1);
    expect(answers(result).every(({ sentence }) => !sentence.includes('copy'))).toBe(true);
  });
});

describe('a budget', () => {
  const laws = [
    { scheme: 'reference', final: 8, cost: 2 },
    { scheme: 'costly', final: 6, cost: 20 },
  ];

  it('is where a seed’s costs end, and all of the run if they never get there', () => {
    const { outcomes } = comparing(laws);
    const { steps, costs } = outcomeOf(laws[0]);
    const within = (budget: number) => stepsAtBudget(steps, costs.pulses!, budget, outcomes)!;
    // 2 a episode and recorded every second: 121 is spent after episode 60.
    expect(within(121).steps).toEqual(meanOverSeeds(steps, SEEDS, 200, () => 60));
    expect(within(121).spent).toBe(1);
    expect(within(400)).toEqual({ steps: finalSteps(steps, outcomes), spent: 0 });
    expect(within(4).steps).toEqual(meanOverSeeds(steps, SEEDS, 200, () => 2));
    expect(stepsAtBudget(steps, costs.pulses!, 3, outcomes)).toBeNull();
    const [first] = within(121).steps;
    const own = Array.from(steps.subarray(10, 60)).reduce((sum, one) => sum + one, 0) / 50;
    expect(first).toBeCloseTo(own, 10);
  });

  it('reverses the order if the better scheme costs too much', () => {
    const rich = compared(laws, { cost: 'pulses', value: 1e6 });
    expect(rich.groups[0].compared.map(({ scheme }) => scheme)).toEqual(['costly', 'reference']);
    const poor = compared(laws, { cost: 'pulses', value: 300 });
    expect(poor.groups[0].compared.map(({ scheme }) => scheme)).toEqual(['reference', 'costly']);
    expect(answers(poor)[0].sentence).toMatch(/^with at most 300 pulses, reference takes the fewest steps, /);
    expect(poor.groups[0].compared[0].budget!.bestShare).toBe(1);
  });
});
