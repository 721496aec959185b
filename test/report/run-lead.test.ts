import { describe, expect, it } from 'vitest';
import type { Sweep } from '../../src/experiment/sweep/sweep.js';
import type { ConditionSummary } from '../../src/runs/summary.js';
import { runLead } from '../../src/report/page/run-lead.js';
import { sampleCondition, sampleSummary } from './sample-summary.js';

const steps = (name: string, mean: number, reach: number): ConditionSummary =>
  sampleCondition(name, 0.5, {
    final: { episodes: 5, steps: { mean, standardError: reach / 2, interval: [mean - reach, mean + reach] } },
  });
const leadOf = (...conditions: ConditionSummary[]) => runLead(sampleSummary({ conditions }));

describe('what a run opens with', () => {
  it('is what feedback does, with the error of the values and the price in steps, if the run can tell', () => {
    const [ideal, closed, open] = sampleSummary().conditions;
    const valueError = { mean: 5.512, standardError: 0.1, interval: [5.3, 5.7] as [number, number] };
    const nine = { mean: 9, standardError: 0.1, interval: [8.8, 9.2] as [number, number] };
    const dear = { ...closed, final: { ...closed.final, steps: nine } };
    const lead = runLead(sampleSummary({ conditions: [ideal, dear, { ...open, valueError }] }));
    const held = closed.valueError!.mean.toFixed(3);
    const price = (9 - open.final.steps.mean).toFixed(1);
    expect(lead.sentence).toBe(
      `Without feedback the devices drift: their values are wrong by 5.512; with feedback by ${held} (ideal memory: ${ideal.valueError!.mean.toFixed(3)}). The price: ${price} more steps per episode than with digital weights.`,
    );
    expect(lead.number).toBe(held);
    expect(lead.interval).toBe(`[${closed.valueError!.interval!.map((end) => end.toFixed(3)).join(', ')}]`);
    expect(lead.of).toContain('self-correcting');
  });

  it('says nothing of a price where the steps cannot be told apart', () => {
    const [ideal, closed, open] = sampleSummary().conditions;
    const same = { ...closed, final: open.final };
    const { sentence } = runLead(sampleSummary({ conditions: [ideal, same, open] }));
    expect(sentence).toMatch(/^Without feedback the devices drift/);
    expect(sentence).not.toContain('price');
  });

  it('says nothing of drift where intervals overlap, where it is the other way round, or where more differs than feedback', () => {
    const [ideal, closed, open] = sampleSummary().conditions;
    const others = [
      { ...open, valueError: closed.valueError },
      { ...open, valueError: { mean: 0, standardError: 0, interval: [0, 0] as [number, number] } },
      { ...open, settings: { ...open.settings, noise: 'read' } },
      { ...open, valueError: null },
    ];
    for (const other of others)
      expect(runLead(sampleSummary({ conditions: [ideal, closed, other] })).sentence).not.toMatch(/drift|price/);
  }); // prettier-ignore

  it('counts all conditions where all are exact memories', () => {
    const exact = ['a', 'b', 'c', 'd', 'e'].map((name, i) => ({ ...steps(name, 6 + i, 0.1), exact: true as const }));
    expect(leadOf(...exact).sentence).toBe('Of 5 conditions, a takes the fewest steps per episode: 6.00.');
  }); // prettier-ignore

  it('marks steps of digital weights', () => {
    const { believed } = sampleSummary().conditions[2];
    expect(leadOf({ ...steps('open-loop', 7, 0.1), believed: believed! }).sentence).toMatch(/^open-loop \(digital weights\) takes 7\.00/);
  }); // prettier-ignore

  it('is the condition with the fewest steps in devices, beside the others and ideal memory', () => {
    expect(leadOf(steps('ideal', 6, 0.1), steps('a', 9, 0.5), steps('b', 7, 0.5))).toEqual({
      sentence: 'In devices, b takes the fewest steps per episode: 7.00 (a: 9.00); ideal memory takes 6.00.',
      number: '7.00',
      interval: '[6.50, 7.50]',
      of: 'steps per episode of b, last 5 episodes',
    });
  });

  it('says how many others have intervals that overlap', () => {
    expect(leadOf(steps('a', 9, 1), steps('b', 8, 1), steps('c', 12, 1)).sentence).toBe(
      'b takes the fewest steps per episode: 8.00 (a: 9.00, c: 12.00). The interval of one other overlaps with it, so the order is uncertain.',
    );
  });

  it('is the most steps where more are better', () => {
    const conditions = [steps('a', 9, 0.1), steps('b', 8, 0.1)];
    const summary = sampleSummary({ conditions, task: { moreIsBetter: true } });
    expect(runLead(summary).sentence).toMatch(/^a takes the most steps/);
  });

  it('of one condition is where it ends and where it began', () => {
    const one = steps('a', 9, 1);
    const first = one.steps.mean.slice(0, 10);
    const began = first.reduce((sum, mean) => sum + mean, 0) / first.length;
    expect(leadOf(one).sentence).toBe(
      `a takes 9.00 steps per episode at the end, and took ${began.toFixed(2)} at the beginning.`,
    );
  });

  it('of one seed has no interval', () => {
    const { interval } = leadOf(
      sampleCondition('a', 1, {
        final: { episodes: 5, steps: { mean: 8, standardError: null, interval: null } },
      }),
    );
    expect(interval).toBeUndefined();
  });

  it('of a sweep is the best combination of values', () => {
    const sweep: Sweep = {
      settings: { learningRate: [0.1, 0.2], noise: ['write', 'read'] },
      conditions: ['one'],
    };
    const conditions = [9, 8, 7, 8.5].map((mean, i) => steps(`c${i}`, mean, 0.2));
    expect(runLead(sampleSummary({ conditions }), sweep).sentence).toBe(
      'Of 4 combinations, learningRate 0.2, noise write takes the fewest steps per episode: 7.00.',
    );
  });
});
