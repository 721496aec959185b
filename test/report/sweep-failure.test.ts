import { describe, expect, it } from 'vitest';
import { combinations, type Sweep, type SweptSettings } from '../../src/experiment/sweep/sweep.js';
import { failureLimit, failureSentence } from '../../src/report/page/sweep-failure.js';
import { figures } from '../../src/report/page/figures.js';
import { runLead } from '../../src/report/page/run-lead.js';
import type { Summary } from '../../src/runs/summary.js';
import { sampleCondition, sampleSummary } from './sample-summary.js';
import { malformation } from './well-formed.js';

/** A sweep whose combinations take these steps, the last setting varying fastest. */
function sample(settings: SweptSettings, ...steps: number[]): [Summary, Sweep] {
  const conditions = combinations(settings).map((combination, i) =>
    sampleCondition(`run ${i}`, 0, {
      settings: combination,
      final: { episodes: 5, steps: { mean: steps[i], standardError: null, interval: null } },
    }),
  );
  return [sampleSummary({ conditions }), { settings, conditions: ['single'] }];
}

const ohms = { 'array.wires.rowOhms': [0, 100, 400, 1000] };
const byBits = { ...ohms, 'array.adc.bits': [4, 8] };

describe('where learning fails in a sweep', () => {
  it('is told with the value from which on steps are more than twice the fewest', () => {
    const [summary, sweep] = sample(ohms, 7, 8, 14.1, 60);
    expect(failureLimit(summary)!.steps).toBe(14);
    const sentence = 'Learning fails (more than twice the fewest steps, 14.00) over array.wires.rowOhms from 400 on.';
    expect(failureSentence(summary, sweep)).toBe(sentence);
    expect(runLead(summary, sweep).sentence.endsWith(` ${sentence}`)).toBe(true);
  }); // prettier-ignore

  it('is not told where no combination fails, nor where twice is reached exactly', () => {
    expect(failureSentence(...sample(ohms, 7, 8, 9, 14))).toBeUndefined();
    expect(failureSentence(...sample({ scheme: ['a', 'b'] }, 7, 80))).toBeUndefined();
  });

  it.each([
    [[90, 7, 7, 7], 'up to 0'],
    [[7, 90, 7, 90], 'at 100, 1000'],
    [[7, 7, 90, 7], 'at 400'],
  ])('is told as it lies: %j %s', (steps, place) => {
    expect(failureSentence(...sample(ohms, ...steps))).toContain(` over array.wires.rowOhms ${place}.`);
  });

  it('is told for each value of the other setting, those that fail alike together', () => {
    const [summary, sweep] = sample(byBits, 20, 7, 20, 7, 20, 20, 20, 30);
    expect(failureSentence(summary, sweep)).toContain(
      ' over array.wires.rowOhms everywhere with array.adc.bits 4; from 400 on with array.adc.bits 8.',
    );
    const both = sample(byBits, 7, 7, 7, 7, 20, 20, 20, 30);
    expect(failureSentence(...both)).toContain(' over array.wires.rowOhms from 400 on in all combinations.');
  });

  it('is counted where there are too many combinations to name', () => {
    const bits = { 'array.wires.rowOhms': [0, 1, 2, 3, 4, 5, 6], 'array.adc.bits': [4, 5, 6, 7, 8, 9] };
    const steps = Array.from({ length: 42 }, (_, i) => (i < 37 ? 7 : 20));
    expect(failureSentence(...sample(bits, ...steps))).toContain(' in 5 of 42 combinations, which the figure marks.');
    const two = { ...ohms, scheme: ['a', 'b', 'c'] };
    const alike = sample(two, 7, 7, 7, 7, 7, 7, 20, 20, 7, 20, 20, 7);
    expect(failureSentence(...alike)).toContain(' over array.wires.rowOhms from 400 on with scheme a and scheme b.');
  }); // prettier-ignore

  it('is where steps are few if more are better', () => {
    const [summary, sweep] = sample(ohms, 200, 150, 99, 12);
    const balancing = { ...summary, task: { ...summary.task, moreIsBetter: true as const } };
    expect(failureSentence(balancing, sweep)).toBe(
      'Learning fails (less than half the most steps, 100.00) over array.wires.rowOhms from 400 on.',
    );
  });

  it('is a dashed line through curves, and frames in a map', () => {
    const [curves] = figures(...sample(ohms, 7, 8, 14.1, 60));
    expect(curves.caption).toContain('Beyond the dashed line learning fails');
    expect(curves.svg).toContain('stroke-dasharray="5 4"');
    const [map] = figures(...sample(byBits, 20, 7, 20, 7, 20, 20, 20, 30));
    expect(map.caption).toContain('Framed cells: learning fails (more than twice the fewest steps, 14.00).');
    expect(map.svg.match(/<g aria-label="cell" fill="none"[^>]*>(<rect[^>]*><\/rect>|\s)*<\/g>/)?.[0].match(/<rect/g)).toHaveLength(6);
    for (const { svg } of [curves, map]) expect(malformation(svg)).toBe('');
    const [fine] = figures(...sample(ohms, 7, 8, 9, 10));
    expect(fine.svg).not.toContain('stroke-dasharray="5 4"');
    expect(fine.caption).not.toContain('fails');
  }); // prettier-ignore
});
