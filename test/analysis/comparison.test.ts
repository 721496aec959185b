import { describe, expect, it } from 'vitest';
import { claims } from '../../src/analysis/compare/claims.js';
import { findings } from '../../src/analysis/compare/findings/finding.js';
import { findingSentences } from '../../src/analysis/compare/findings/finding-sentences.js';
import { title } from '../../src/analysis/compare/findings/title.js';
import { compareOutcomes } from '../../src/analysis/compare/compare-outcomes.js';
import type { Compared, Comparison } from '../../src/analysis/compare/comparison.js';
import { finalSteps, smoothedSteps } from '../../src/analysis/compare/learning.js';
import { stepsAtBudget } from '../../src/analysis/compare/steps-at-budget.js';
import type { Budget } from '../../src/experiment/comparison-plan.js';
import { comparing, outcomeOf, SEEDS, type Law } from './outcomes-of.js';

function compared(laws: Law[], budget: Budget = { cost: 'pulses' }, noises?: string[]): Comparison {
  const { outcomes, plan, summary } = comparing(laws, noises);
  return compareOutcomes(outcomes, { ...plan, budget }, summary);
}

const told = (comparison: Comparison) => findings(comparison).map((one) => findingSentences(one, comparison));

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
      verdict: 'the same',
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

  it('does not count schemes that do the same among the comparisons', () => {
    const laws = ['equal', 'equal two', 'other'].map((scheme) => ({ scheme, final: 8 }));
    const { p, corrected } = named(compared(laws), 'other').difference!;
    expect(corrected).toBe(p);
  });

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
    expect(copy).toMatchObject({ scheme: 'copy', unranked: 'digital', bestShare: null });
    expect(named(result, 'reference').bestShare).toBe(1);
    expect(JSON.stringify(told(result))).not.toContain('copy');
  });

  it('does not rank a scheme whose weights reach beyond 0 to 1, so that its policy is colder', () => {
    const result = compared([
      { scheme: 'reference', final: 8 },
      { scheme: 'pair', final: 6, wide: true },
    ]);
    expect(named(result, 'pair')).toMatchObject({ unranked: 'range', difference: null, bestShare: null });
    expect(JSON.stringify(told(result))).not.toContain('pair');
  });
});

describe('a budget', () => {
  const laws = [
    { scheme: 'reference', final: 8, cost: 2 },
    { scheme: 'costly', final: 6, cost: 20 },
  ];

  const { outcomes } = comparing(laws);
  const { steps, costs } = outcomeOf(laws[0]);
  const within = (budget: number) => stepsAtBudget(steps, costs.pulses!, budget, outcomes);
  const meanOf = (from: number, to: number) =>
    Array.from(steps.subarray(from, to)).reduce((sum, one) => sum + one, 0) / (to - from);

  it('is where a seed’s costs end, and all of the run if they never get there', () => {
    // 2 an episode: 120 is spent after episode 60, a quarter of which are the last 15.
    expect(within(120).steps[0]).toBeCloseTo(meanOf(45, 60), 10);
    expect(within(120).spent).toBe(1);
    expect(within(400)).toEqual({ steps: finalSteps(steps, outcomes), spent: 0 });
    expect(stepsAtBudget(steps, costs.pulses!, 1, outcomes).steps[0]).toBe(steps[0]);
  });

  it('is met between two recorded episodes, and an episode that is paid in part counts in part', () => {
    // 121 pays 60.5 episodes: the window of 15.125 begins at 45.375.
    const sum = 0.625 * steps[45] + 14 * meanOf(46, 60) + 0.5 * steps[60];
    expect(within(121).steps[0]).toBeCloseTo(sum / 15.125, 10);
    for (let budget = 5; budget < 400; budget++) {
      const [before, after] = [within(budget).steps[0], within(budget + 0.001).steps[0]];
      expect(Math.abs(after - before)).toBeLessThan(1);
    }
  });

  it('never counts the first moves as what it paid for', () => {
    expect(within(4).steps[0]).toBeCloseTo(meanOf(1, 2), 10);
    expect(within(16).steps[0]).toBeCloseTo(meanOf(6, 8), 10);
    const smooth = smoothedSteps(steps, outcomes);
    // Recorded episodes 2, 10 and 40: windows of one block, of one block, and of 5 % of 200.
    [[0, 0, 2], [4, 8, 10], [19, 30, 40]].forEach(([k, from, to]) =>
      expect(smooth[k * SEEDS]).toBeCloseTo(meanOf(from, to), 10),
    );
  }); // prettier-ignore

  it('reverses the order if the better scheme costs too much', () => {
    const rich = compared(laws, { cost: 'pulses', value: 1e6 });
    expect(rich.groups[0].compared.map(({ scheme }) => scheme)).toEqual(['costly', 'reference']);
    const poor = compared(laws, { cost: 'pulses', value: 300 });
    expect(poor.groups[0].compared.map(({ scheme }) => scheme)).toEqual(['reference', 'costly']);
    expect(told(poor)[0].answer[0]).toMatch(/^With write noise and at most 300 pulses take reference: /);
    expect(title(poor)).toBe('t-maze, at most 300 pulses: take reference with write noise');
    expect(poor.groups[0].compared[0].budget!.bestShare).toBe(1);
  });
});

