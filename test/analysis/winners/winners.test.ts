import { describe, expect, it } from 'vitest';
import { winnerMapFigure } from '../../../src/analysis/winners/winner-map-figure.js';
import { winnersLead } from '../../../src/analysis/winners/winners-lead.js';
import { winnersOf } from '../../../src/analysis/winners/winners.js';
import type { Summary } from '../../../src/runs/summary.js';

const sweep = {
  settings: { scheme: ['a', 'b', 'open'], learningRate: [0.1, 0.4] },
  conditions: ['quiet', 'noisy'],
};

/** Steps of ten seeds around a mean. @param of a condition, a scheme and a learning rate */
function summaryOf(mean: (condition: number, scheme: number, rate: number) => number, moreIsBetter = false): Summary {
  const conditions = [0, 1].flatMap((condition) =>
    [0, 1, 2].flatMap((scheme) =>
      [0, 1].map((rate) => {
        const perSeed = Array.from({ length: 10 }, (_, seed) => mean(condition, scheme, rate) + 0.1 * Math.sin(7 * seed + 3 * scheme));
        const steps = { mean: perSeed.reduce((sum, one) => sum + one, 0) / 10, standardError: 0, interval: null };
        return { perSeed, settings: { condition, scheme, rate }, final: { episodes: 50, steps }, ...(scheme === 2 && { believed: {} }) };
      }),
    ),
  );
  return { seeds: 10, conditions, task: { moreIsBetter } } as unknown as Summary;
} // prettier-ignore

/** Scheme a is clearly best in the quiet condition, b in the noisy one at rate 0.4; elsewhere they are as good. */
const steps = (condition: number, scheme: number, rate: number) =>
  scheme === 2 ? 1 : condition === 0 ? 7 + scheme : rate === 1 ? 9 - scheme : 8;

describe('the winners of a sweep over schemes', () => {
  it('are found in each setting from the same seeds, without schemes that have digital weights', () => {
    const { axes, cells } = winnersOf(summaryOf(steps), sweep)!;
    expect(axes.map(({ name }) => name)).toEqual(['condition', 'learningRate']);
    expect(cells.map(({ place }) => place)).toEqual([[0, 0], [0, 1], [1, 0], [1, 1]]);
    expect(cells.map(({ scheme }) => scheme)).toEqual([0, 0, expect.any(Number), 1]);
    expect(cells.map(({ tied }) => tied.length)).toEqual([0, 0, 1, 0]);
    expect(cells[0].steps).toBeCloseTo(7, 1);
  });

  it('count conditions that are the same once, and ideal memory not at all', () => {
    const { conditions, ...rest } = summaryOf(steps);
    const doubled = conditions.map((one, i) => (i < 6 ? one : { ...one, settings: conditions[i - 6].settings }));
    const twice = winnersOf({ ...rest, conditions: doubled }, sweep)!;
    expect([twice.axes.map(({ name }) => name), twice.cells.length]).toEqual([['learningRate'], 2]);
    const exact = conditions.map((one, i) => (i < 6 ? { ...one, exact: true as const } : one));
    const { cells } = winnersOf({ ...rest, conditions: exact }, sweep)!;
    expect(cells.map(({ scheme }) => scheme)).toEqual([expect.any(Number), 1]);
  });

  it('have the most steps where more is better', () => {
    const { cells } = winnersOf(summaryOf(steps, true), sweep)!;
    expect(cells.map(({ scheme }) => scheme)).toEqual([1, 1, expect.any(Number), 0]);
  });

  it('are none of a sweep without schemes, or with one alone', () => {
    const { settings, conditions } = sweep;
    expect(winnersOf(summaryOf(steps), { settings: { learningRate: settings.learningRate }, conditions })).toBeUndefined();
    const alone = { ...summaryOf(steps), conditions: summaryOf(steps).conditions.slice(0, 4) };
    expect(winnersOf(alone, { settings: { ...settings, scheme: ['a'] }, conditions })).toBeUndefined();
  });

  it('are drawn with a letter for each scheme, small for one that cannot be told from the best', () => {
    const winners = winnersOf(summaryOf(steps), sweep)!;
    const { svg, caption } = winnerMapFigure(winners)!;
    expect(caption).toContain('A: a; B: b.');
    const letters = [...svg.matchAll(/>([A-Z](?: [a-z])*)</g)].map(([, text]) => text);
    const tied = letters.filter((text) => text === 'A b' || text === 'B a');
    expect([letters.filter((text) => text === 'A').length, letters.filter((text) => text === 'B').length, tied.length]).toEqual([2, 1, 1]);
    const { sentence } = winnersLead(winners);
    expect(sentence).toMatch(/^[ab] has the best final steps in [23] of 4 settings, clearly in [12]; [ab] in [12] \(clearly in [12]\)\.$/);
  });

  it('have a panel for each value of a third setting, and no map for four', () => {
    const winners = winnersOf(summaryOf(steps), sweep)!;
    const third = { name: 'array.wires.ohms', values: [1, 10] };
    const cells = winners.cells.flatMap((cell) => [0, 1].map((at) => ({ ...cell, place: [...cell.place, at] })));
    const { panels } = winnerMapFigure({ ...winners, axes: [...winners.axes, third], cells })!;
    expect(panels).toHaveLength(2);
    expect(panels![1]).toContain('array.wires.ohms 10');
    expect(winnerMapFigure({ ...winners, axes: [...winners.axes, third, third], cells })).toBeUndefined();
  });
}); // prettier-ignore
