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
    const dear = { ...closed, final: { ...closed.final, steps: { ...closed.final.steps, mean: 9 } } };
    const lead = runLead(sampleSummary({ conditions: [ideal, dear, { ...open, valueError }] }));
    const held = String(Number(closed.valueError!.mean.toPrecision(3)));
    const price = (9 - open.final.steps.mean).toFixed(1);
    expect(lead.sentence).toBe(
      `Without feedback the devices drift: their values are wrong by 5.51; with feedback by ${held}. The price: ${price} more steps per episode than with digital weights.`,
    );
    expect(lead.number).toBe(held);
    expect(lead.interval).toBe(
      `[${closed.valueError!.interval!.map((end) => Number(end.toPrecision(3))).join(', ')}]`,
    );
    expect(lead.of).toContain('self-correcting');
  });

  it('says nothing of drift if the intervals overlap, nor of a price that nobody pays', () => {
    const [ideal, closed, open] = sampleSummary().conditions;
    const free = { ...closed, final: open.final };
    const same = { ...open, valueError: closed.valueError };
    const { sentence } = runLead(sampleSummary({ conditions: [ideal, free, same] }));
    expect(sentence).toMatch(/^Without feedback the values in the devices are wrong by/);
    expect(sentence).not.toMatch(/drift|price/);
  });

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
      'b takes the fewest steps per episode: 8.00 (a: 9.00, c: 12.00). One other interval overlaps with its own.',
    );
  });

  it('is the most steps where more are better', () => {
    const conditions = [steps('a', 9, 0.1), steps('b', 8, 0.1)];
    const summary = sampleSummary({ conditions, task: { moreIsBetter: true } });
    expect(runLead(summary).sentence).toMatch(/^a takes the most steps/);
  });

  it('of one condition is where it ends and where it began', () => {
    const one = steps('a', 9, 1);
    expect(leadOf(one).sentence).toBe(
      `a ends at 9.00 steps per episode and began at ${one.steps.mean[0].toFixed(2)}.`,
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