describe('a finding', () => {
  const laws = [
    { scheme: 'reference', final: 9, cost: 2 },
    { scheme: 'equal', final: 8, cost: 2 },
    { scheme: 'equal cheap', final: 8, cost: 1 },
  ];

  it('takes the cheapest of those that cannot be told apart, and says so', () => {
    const result = compared(laws);
    const [{ tied, take }] = findings(result);
    expect(tied.map(({ scheme }) => scheme).sort()).toEqual(['equal', 'equal cheap']);
    expect(take.scheme).toBe('equal cheap');
    const [{ answer, sureness }] = told(result);
    expect(answer[0]).toMatch(/^With write noise equal( cheap)? and equal( cheap)? cannot be told apart in steps\.$/);
    expect(answer[1]).toMatch(/^Take equal cheap, which clearly costs the fewest pulses: .* fewer than reference, at 0\.50 times its pulses\.$/);
    expect(sureness[0]).toContain('one of them would have the fewest steps in more than 99 of 100 repetitions');
  }); // prettier-ignore

  it('takes the best where a cheaper one is far off, though it cannot be told apart, and names that', () => {
    const result = compared([laws[0], { scheme: 'best', final: 6, cost: 4 }, { scheme: 'cheap', final: 8, cost: 1 }]);
    const cheap = named(result, 'cheap');
    cheap.behind = { value: 20, interval: [-1, 41] };
    const [{ take, tied }] = findings(result);
    expect([take.scheme, tied.length]).toEqual(['best', 2]);
    expect(told(result)[0].answer[1]).toMatch(/ cheap clearly costs fewer pulses\.$/);
    cheap.final = { value: 1.05 * take.final.value, interval: null };
    expect(findings(result)[0].take.scheme).toBe('cheap');
  }); // prettier-ignore

  it('takes the best alone where its difference from every other excludes 0', () => {
    const [{ tied, take }] = findings(compared([laws[0], { scheme: 'best', final: 6 }, laws[1]]));
    expect([tied.length, take.scheme]).toEqual([1, 'best']);
    expect(take.behind).toEqual({ value: 0, interval: [0, 0] });
  });

  it('keeps the first if no other is clearly cheaper, or costs are unknown', () => {
    const result = compared([laws[0], laws[1], { ...laws[2], cost: 2 }]);
    expect(told(result)[0].answer[1]).toMatch(/None of the others clearly costs fewer pulses\.$/);
    const unknown = compared(
      laws.map((law) => ({ ...law, noEnergy: true })),
      { cost: 'energy' },
    );
    expect(told(unknown)[0].answer[1]).toMatch(/^Take equal( cheap)?: 100 \[.*fewer than reference\.$/);
    expect(told(unknown)[0].cheapest).toEqual([]);
  });

  it('judges no scheme where the budget is spent before any has learned, and says so', () => {
    const spent = compared(laws, { cost: 'pulses', value: 1 });
    const same = { steps: { value: 37, interval: null }, spent: 1, bestShare: 0.3 };
    for (const one of spent.groups[0].compared) one.budget = same;
    const [{ answer, sureness }] = told(spent);
    expect(answer).toEqual(['With write noise and at most 1 pulse no scheme can be judged: it is spent before any has learned.']);
    expect(sureness).toEqual([]);
    expect(title(spent)).toBe('t-maze: 3 schemes compared');
    spent.groups[0].compared[0].budget = { ...same, steps: { value: 36, interval: null } };
    expect(told(spent)[0].answer[0]).toMatch(/^With write noise and at most 1 pulse take equal/);
  }); // prettier-ignore

  it('does not hope for more seeds where those that are tied do the same', () => {
    expect(told(compared(laws))[0].sureness[0]).toMatch(/repetitions\.$/);
    const other = { scheme: 'other', final: 8 };
    const [{ sureness }] = told(compared([laws[0], laws[1], other]));
    expect(sureness[0]).toMatch(/More seeds may tell them apart\.$/);
  });

  it('has a title that names the scheme with each noise', () => {
    const result = compared(laws, { cost: 'pulses' }, ['write', 'read']);
    expect(title(result)).toBe('t-maze: take equal cheap with write and read noise');
    expect(title(compared(laws.slice(0, 1)))).toBe('t-maze: 1 scheme compared');
  });
});
